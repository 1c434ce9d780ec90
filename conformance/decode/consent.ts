/**
 * The messages about the latest four items that a person signs: consent, withdrawal, inquiry. The JSON inside is that of the
 * open profile; that a consent is signed with the person's signing certificate, item by item, is 施行規則 35条の2.
 */
import { DecodeError } from '../../simulator/errors.ts';
import { guard, utf8 } from './asn1.ts';
import { decodeCertificate } from './certificate.ts';
import { decodeCms } from './cms.ts';
import { judgePath } from './path.ts';

export type ConsentMessageKind = 'consent' | 'withdrawal' | 'inquiry';

/** Members of each message, in the order in which they are written. */
export const CONSENT_MEMBERS: Readonly<Record<ConsentMessageKind, readonly string[]>> = {
  consent: ['purpose', 'verifier', 'service', 'items', 'at', 'nonce'],
  withdrawal: ['purpose', 'verifier', 'service', 'at', 'nonce'],
  inquiry: ['purpose', 'at', 'nonce'],
};

/** The purpose that each message names. */
export const CONSENT_PURPOSE: Readonly<Record<ConsentMessageKind, string>> = {
  consent: 'four-items-consent',
  withdrawal: 'four-items-withdrawal',
  inquiry: 'four-items-inquiry',
};

/** Certificate policies by which each message may be signed: of cards and phones, and for an inquiry of either kind. */
const SIGN = ['1.2.392.200149.8.5.1.1.20', '1.2.392.200149.8.5.1.1.40'];
const AUTH = ['1.2.392.200149.8.5.1.3.30', '1.2.392.200149.8.5.1.3.50'];
const POLICIES: Readonly<Record<ConsentMessageKind, readonly string[]>> = {
  consent: SIGN,
  withdrawal: SIGN,
  inquiry: [...SIGN, ...AUTH],
};

const ITEMS: ReadonlySet<unknown> = new Set(['name', 'address', 'birth', 'gender']);
/** Clocks of apps go ahead by so much at most. */
const AHEAD_MS_MAX = 5 * 60_000;

/** The rules by name; these strings never change. */
export type ConsentJudgeRule =
  | 'unreadable'
  | 'form'
  | 'signature'
  | 'signer'
  | 'certificate-kind'
  | 'content'
  | 'purpose'
  | 'verifier'
  | 'service'
  | 'items'
  | 'time';

export type ConsentInput = {
  cms: Uint8Array;
  kind: ConsentMessageKind;
  /** Roots of JPKI: of the CA for signing; for an inquiry of both. */
  anchors: readonly Uint8Array[];
  at: Date;
  /** To whom and about which service it must be; an inquiry is about all. */
  verifier: string;
  service: string;
  /** How old it may be. */
  ageMsMax: number;
};

export type ConsentJudgement =
  | { ok: true; items: readonly string[] }
  | { ok: false; reasons: Array<{ rule: ConsentJudgeRule; says: string }> };

type Broken = (rule: ConsentJudgeRule, says: string) => void;

/**
 * Is this such a message, of a person with a JPKI certificate that is valid at this time? Whether the certificate is revoked is
 * another question. Pure; never throws.
 */
export function judgeConsent(input: ConsentInput): ConsentJudgement {
  const reasons: Array<{ rule: ConsentJudgeRule; says: string }> = [];
  const broken: Broken = (rule, says) => void reasons.push({ rule, says });
  try {
    return guard('ERR_CMS', 'consent', () => {
      const cms = decodeCms(input.cms);
      for (const says of cms.reasons) broken('signature', says);
      if (cms.signerCertDer === undefined) broken('signer', 'no certificate of the signer');
      else judgeSigner(cms.signerCertDer, input, broken);
      const items = judgeContent(cms.content, input, broken);
      return reasons.length > 0 ? { ok: false, reasons } : { ok: true, items };
    });
  } catch (thrown) {
    if (!(thrown instanceof DecodeError)) throw thrown;
    broken('unreadable', thrown.message);
    return { ok: false, reasons };
  }
}

function judgeSigner(der: Uint8Array, { anchors, at, kind }: ConsentInput, broken: Broken): void {
  const path = judgePath({ leaf: der, anchors, at, need: { keyUsage: ['digitalSignature'] } });
  if (!path.ok) for (const { rule, says } of path.reasons) broken('signer', `${rule}: ${says}`);
  const { policies, keyUsage } = decodeCertificate(der);
  if (!policies.some((policy) => POLICIES[kind].includes(policy)))
    broken('certificate-kind', `policies ${policies.join(', ')}`);
  else if (kind !== 'inquiry' && !keyUsage.includes('nonRepudiation'))
    broken('certificate-kind', 'the key usage lacks nonRepudiation');
}

function judgeContent(
  content: Uint8Array | undefined,
  { kind, verifier, service, at, ageMsMax }: ConsentInput,
  broken: Broken,
): readonly string[] {
  const object = content === undefined ? undefined : objectOf(content);
  if (object === undefined) {
    broken('content', 'no JSON object');
    return [];
  }
  const members = Object.keys(object).toSorted().join();
  if (members !== CONSENT_MEMBERS[kind].toSorted().join()) broken('content', `members ${members}`);
  if (object.purpose !== CONSENT_PURPOSE[kind])
    broken('purpose', `purpose ${JSON.stringify(object.purpose)}`);
  if (!/^[0-9a-f]{32}$/.test(String(object.nonce))) broken('content', 'the nonce is not 16 bytes');
  if (kind !== 'inquiry') {
    if (object.verifier !== verifier) broken('verifier', `verifier ${JSON.stringify(object.verifier)}`);
    if (object.service !== service) broken('service', `service ${JSON.stringify(object.service)}`);
  }
  judgeTime(object.at, at, ageMsMax, broken);
  return kind === 'consent' ? judgeItems(object.items, broken) : [];
}

function judgeItems(value: unknown, broken: Broken): readonly string[] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  const holds =
    items.length > 0 && new Set(items).size === items.length && items.every((item) => ITEMS.has(item));
  if (!holds) broken('items', `items ${JSON.stringify(value)}`);
  return items.map(String);
}

function judgeTime(value: unknown, at: Date, ageMsMax: number, broken: Broken): void {
  const text = String(value);
  const time = new Date(text);
  const exists =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) &&
    !Number.isNaN(time.getTime()) &&
    time.toISOString().startsWith(text.slice(0, 19));
  if (!exists) broken('time', `at ${JSON.stringify(value)}`);
  else if (at.getTime() - time.getTime() > ageMsMax) broken('time', 'too old');
  else if (time.getTime() - at.getTime() > AHEAD_MS_MAX) broken('time', 'of the future');
}

function objectOf(content: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(utf8(content));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
