/**
 * The decision on an application signed by a card: it comes in, a certificate goes out, and no person stands between (P5,
 * INV-10). The named steps are the rules; `decide` is their order.
 */
import { type Csr, keyIdOf } from '../../pki/index.ts';
import { type ApplicationContent, type ProblemCode, Refusal, sha256Hex } from '../../profile/index.ts';
import { dateJst } from '../../world/index.ts';
import { bringIntoForce } from '../certificates/in-force.ts';
import { learnFacts } from '../certificates/learn.ts';
import { base64, bytesOf, type CaContext, DECIDER } from '../context.ts';
import { endOf } from '../issuing/authority.ts';
import { enterCertificate, keepUntil } from '../issuing/certify.ts';
import { readFourItems } from '../jpki/certificate.ts';
import type { StatusAnswer } from '../jpki/status.ts';
import type { EventOf } from '../lifecycle/machines.ts';
import { type Application, type CertificateKind, issuedBy, type Person } from '../state/records.ts';
import type { Transaction } from '../state/store.ts';
import { makeCode } from './code.ts';
import { enterPairwise, type ProvedPerson, serialOf } from './person.ts';
import { checkRequests, type Requests } from './request.ts';
import { type Scheme, schemeNamed } from './schemes.ts';
import { type Answer, applicationOf, codeAnswer, issuedAnswer } from './usable.ts';

export const idOf = ({ offer }: Application): string => offer.application;

/** Moves an application along its life, in the records too. */
export function moved(
  ctx: CaContext,
  tx: Transaction,
  application: Application,
  event: EventOf<'application'>,
  ground?: string,
  change: Partial<Application> = {},
): Application {
  const state = ctx.steps.transition('application', application.state, event, ground) as Application['state'];
  const next = { ...application, ...change, state };
  tx.put('application', idOf(next), next);
  return next;
}

/** A refusal that is final: the application is closed and the reason kept (施行規則12条1項1号ホ). */
export function refuse(ctx: CaContext, application: Application, digest: string, code: ProblemCode): void {
  ctx.store.transact((tx) => {
    moved(ctx, tx, application, 'refuse', undefined, { handedIn: digest, refusedFor: code });
    noteRefusal(tx, application, digest, code);
  });
}

const noteRefusal = (tx: Transaction, application: Application, digest: string, code: ProblemCode): void =>
  tx.audit({
    actor: 'ca',
    action: 'application.decide',
    object: idOf(application),
    decision: 'no',
    why: code,
    decider: DECIDER,
    inputs: { signed: digest },
  });

/** What was established about an application before anything is written. */
interface Proved {
  readonly application: Application;
  readonly digest: string;
  readonly cms: Uint8Array;
  readonly person: ProvedPerson;
  readonly proof: StatusAnswer | undefined;
  readonly requests: Requests | undefined;
  readonly found: string | undefined;
}

/** M05. Answers the certificate, the one-time code, or what is waited for. */
export async function decide(ctx: CaContext, id: string, cms: Uint8Array): Promise<Answer> {
  const digest = sha256Hex(cms);
  const application = applicationOf(ctx, id);
  const earlier = ctx.steps.checkUsable(ctx, application, digest);
  if (earlier) return earlier;
  // Two copies at once: the same bytes wait for the same answer, others are late.
  const running = ctx.deciding.get(id);
  if (running) {
    if (running.digest !== digest) throw new Refusal('application-replayed');
    return running.answer;
  }
  const answer = decideOn(ctx, application, digest, cms).finally(() => ctx.deciding.delete(id));
  ctx.deciding.set(id, { digest, answer });
  return answer;
}

const UNDECIDED: ReadonlySet<ProblemCode> = new Set(['jpki-status-unavailable', 'application-expired']);

