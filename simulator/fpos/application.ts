/**
 * What enrolment and renewal share: the offer and its documents, the key and its request, and the way from the signed bytes
 * to an accepted certificate, which can be taken up again after any interruption.
 */
import { z } from 'zod';
import {
  type Der,
  name,
  nameAttribute,
  OID,
  octetString,
  prepareCsr,
  readCertificate,
} from '../pki/index.ts';
import {
  type ApplicationContent,
  activationCode,
  applicationBinding,
  type Issued,
  issued,
  type KeyPurpose,
  type Offer,
  offer,
  PROFILE_OID,
  PROFILE_VERSION,
  prepareJws,
  profileTime,
  type ReceiptPayload,
  sha256Hex,
  waiting,
} from '../profile/index.ts';
import { post } from './ca-client.ts';
import { checkIssue, type IssueChecks, issueChecks, readIssued, unacceptable } from './certificate-checks.ts';
import type { LibraryDeps } from './deps.ts';
import type { AppRecord, Begun, KeyRecord, State } from './state.ts';
import { Stop } from './stop.ts';

export interface EnrolmentRequest {
  readonly appId: string;
  readonly appInstance: string;
  /** Base URL of the CA. */
  readonly ca: string;
}

export interface DeviceKey {
  readonly keyId: string;
  readonly spki: Der;
  readonly attestation?: Der;
}

/** A certificate that the library accepted, with its key. */
export interface Credential extends DeviceKey {
  readonly appId: string;
  /** The basic kind (基本型). */
  readonly certificate: Der;
  readonly chain: readonly Der[];
  /** The attribute kind (属性型) for the key that logs in, if the CA gave one. */
  readonly attributeCertificate?: Der;
  /** The key that logs in (認証用), where it is another than the one that signs. */
  readonly authentication?: DeviceKey & { readonly certificate: Der };
  /** Base URL of the CA that issued it. */
  readonly ca: string;
}

/** What every step may use. */
export interface Enrolment {
  readonly deps: LibraryDeps;
  readonly request: EnrolmentRequest;
}

