/** What a revocation list says of one certificate, and whether it may be believed: RFC 5280, 6.3. */
import { DecodeError } from '../../simulator/errors.ts';
import { guard, same } from './asn1.ts';
import { type Certificate, decodeCertificate } from './certificate.ts';
import { certificateForm } from './certificate-form.ts';
import { CRL_EXTENSION } from './crl.ts';
import { type CrlForm, crlForm } from './crl-form.ts';
import type { GeneralNameForm } from './name-form.ts';
import { namesIssuer } from './path.ts';
import { REASONS } from './revocation-reasons.ts';
import { signatureFault } from './signature.ts';

/** The rules by name; these strings never change. */
export type CrlJudgeRule =
  | 'unreadable'
  | 'not-der'
  | 'version'
  | 'algorithm-mismatch'
  | 'certificate-of-another-ca'
  | 'issuer'
  | 'signature'
  | 'key-usage'
  | 'unknown-critical-extension'
  | 'scope'
  | 'entries'
  | 'not-yet-valid'
  | 'stale';

/** What {@link judgeCrl} is given; all DER. */
export type CrlJudgeInput = {
  crl: Uint8Array;
  /** The certificate whose status is sought. */
  certificate: Uint8Array;
  /** The certificate of its CA. */
  issuer: Uint8Array;
  at: Date;
  /** By how much the clocks of CA and judge may differ; default none. */
  skewMsMax?: number;
};

/** `ok`: the list may be believed. `reason` is a name of RFC 5280, 5.3.1; no reason given is `unspecified`. */
export type CrlJudgement =
  | { ok: true; status: 'good' }
  | { ok: true; status: 'revoked'; at: Date; reason: string }
  | { ok: false; reasons: Array<{ rule: CrlJudgeRule; says: string }> };

type Broken = (rule: CrlJudgeRule, says: string) => void;

/** Critical extensions of a list whose meaning is carried out here. */
const PROCESSED: ReadonlySet<string> = new Set([CRL_EXTENSION.issuingDistributionPoint]);

/**
 * Judges a list for one certificate. Pure; never throws. Delta and indirect lists, and lists for some reasons only, are refused:
 * alone they cannot say that a certificate is good.
 */
export function judgeCrl(input: CrlJudgeInput): CrlJudgement {
  const reasons: Array<{ rule: CrlJudgeRule; says: string }> = [];
  const broken: Broken = (rule, says) => void reasons.push({ rule, says });
  try {
    return guard('ERR_CRL', 'crl', () => {
      const crl = crlForm(input.crl);
      const [certificate, issuer] = [decodeCertificate(input.certificate), decodeCertificate(input.issuer)];
      if (!namesIssuer(certificate, issuer))
        broken('certificate-of-another-ca', 'another CA issued the certificate');
      judgeForm(crl, broken);
      judgeIssuer(crl, issuer, broken);
      judgeScope(crl, certificate, broken);
      judgeTime(crl, input, broken);
      const found = crl.entries.filter(({ serialHex }) => serialHex === certificate.serialHex);
      if (found.length > 1) broken('entries', 'the certificate is listed more than once');
      if (reasons.length > 0) return { ok: false, reasons };
      const [entry] = found;
      if (entry === undefined) return { ok: true, status: 'good' };
      const code = entry.reasonCode ?? 0;
      return { ok: true, status: 'revoked', at: entry.at, reason: REASONS[code] ?? String(code) };
    });
  } catch (thrown) {
    if (!(thrown instanceof DecodeError)) throw thrown;
    broken('unreadable', thrown.message);
    return { ok: false, reasons };
  }
}

function judgeForm(crl: CrlForm, broken: Broken): void {
  if (!crl.strict.ok) broken('not-der', crl.strict.why);
  // RFC 5280, 5.1.2.1: extensions make it version 2.
  if (crl.versionWritten !== 2) broken('version', `version ${crl.versionWritten ?? 1}`);
  const { algorithm, algorithmInside } = crl;
  if (algorithm.oid !== algorithmInside.oid || algorithm.parametersHex !== algorithmInside.parametersHex)
    broken('algorithm-mismatch', 'the two signature algorithm fields differ');
  for (const { oid, critical } of crl.extensions)
    if (critical && !PROCESSED.has(oid)) broken('unknown-critical-extension', `critical extension ${oid}`);
  for (const [index, { oid }] of crl.extensions.entries())
    if (crl.extensions.findIndex((other) => other.oid === oid) !== index)
      broken('unknown-critical-extension', `extension ${oid} occurs twice`);
  // RFC 5280, 5.3: a critical extension of an entry that is not understood forbids the list as a whole.
  const strange = crl.entries
    .flatMap(({ extensions }) => extensions)
    .find(({ oid, critical }) => critical && oid !== CRL_EXTENSION.reasonCode);
  if (strange) broken('unknown-critical-extension', `critical extension ${strange.oid} of an entry`);
}

function judgeIssuer(crl: CrlForm, issuer: Certificate, broken: Broken): void {
  // RFC 5280, 6.3.3 (b)(1) and (c): all generations have one name; the key identifier tells which one it was.
  if (!same(crl.issuerDer, issuer.subjectDer)) broken('issuer', 'another name than that of the CA');
  else if (crl.akiHex !== undefined && crl.akiHex !== issuer.skiHex)
    broken('issuer', 'the key identifier of another key');
  // 6.3.3 (f)
  if (issuer.keyUsage.length > 0 && !issuer.keyUsage.includes('cRLSign'))
    broken('key-usage', 'the CA may not sign lists');
  const fault = signatureFault(crl.algorithm, crl.tbs, crl.signature, issuer.publicKey);
  if (fault !== undefined) broken('signature', fault);
}

/** RFC 5280, 6.3.3 (b)(2). */
function judgeScope({ scope }: CrlForm, certificate: Certificate, broken: Broken): void {
  if (scope === undefined) return;
  if (scope.hasMore) broken('scope', 'for some reasons, for other CAs, or for attribute certificates');
  if (scope.onlyUserCerts && scope.onlyCaCerts) broken('scope', 'for users only and for CAs only');
  if (scope.onlyUserCerts && certificate.isCa) broken('scope', 'for users only');
  if (scope.onlyCaCerts && !certificate.isCa) broken('scope', 'for CAs only');
  if (scope.fullName.length === 0) return;
  const points = (certificateForm(certificate).crlPoints ?? []).flatMap(({ fullName }) => fullName);
  if (!scope.fullName.some((name) => points.some((point) => sameName(name, point))))
    broken('scope', 'of another distribution point than that of the certificate');
}

function sameName(one: GeneralNameForm, other: GeneralNameForm): boolean {
  if (one.kind === 'directoryName' && other.kind === 'directoryName') return same(one.der, other.der);
  return one.kind === 'uri' && other.kind === 'uri' && one.value === other.value;
}

function judgeTime(
  { thisUpdate, nextUpdate }: CrlForm,
  { at, skewMsMax = 0 }: CrlJudgeInput,
  broken: Broken,
): void {
  const now = at.getTime();
  if (!(thisUpdate.getTime() <= now + skewMsMax))
    broken('not-yet-valid', `thisUpdate ${thisUpdate.toISOString()}`);
  if (nextUpdate === undefined) broken('stale', 'it does not tell until when it counts');
  else if (!(now - skewMsMax <= nextUpdate.getTime()))
    broken('stale', `the next was due ${nextUpdate.toISOString()}`);
}