async function decideOn(
  ctx: CaContext,
  application: Application,
  digest: string,
  cmsDer: Uint8Array,
): Promise<Answer> {
  const { steps } = ctx;
  // An unauthentic message says nothing about the application: whoever sends it must not be able to close it.
  const authentic = (() => {
    try {
      const cms = steps.readSignedMessage(cmsDer);
      steps.checkSignature(cms);
      const content = steps.readContent(cms);
      steps.checkContent(content, application);
      return { cms, content };
    } catch (error) {
      if (error instanceof Refusal)
        ctx.store.transact((tx) => noteRefusal(tx, application, digest, error.code));
      throw error;
    }
  })();
  let proved: Proved;
  try {
    proved = await prove(ctx, application, digest, cmsDer, authentic.content, authentic.cms.signerCert);
    // J-LIS may have taken its time.
    steps.checkStillOpen(ctx, application);
    return ctx.store.transact((tx) => enter(ctx, tx, proved));
  } catch (error) {
    // From here on whatever was decided is final, unless J-LIS gave no answer, or none in time.
    if (error instanceof Refusal && !UNDECIDED.has(error.code)) refuse(ctx, application, digest, error.code);
    throw error;
  }
}

async function prove(
  ctx: CaContext,
  application: Application,
  digest: string,
  cms: Uint8Array,
  content: ApplicationContent,
  certificate: Parameters<CaContext['steps']['checkStatus']>[1],
): Promise<Proved> {
  const { steps, policy, verifier } = ctx;
  steps.checkTerms(content, ctx.now());
  steps.checkPurpose(certificate, policy.phoneCertificates);
  const issuer = steps.checkChain(verifier, certificate);
  const inside = application.offer.route === 'key-in-application';
  const requests = inside ? requestsInside(ctx, application, content) : undefined;
  const items = readFourItems(certificate);
  steps.mapHolder(items, policy);
  const proof = await steps.checkStatus(verifier, certificate, issuer);
  const person: ProvedPerson = {
    serial: serialOf(certificate),
    issuerKeyId: Buffer.from(keyIdOf(issuer.spki)).toString('hex'),
    notAfter: certificate.notAfter.getTime(),
    items,
  };
  const known = ctx.store.get('anchor', person.serial) !== undefined;
  const found = known
    ? undefined
    : await steps.lookForPerson(ctx, certificate, () => steps.watchPersons(ctx));
  return { application, digest, cms, person, proof, requests, found };
}

function requestsInside(ctx: CaContext, application: Application, content: ApplicationContent): Requests {
  const { authenticationCsr } = content;
  const other = authenticationCsr === undefined ? undefined : bytesOf(authenticationCsr);
  return checkRequests(ctx, application, ctx.steps.requestInside(content), other);
}

/** The scheme in force now. */
export const schemeNow = ({ policy, now, steps }: CaContext): Scheme =>
  policy.scheme === 'dated' ? steps.schemeOf(dateJst(now())) : schemeNamed(policy.scheme);

/** Writes the decision: all of it, or nothing. */
function enter(ctx: CaContext, tx: Transaction, proved: Proved): Answer {
  const { application, digest, cms, requests } = proved;
  const entered = ctx.steps.enterPerson(ctx, tx, proved.person, proved.found);
  const person = learnFacts(ctx, tx, entered, proved.person.items, 'card');
  const end = keepUntil(endOf(ctx.now(), ctx.policy.certificateYears).getTime());
  tx.put('evidence', digest, { bytes: base64(cms), keepUntil: end });
  const status = proved.proof?.evidence;
  const statusDigest = status && sha256Hex(status);
  if (status) tx.put('evidence', sha256Hex(status), { bytes: base64(status), keepUntil: end });
  const change: Partial<Application> = {
    handedIn: digest,
    person: person.id,
    facts: proved.person.items,
    ...(requests && { csr: base64(requests.signature.der) }),
    ...(requests?.authentication && { authenticationCsr: base64(requests.authentication.der) }),
  };
  const inspected = ctx.steps.needsInspection(schemeNow(ctx), person);
  tx.audit({
    actor: 'ca',
    action: inspected ? 'application.prove' : 'application.decide',
    object: idOf(application),
    decision: 'yes',
    decider: DECIDER,
    inputs: { signed: digest, ...(statusDigest && { status: statusDigest }) },
  });
  if (inspected) {
    const expiresAt = ctx.now().getTime() + ctx.policy.waitingLifeMs;
    moved(ctx, tx, application, 'inspect', 'person-proved', { ...change, expiresAt });
    return { state: 'inspecting' };
  }
  const verified = moved(ctx, tx, application, 'verify', 'person-proved', change);
  return afterVerified(ctx, tx, verified, requests);
}