/** What the order of the steps is followed with. */
export interface Context {
  readonly enrolment: Enrolment;
  readonly deps: LibraryDeps;
  readonly state: State;
  /** The identifier of the person in the certificate that this app has now. */
  ownPairwise(): Promise<string | undefined>;
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const derOf = (text: string): Der => new Uint8Array(Buffer.from(text, 'base64'));

const keyOf = ({ keyId, spki }: KeyRecord): DeviceKey => ({ keyId, spki: derOf(spki) });
const recordOf = ({ keyId, spki }: DeviceKey): KeyRecord => ({ keyId, spki: base64(spki) });

export const credentialOf = (appId: string, record: NonNullable<AppRecord['credential']>): Credential => ({
  appId,
  ...keyOf(record),
  certificate: derOf(record.certificate),
  chain: record.chain.map(derOf),
  ...(record.attributeCertificate !== undefined && {
    attributeCertificate: derOf(record.attributeCertificate),
  }),
  ...(record.authentication && {
    authentication: {
      ...keyOf(record.authentication),
      certificate: derOf(record.authentication.certificate),
    },
  }),
  ca: record.ca,
});

/** The names of the keys of an application or a certificate, in the key store. */
export const keyIdsOf = ({
  keyId,
  authentication,
}: {
  readonly keyId: string;
  readonly authentication?: { readonly keyId: string } | undefined;
}): readonly string[] => [keyId, authentication?.keyId ?? []].flat();

/** Nothing is left of them in the key store. */
export async function eraseKeys({ keyStore }: LibraryDeps, keyIds: readonly string[]): Promise<void> {
  for (const keyId of keyIds) await keyStore.erase(keyId);
}

/** The key and certificate that do this, and nothing of the other ones (INV-36). One does both where there are not two. */
const keyFor = (own: Credential, purpose: KeyPurpose): Credential =>
  purpose === 'authentication' && own.authentication ? { ...own, ...own.authentication } : own;

/** The identifier of the person for the app, which the attribute certificate bears; undefined where there is none. */
export const pairwiseOf = (attributeCertificate: Der | undefined): string | undefined =>
  attributeCertificate && readCertificate(attributeCertificate).otherNames.get(PROFILE_OID.pairwise);

/** M01: begin, and get the documents. */
const begin = ({ deps, request: { ca, appId, appInstance } }: Enrolment): Promise<Offer> =>
  post(deps.fetch, `${ca}/applications`, { profile: PROFILE_VERSION, appId, appInstance }, offer);

/** M02: show the very documents, then ask. Their digests are computed from what was shown, not taken over. */
async function agree({ deps }: Enrolment, { terms }: Offer): Promise<ApplicationContent['agreed']> {
  for (const document of terms) {
    if (sha256Hex(document.text) !== document.sha256)
      throw new Stop('terms-changed', `${document.name} is not the text that its digest names`);
    await deps.ui.show({ kind: 'terms', text: document.text });
  }
  if (!(await deps.ui.agree(terms.map((t) => t.name)))) throw new Stop('cancelled', 'the user did not agree');
  return terms.map((t) => ({ name: t.name, sha256: t.sha256 }));
}

/** M03. Where the store can attest, it does so for this application. */
const makeKey = (
  { deps }: Enrolment,
  { application, nonce }: Pick<Offer, 'application' | 'nonce'>,
  purposes: readonly KeyPurpose[],
): Promise<DeviceKey> =>
  deps.keyStore.generate({ challenge: applicationBinding(application, nonce), purposes });

/** PKCS#10 by the device key: proof of possession, bound to this application and no other. */
async function requestCertificate(
  { deps }: Enrolment,
  { application, nonce }: Pick<Offer, 'application' | 'nonce'>,
  key: DeviceKey,
): Promise<Der> {
  const csr = prepareCsr({
    // The CA takes the name from the card's certificate; a name here could only disagree.
    subject: name([]),
    spki: key.spki,
    attributes: [
      { oid: PROFILE_OID.applicationBinding, values: [octetString(applicationBinding(application, nonce))] },
      ...(key.attestation ? [{ oid: PROFILE_OID.keyAttestation, values: [key.attestation] }] : []),
    ],
  });
  return csr.assemble('ecdsaWithSHA256', await deps.keyStore.sign(key.keyId, csr.toBeSigned, 'der'));
}

const applied = z.union([issued, activationCode, waiting]);

/** M05, and on the route of the one-time code M08 and M09. The same bytes again get the same answer. */
async function handIn(
  steps: Pick<ApplicationSteps, 'activate'>,
  { deps, request: { ca } }: Enrolment,
  { application }: Pick<Offer, 'application'>,
  cms: Der,
  csr: Der,
  authenticationCsr?: Der,
): Promise<Issued> {
  const at = `${ca}/applications/${application}`;
  const answer = await post(deps.fetch, `${at}/signed`, { cms: base64(cms) }, applied);
  if (answer.state === 'issued') return answer;
  if (answer.state === 'verified') return steps.activate(deps, at, answer.code, csr, authenticationCsr);
  throw new Stop('ca-waiting', answer.state);
}

const activate = (
  deps: LibraryDeps,
  at: string,
  code: string,
  csr: Der,
  authenticationCsr?: Der,
): Promise<Issued> =>
  post(
    deps.fetch,
    `${at}/activation`,
    {
      code,
      csr: base64(csr),
      ...(authenticationCsr && { authenticationCsr: base64(authenticationCsr) }),
    },
    issued,
  );

/** M10: nothing is accepted that was not checked. */
function checkCertificate(
  checks: IssueChecks,
  enrolment: Enrolment,
  certificate: Der,
  key: DeviceKey,
  signCert: Der,
): void {
  const own = readIssued(certificate);
  checkIssue(checks, enrolment, own, key);
  const holder = readIssued(signCert).otherNames.get(OID.jpkiHolderName);
  if (nameAttribute(own.subject, OID.commonName) !== holder) throw unacceptable('it names somebody else');
}

/** M10 of a renewal. The name may be a new one: who it is the attribute certificate tells (`checkPerson`). */
const checkRenewed = (checks: IssueChecks, enrolment: Enrolment, certificate: Der, key: DeviceKey): void =>
  checkIssue(checks, enrolment, readIssued(certificate), key);

/**
 * Is it the same person as before? Told by the identifier for this app, before the receipt: until then the earlier
 * certificate stays in force, and a card that was mistaken for one's own changes nothing. Where somebody is expected
 * and no attribute certificate tells, nobody is accepted.
 */
function checkPerson(
  checks: IssueChecks,
  enrolment: Enrolment,
  answer: Issued,
  key: DeviceKey,
  expected: string | undefined,
): void {
  if (answer.attributeCertificate === undefined) {
    if (expected === undefined) return;
    throw new Stop('other-person', 'nothing tells whose certificate it is');
  }
  const attribute = readIssued(derOf(answer.attributeCertificate));
  checkIssue(checks, enrolment, attribute, key);
  const pairwise = attribute.otherNames.get(PROFILE_OID.pairwise);
  if (expected !== undefined && pairwise !== expected)
    throw new Stop('other-person', 'the certificate is for another person than before');
}

/** M10, where a key authenticates: its certificate is there, for nothing else, of the same holder; and the other one signs. */
function checkSeparate(
  checks: IssueChecks,
  enrolment: Enrolment,
  { certificate, authenticationCertificate }: Issued,
  key: DeviceKey,
): void {
  if (authenticationCertificate === undefined)
    throw unacceptable('there is none for the key that authenticates');
  const own = readIssued(derOf(authenticationCertificate));
  const signing = readIssued(derOf(certificate));
  checkIssue(checks, enrolment, own, key);
  if (Buffer.compare(own.subject, signing.subject) !== 0)
    throw unacceptable('the two certificates are not of one holder');
  if (own.keyUsage.has('nonRepudiation') || !signing.keyUsage.has('nonRepudiation'))
    throw unacceptable('the two certificates are not for a purpose each');
}

/** M11: a receipt by the new key. */
async function signReceipt({ deps }: Enrolment, application: string, own: Credential): Promise<string> {
  const payload: ReceiptPayload = {
    purpose: 'receipt',
    application,
    certificate: sha256Hex(own.certificate),
    ...(own.authentication && { authenticationCertificate: sha256Hex(own.authentication.certificate) }),
  };
  const jws = prepareJws(payload, [own.certificate]);
  return jws.assemble(await deps.keyStore.sign(own.keyId, jws.toBeSigned, 'raw'));
}

async function sendReceipt(
  { deps, request: { ca } }: Enrolment,
  application: string,
  receipt: string,
): Promise<void> {
  await post(deps.fetch, `${ca}/applications/${application}/acceptance`, { receipt }, z.unknown());
}

/** Hands in what the existing key signed (M05 of a renewal). */
const handInRenewal = (
  { deps, request: { ca } }: Enrolment,
  application: string,
  jws: string,
): Promise<Issued> => post(deps.fetch, `${ca}/applications/${application}/renewal`, { jws }, issued);

/** The named steps that both ways to a certificate share. */
export const applicationSteps = {
  begin,
  agree,
  makeKey,
  requestCertificate,
  handIn,
  activate,
  handInRenewal,
  ...issueChecks,
  checkCertificate,
  checkRenewed,
  checkPerson,
  checkSeparate,
  keyFor,
  signReceipt,
  sendReceipt,
};
export type ApplicationSteps = {
  [Name in keyof typeof applicationSteps]: (typeof applicationSteps)[Name];
};

/** What was begun and not signed, or is given up: its key is erased, and nothing of it is kept. */
export async function discard({ enrolment, state }: Context): Promise<void> {
  const { appId } = enrolment.request;
  const { begun } = (await state.app(appId)) ?? {};
  if (!begun) return;
  await eraseKeys(enrolment.deps, keyIdsOf({ ...begun.key, authentication: begun.authentication }));
  await state.change(appId, { begun: undefined });
}

/** What is applied with, before anybody signed it. */
export interface Prepared {
  readonly begun: Begun;
  /** What will be signed, with the requests in it where the route has them there. */
  readonly content: ApplicationContent;
}

/** M01 to M03: what was begun before is given up; the user agrees; the keys are made and asked to be certified. */
export async function prepare(
  steps: ApplicationSteps,
  context: Context,
  kind: Begun['kind'],
  pairwise: string | undefined,
): Promise<Prepared> {
  await discard(context);
  const { state, enrolment } = context;
  const { deps, request } = enrolment;
  const offered = await steps.begin(enrolment);
  const agreed = await steps.agree(enrolment, offered);
  let begun: Begun | undefined;
  // Whatever happens, a key that exists is found again and used or erased.
  const keep = async (next: Begun): Promise<void> => {
    begun = next;
    await state.change(request.appId, { begun });
  };
  const key = await steps.makeKey(
    enrolment,
    offered,
    offered.separateKeys ? ['signature'] : ['authentication', 'signature'],
  );
  const { application } = offered;
  await keep({ kind, ca: request.ca, application, key: recordOf(key), csr: '', pairwise });
  const other = offered.separateKeys && (await steps.makeKey(enrolment, offered, ['authentication']));
  if (other) await keep({ ...begun!, authentication: { ...recordOf(other), csr: '' } });
  const csr = base64(await steps.requestCertificate(enrolment, offered, key));
  const authenticationCsr = other && base64(await steps.requestCertificate(enrolment, offered, other));
  const content: ApplicationContent = {
    profile: PROFILE_VERSION,
    application,
    nonce: offered.nonce,
    appId: request.appId,
    appInstance: request.appInstance,
    agreed,
    agreedAt: profileTime(deps.now()),
    // 施行規則6条3号の2イ asks for the key with the application; that it stands inside the signed bytes is our profile.
    ...((offered.route === 'key-in-application' || kind === 'renewal') && {
      csr,
      ...(authenticationCsr && { authenticationCsr }),
    }),
  };
  return {
    begun: {
      ...begun!,
      csr,
      ...(other &&
        authenticationCsr && {
          authentication: { ...recordOf(other), csr: authenticationCsr },
        }),
    },
    content,
  };
}

/**
 * From the signed bytes to the accepted certificate, beginning wherever it ended last time. What the CA decided, or what
 * the library refuses, ends it; without a decision it is kept for another time.
 */
export async function complete(steps: ApplicationSteps, context: Context): Promise<Credential> {
  const { appId } = context.enrolment.request;
  const begun = (await context.state.app(appId))?.begun;
  if (begun?.signed === undefined) throw new Stop('nothing-begun', 'nothing waits to be finished');
  try {
    return await accepted(steps, context, begun, begun.signed);
  } catch (error) {
    if (error instanceof Stop && !error.undecided) await discard(context);
    throw error;
  }
}

async function accepted(
  steps: ApplicationSteps,
  { enrolment, state }: Context,
  earlier: Begun,
  signed: string,
): Promise<Credential> {
  const { appId } = enrolment.request;
  let begun = earlier;
  const keep = async (change: Partial<Begun>): Promise<void> => {
    begun = { ...begun, ...change };
    await state.change(appId, { begun });
  };
  const { application } = begun;
  const key = keyOf(begun.key);
  const other = begun.authentication && { ...keyOf(begun.authentication), csr: begun.authentication.csr };
  const answer =
    begun.issued ??
    (begun.kind === 'renewal'
      ? await steps.handInRenewal(enrolment, application, signed)
      : await steps.handIn(
          steps,
          enrolment,
          { application },
          derOf(signed),
          derOf(begun.csr),
          other && derOf(other.csr),
        ));
  if (!begun.issued) await keep({ issued: answer });
  const certificate = derOf(answer.certificate);
  if (begun.signCert === undefined) steps.checkRenewed(steps, enrolment, certificate, key);
  else steps.checkCertificate(steps, enrolment, certificate, key, derOf(begun.signCert));
  if (other) steps.checkSeparate(steps, enrolment, answer, other);
  // The old key has told who renews, should the CA no longer give attribute certificates.
  const told = begun.kind === 'renewal' && answer.attributeCertificate === undefined;
  steps.checkPerson(steps, enrolment, answer, other ?? key, told ? undefined : begun.pairwise);
  const record = {
    ...begun.key,
    certificate: answer.certificate,
    chain: answer.chain,
    ...(answer.attributeCertificate !== undefined && { attributeCertificate: answer.attributeCertificate }),
    ...(other && {
      authentication: { ...recordOf(other), certificate: answer.authenticationCertificate! },
    }),
    ca: begun.ca,
  };
  const own = credentialOf(appId, record);
  // The same receipt again, should its answer be lost: a key may sign differently each time.
  const receipt = begun.receipt ?? (await steps.signReceipt(enrolment, application, own));
  if (begun.receipt === undefined) await keep({ receipt });
  await steps.sendReceipt(enrolment, application, receipt);
  const { credential: old, outbox } = (await state.app(appId))!;
  await state.change(appId, {
    credential: record,
    begun: undefined,
    ...(begun.consent && { outbox: [...outbox, begun.consent] }),
  });
  if (old) await eraseKeys(enrolment.deps, keyIdsOf(old));
  return own;
}
