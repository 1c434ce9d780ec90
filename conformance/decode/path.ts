/**
 * Does a certificate count under these trust anchors? RFC 5280, 6.1, cut down to one tier: an anchor signs the leaf itself,
 * as both JPKI authorities and the accredited authority of the open profile do.
 *
 * Every rule is looked at and every failure is named, so that a case about one defect can see that it is the only one.
 */
import { DecodeError } from '../../simulator/errors.ts';
import { same } from './asn1.ts';
import { type Certificate, decodeCertificate, EXTENSION } from './certificate.ts';
import { checkDer } from './der-strict.ts';
import { keyFault, signatureFault } from './signature.ts';

/** The rules by name; these strings never change. */
export type PathRule =
  | 'not-der'
  | 'not-a-certificate'
  | 'anchor-unreadable'
  | 'version'
  | 'serial-number'
  | 'duplicate-extension'
  | 'unknown-critical-extension'
  | 'algorithm-mismatch'
  | 'weak-key'
  | 'issuer-not-found'
  | 'anchor-is-not-ca'
  | 'anchor-not-yet-valid'
  | 'anchor-expired'
  | 'signature'
  | 'not-yet-valid'
  | 'expired'
  | 'leaf-is-ca'
  | 'key-usage'
  | 'ext-key-usage'
  | 'policy';

/** One broken rule and a sentence for people. */
export type PathReason = { rule: PathRule; says: string };

/** What the caller wants of the leaf: all these key usages, this purpose, this policy, each written in the leaf itself. */
export type PathNeed = { keyUsage?: string[]; extKeyUsage?: string; policy?: string };

/** What {@link judgePath} is given. `anchors` are DER; several may share one name. `at` is the instant to judge for. */
export type PathInput = { leaf: Uint8Array; anchors: readonly Uint8Array[]; at: Date; need: PathNeed };

/** The answer of {@link judgePath}. */
export type PathVerdict = { ok: true; anchorIndex: number } | { ok: false; reasons: PathReason[] };

/** Critical extensions whose meaning is carried out here (RFC 5280, 6.1.4 o, 6.1.5 f). */
const PROCESSED: ReadonlySet<string> = new Set([
  EXTENSION.keyUsage,
  EXTENSION.extKeyUsage,
  EXTENSION.certificatePolicies,
  EXTENSION.basicConstraints,
  EXTENSION.subjectAltName,
]);

/**
 * Judges a leaf directly below a trust anchor. Pure: same input, same answer; never throws.
 *
 * `anyExtendedKeyUsage` and `anyPolicy` do not meet a need, since a need asks what kind of certificate this is.
 *
 * @returns the anchor that signed it, or every rule that is broken
 */
export function judgePath({ leaf, anchors, at, need }: PathInput): PathVerdict {
  const read = tryDecode(leaf);
  if (typeof read === 'string') {
    const der = checkDer(leaf);
    return {
      ok: false,
      reasons: [
        ...(der.ok ? [] : [{ rule: 'not-der' as const, says: `${der.why} at ${der.offset}` }]),
        { rule: 'not-a-certificate', says: read },
      ],
    };
  }
  const issuer = judgeIssuer(read, anchors, at);
  const reasons = [
    ...formReasons(read),
    ...issuer.reasons,
    ...timeReasons(read, at),
    ...needReasons(read, need),
  ];
  if (reasons.length > 0 || issuer.anchorIndex === undefined) return { ok: false, reasons };
  return { ok: true, anchorIndex: issuer.anchorIndex };
}

/** May `anchor` have issued `leaf`, by name and by every part of the authority key identifier (RFC 5280, 4.2.1.1)? */
export function namesIssuer(
  leaf: Pick<Certificate, 'issuerDer' | 'akiHex' | 'akiSerialHex' | 'akiIssuersDer'>,
  anchor: Certificate,
): boolean {
  if (!same(leaf.issuerDer, anchor.subjectDer)) return false;
  if (leaf.akiHex !== undefined && anchor.skiHex !== undefined && leaf.akiHex !== anchor.skiHex) return false;
  if (leaf.akiSerialHex !== undefined && leaf.akiSerialHex !== anchor.serialHex) return false;
  return leaf.akiIssuersDer.length === 0 || leaf.akiIssuersDer.some((name) => same(name, anchor.issuerDer));
}

function tryDecode(der: Uint8Array): Certificate | string {
  try {
    return decodeCertificate(der);
  } catch (thrown) {
    if (thrown instanceof DecodeError) return thrown.message;
    throw thrown;
  }
}