/** Does a person at the CA look at it? Never under the scheme of today (P5). */
export const needsInspection = (scheme: Scheme, person: Person): boolean =>
  person.certificates.length === 0 ? scheme.inspectsFirst : scheme.inspectsNewPhone;

/** Is the one-time code handed over at another tap? Not under the scheme of today (P4). */
export const needsSecondTap = ({ secondTap }: Scheme): boolean => secondTap;

function afterVerified(
  ctx: CaContext,
  tx: Transaction,
  verified: Application,
  requests: Requests | undefined,
): Answer {
  if (requests) return issue(ctx, tx, verified, requests);
  if (ctx.steps.needsSecondTap(schemeNow(ctx))) {
    const expiresAt = ctx.now().getTime() + ctx.policy.waitingLifeMs;
    moved(ctx, tx, verified, 'ask-second-tap', undefined, { expiresAt });
    return { state: 'second-tap' };
  }
  // M08: made after the signature was verified, handed over in the same session: one tap.
  return handOutCode(ctx, tx, verified);
}

export const handOutCode = (ctx: CaContext, tx: Transaction, application: Application): Answer =>
  codeAnswer(moved(ctx, tx, application, 'send-code', 'code-made', { code: makeCode(ctx) }));

/** After an inspection: the clerk's word lets the application go on, or ends it. */
export function inspect(ctx: CaContext, id: string, decision: 'approve' | 'refuse'): void {
  const application = applicationOf(ctx, id);
  ctx.store.transact((tx) => {
    tx.audit({
      actor: 'operator',
      action: 'application.inspect',
      object: id,
      decision: decision === 'approve' ? 'yes' : 'no',
      decider: DECIDER,
    });
    if (decision === 'refuse') {
      moved(ctx, tx, application, 'refuse');
      return;
    }
    const approved = moved(ctx, tx, application, 'approve', 'inspected');
    afterVerified(ctx, tx, approved, requestsKept(ctx, approved));
  });
}

/** What was checked when it came in. */
function requestsKept({ steps }: CaContext, { csr, authenticationCsr }: Application): Requests | undefined {
  if (csr === undefined) return undefined;
  return {
    signature: steps.readRequest(bytesOf(csr)),
    ...(authenticationCsr !== undefined && {
      authentication: steps.readRequest(bytesOf(authenticationCsr)),
    }),
  };
}

/** M10. */
export function issue(
  ctx: CaContext,
  tx: Transaction,
  verified: Application,
  { signature, authentication }: Requests,
): Answer {
  const person = enterPairwise(ctx, tx, tx.get('person', verified.person!)!, verified.appId);
  const application = authentication ? { ...verified, subjectId: ctx.id(8) } : verified;
  const enter = (kind: CertificateKind, csr: Csr): string =>
    enterCertificate(ctx, tx, application, csr, person, kind).serial;
  const made = {
    certificate: enter('basic', signature),
    // Shown at the log-in, so it is for the key that logs in.
    ...(ctx.policy.attributeCertificate && {
      attributeCertificate: enter('attribute', authentication ?? signature),
    }),
    ...(authentication && { authenticationCertificate: enter('authentication', authentication) }),
  };
  tx.put('person', person.id, { ...person, certificates: [...person.certificates, ...issuedBy(made)] });
  const issued = moved(ctx, tx, application, 'issue', 'key-proved', {
    ...made,
    expiresAt: ctx.now().getTime() + ctx.policy.acceptanceLifeMs,
  });
  if (ctx.policy.activation === 'on-issue') bringIntoForce(ctx, tx, issued);
  return issuedAnswer({ ...ctx, store: { ...ctx.store, get: tx.get } }, issued);
}
