/**
 * What J-LIS is called here, and the knobs of its simulator.
 *
 * Every name that could point at a real authority is replaced: organisation `JPKI-MOCK TEST`, hosts under `.test`.
 */

import { OID } from '../pki/index.ts';

/** The two certification authorities: 署名用認証局 and 利用者証明用認証局. */
export type JpkiKind = 'sign' | 'auth';

export const ORGANISATION = 'JPKI-MOCK TEST';
const ORGANISATION_JA = '公的個人認証サービス　模擬試験用';
const OPERATOR = 'Japan Agency for Local Authority Information Systems';
const OPERATOR_JA = '地方公共団体情報システム機構　模擬';

export const PURPOSE = {
  sign: { unit: 'JPKI for digital signature', unitJa: '公的個人認証サービス署名用　模擬試験用' },
  auth: { unit: 'JPKI for user authentication', unitJa: '公的個人認証サービス利用者証明用　模擬試験用' },
} as const;

/** Host names on the network of a world. */
export const JLIS_HOSTS = {
  ocspSign: 'ocsp-sign.jlis.test',
  ocspAuth: 'ocsp-auth.jlis.test',
  crlSign: 'crl-sign.jlis.test',
  crlAuth: 'crl-auth.jlis.test',
} as const;

export const OCSP_HOST = { sign: JLIS_HOSTS.ocspSign, auth: JLIS_HOSTS.ocspAuth } as const;
export const CRL_HOST = { sign: JLIS_HOSTS.crlSign, auth: JLIS_HOSTS.crlAuth } as const;

/** Certificate policies of the card, production values: parsers must meet the real ones; trust is decided by the root. */
export const POLICY = { sign: OID.jpkiSignPolicy, auth: '1.2.392.200149.8.5.1.3.30' } as const;

export const CPS_URI = 'http://cps.jlis.test/cps.html';

/** otherName types of the signing certificate. */
export const FOUR_ITEM_OID = {
  name: OID.jpkiHolderName,
  nameSubstitutes: '1.2.392.200149.8.5.5.2',
  gender: '1.2.392.200149.8.5.5.3',
  birth: '1.2.392.200149.8.5.5.4',
  address: '1.2.392.200149.8.5.5.5',
  addressSubstitutes: '1.2.392.200149.8.5.5.6',
} as const;

export const NAMES = { ORGANISATION_JA, OPERATOR, OPERATOR_JA } as const;

/** Durations. The CRL and OCSP values are assumed: the real ones are in a profile that is not public. */
export const OCSP_NEXT_UPDATE_MS = 15 * 60_000;
export const CRL_NEXT_UPDATE_MS = 48 * 3_600_000;
export const RESPONDER_VALIDITY_MS = 365 * 24 * 3_600_000;
/** How long before the founding of a world its CAs began; a CA lasts ten years, so certificates always fit inside. */
export const CA_AGE_YEARS = 2;