function formReasons(leaf: Certificate): PathReason[] {
  const reasons: PathReason[] = [];
  const broken = (rule: PathRule, says: string) => reasons.push({ rule, says });
  if (!leaf.strict.ok) broken('not-der', `${leaf.strict.why} at ${leaf.strict.offset}`);
  // RFC 5280, 4.1.2.1
  if (leaf.version !== 3) broken('version', `version is ${leaf.version}, not 3`);
  // RFC 5280, 4.1.2.2
  if (leaf.serialHex.startsWith('-') || /^0+$/.test(leaf.serialHex) || leaf.serialHex.length > 40) {
    broken('serial-number', `serial number ${leaf.serialHex} is not positive or longer than 20 octets`);
  }
  // RFC 5280, 4.2: no more than one instance of an extension.
  for (const [index, { oid }] of leaf.extensions.entries()) {
    if (leaf.extensions.findIndex((other) => other.oid === oid) !== index) {
      broken('duplicate-extension', `extension ${oid} occurs twice`);
    }
  }
  for (const { oid, critical } of leaf.extensions) {
    if (critical && !PROCESSED.has(oid)) {
      broken('unknown-critical-extension', `critical extension ${oid} is not understood`);
    }
  }
  // RFC 5280, 4.1.1.2
  if (
    leaf.algorithm.oid !== leaf.algorithmInside.oid ||
    leaf.algorithm.parametersHex !== leaf.algorithmInside.parametersHex
  ) {
    broken('algorithm-mismatch', 'the two signature algorithm fields differ');
  }
  const weak = keyFault(leaf.publicKey);
  if (weak !== undefined) broken('weak-key', weak);
  return reasons;
}

function judgeIssuer(
  leaf: Certificate,
  anchors: readonly Uint8Array[],
  at: Date,
): { anchorIndex?: number; reasons: PathReason[] } {
  const reasons: PathReason[] = [];
  const readable: Array<{ index: number; anchor: Certificate }> = [];
  for (const [index, der] of anchors.entries()) {
    const anchor = tryDecode(der);
    if (typeof anchor === 'string')
      reasons.push({ rule: 'anchor-unreadable', says: `anchor ${index}: ${anchor}` });
    else readable.push({ index, anchor });
  }
  const named = readable.filter(({ anchor }) => same(leaf.issuerDer, anchor.subjectDer));
  const candidates = named.filter(({ anchor }) => namesIssuer(leaf, anchor));
  if (candidates.length === 0) {
    const says =
      named.length === 0
        ? 'no anchor bears the name of the issuer'
        : 'no anchor of this name has the key identifier';
    return { reasons: [...reasons, { rule: 'issuer-not-found', says }] };
  }
  const faults = candidates.map(({ anchor }) =>
    signatureFault(leaf.algorithm, leaf.tbs, leaf.signature, anchor.publicKey),
  );
  const signers = candidates
    .filter((_, index) => faults[index] === undefined)
    .map(({ index, anchor }) => ({ index, faults: anchorReasons(anchor, at) }));
  // One key may stand in several anchors (a renewed root): the one that is itself in order counts.
  const signer = signers.find((one) => one.faults.length === 0) ?? signers[0];
  if (signer === undefined) return { reasons: [...reasons, { rule: 'signature', says: faults[0] ?? '' }] };
  return { anchorIndex: signer.index, reasons: [...reasons, ...signer.faults] };
}

function anchorReasons(anchor: Certificate, at: Date): PathReason[] {
  const reasons: PathReason[] = [];
  const broken = (rule: PathRule, says: string) => reasons.push({ rule, says });
  // RFC 5280, 6.1.4 k and n
  if (!anchor.isCa) broken('anchor-is-not-ca', 'the anchor lacks basicConstraints with cA TRUE');
  else if (anchor.keyUsage.length > 0 && !anchor.keyUsage.includes('keyCertSign')) {
    broken('anchor-is-not-ca', 'the key usage of the anchor lacks keyCertSign');
  }
  const when = whereIn(anchor, at);
  if (when === 'before')
    broken('anchor-not-yet-valid', `the anchor begins ${anchor.notBefore.toISOString()}`);
  if (when === 'after') broken('anchor-expired', `the anchor ended ${anchor.notAfter.toISOString()}`);
  return reasons;
}

function timeReasons(leaf: Certificate, at: Date): PathReason[] {
  const when = whereIn(leaf, at);
  if (when === 'before')
    return [{ rule: 'not-yet-valid', says: `valid from ${leaf.notBefore.toISOString()}` }];
  if (when === 'after') return [{ rule: 'expired', says: `ended ${leaf.notAfter.toISOString()}` }];
  return [];
}

/** RFC 5280, 4.1.2.5: both ends belong to the period; a certificate knows whole seconds only. */
function whereIn({ notBefore, notAfter }: Certificate, at: Date): 'before' | 'within' | 'after' {
  const second = Math.floor(at.getTime() / 1000) * 1000;
  if (Number.isNaN(second) || second < notBefore.getTime()) return 'before';
  return second > notAfter.getTime() ? 'after' : 'within';
}

function needReasons(leaf: Certificate, need: PathNeed): PathReason[] {
  const reasons: PathReason[] = [];
  if (leaf.isCa)
    reasons.push({ rule: 'leaf-is-ca', says: 'the certificate of a CA stands where a subscriber belongs' });
  for (const usage of need.keyUsage ?? []) {
    if (!leaf.keyUsage.includes(usage)) reasons.push({ rule: 'key-usage', says: `key usage lacks ${usage}` });
  }
  if (need.extKeyUsage !== undefined && !leaf.extKeyUsage.includes(need.extKeyUsage)) {
    reasons.push({ rule: 'ext-key-usage', says: `extended key usage lacks ${need.extKeyUsage}` });
  }
  if (need.policy !== undefined && !leaf.policies.includes(need.policy)) {
    reasons.push({ rule: 'policy', says: `policies lack ${need.policy}` });
  }
  return reasons;
}
