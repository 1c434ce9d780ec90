/** From proved facts and a proved key to certificates. They are in force with the receipt (or at once, by policy). */
import { createHash } from 'node:crypto';
import { type Csr, issued, readCertificate } from '../../pki/index.ts';
import { sha256Hex } from '../../profile/index.ts';
import { base64, type CaContext, DECIDER } from '../context.ts';
import type { Application, CertificateKind, FourItems, IssuedCertificate, Person } from '../state/records.ts';
import type { Transaction } from '../state/store.ts';
import { addYears, CA_URI, endOf } from './authority.ts';
import { buildAttribute, buildAuthentication, buildBasic, type CommonFields } from './certificate-profile.ts';

/** RFC 5280 4.1.2.2: unique and positive; 15 random bytes behind a leading 01 never start with a sign bit. */
const drawSerial = (ctx: CaContext): string => `01${ctx.id(15)}`.toUpperCase();

/** 施行規則5条2項: a renewal by the existing key ends no later than five years after the day of the check of the person. */
const PROOF_YEARS = 5;

/** What the certificate will say of the person, by policy. */
export const recordedFacts = (
  { recordsAddress, recordsBirth }: CaContext['policy'],
  facts: FourItems,
): Partial<FourItems> => ({
  name: facts.name,
  nameFlags: facts.nameFlags,
  ...(recordsAddress && { address: facts.address, addressFlags: facts.addressFlags }),
  ...(recordsBirth && { birth: facts.birth }),
});

function fieldsOf(ctx: CaContext, application: Application, csr: Csr, kind: CertificateKind): CommonFields {
  const { authority, policy } = ctx;
  const now = new Date(Math.floor(ctx.now().getTime() / 1000) * 1000);
  const own = endOf(now, policy.certificateYears);
  const limit = application.provedAt === undefined ? own : endOf(new Date(application.provedAt), PROOF_YEARS);
  return {
    serial: BigInt(`0x${drawSerial(ctx)}`),
    issuer: authority.name,
    signer: authority.signer,
    notBefore: now,
    notAfter: new Date(Math.min(limit.getTime(), own.getTime())),
    spki: csr.spki,
    // The attribute kind speaks of nobody, so it shares no subject.
    subjectId: (kind === 'attribute' ? undefined : application.subjectId) ?? ctx.id(8),
    crlUri: CA_URI.crl,
    ocspUri: CA_URI.ocsp,
    cpsUri: CA_URI.cps,
  };
}

/** The certificate of one kind, DER. */
export function certify(
  ctx: CaContext,
  application: Application,
  csr: Csr,
  person: Person,
  kind: CertificateKind,
): Uint8Array {
  const fields = fieldsOf(ctx, application, csr, kind);
  const facts = application.facts!;
  if (kind === 'attribute')
    return buildAttribute(fields, {
      appId: application.appId,
      pairwise: person.pairwise[application.appId]!,
    });
  const recorded = recordedFacts(ctx.policy, facts);
  const said = { ...ctx.steps.mapHolder(facts, ctx.policy), recorded };
  if (kind === 'authentication') return buildAuthentication(fields, said);
  return buildBasic(fields, said, { signsOnly: application.offer.separateKeys === true });
}

/** Certifies and enters into the records. Returns the entry. */
export function enterCertificate(
  ctx: CaContext,
  tx: Transaction,
  application: Application,
  csr: Csr,
  person: Person,
  kind: CertificateKind,
): IssuedCertificate {
  const der = ctx.steps.certify(ctx, application, csr, person, kind);
  issued({ what: 'certificate', profile: `fpos-${kind}`, der, issuer: ctx.authority.certificate });
  const { serial, spki, notBefore, notAfter } = readCertificate(der);
  const hex = serial.toString(16).toUpperCase();
  const entry: IssuedCertificate = {
    serial: hex.length % 2 === 1 ? `0${hex}` : hex,
    kind,
    der: base64(der),
    person: person.id,
    appId: application.appId,
    appInstance: application.appInstance,
    keyId: createHash('sha256').update(spki).digest('hex'),
    application: application.offer.application,
    notBefore: notBefore.getTime(),
    notAfter: notAfter.getTime(),
    provedAt: application.provedAt ?? notBefore.getTime(),
    recorded: kind !== 'attribute' ? recordedFacts(ctx.policy, application.facts!) : {},
    state: 'pending',
  };
  tx.put('certificate', entry.serial, entry);
  tx.audit({
    actor: 'ca',
    action: 'certificate.issue',
    object: entry.serial,
    decision: 'yes',
    decider: DECIDER,
    inputs: { request: sha256Hex(csr.der), certificate: sha256Hex(der) },
  });
  return entry;
}

/** When what proves a decision may be thrown away: ten years after the end of the certificate (施行規則12条2項). */
export const keepUntil = (end: number): number => addYears(new Date(end), 10).getTime();
