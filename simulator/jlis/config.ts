/**
 * What J-LIS is called here, and the knobs of its simulator.
 *
 * Every name that could point at a real authority is replaced: organisation `JPKI-MOCK TEST`, hosts under `.test`.
 */

import { OID } from '../pki/index.ts';
import type { Carrier } from '../profile/index.ts';

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

/** Host names on the network of a world. `verifier` wants a registered client certificate, `holder` a signature of the card. */
export const JLIS_HOSTS = {
  ocspSign: 'ocsp-sign.jlis.test',
  ocspAuth: 'ocsp-auth.jlis.test',
  crlSign: 'crl-sign.jlis.test',
  crlAuth: 'crl-auth.jlis.test',
  verifier: 'verifier.jlis.test',
  holder: 'holder.jlis.test',
} as const;

export const OCSP_HOST = { sign: JLIS_HOSTS.ocspSign, auth: JLIS_HOSTS.ocspAuth } as const;
export const CRL_HOST = { sign: JLIS_HOSTS.crlSign, auth: JLIS_HOSTS.crlAuth } as const;

/**
 * Certificate policies, production values: parsers must meet the real ones; trust is decided by the root. Of those on phones
 * the one of signing certificates was seen in one source; the other is assumed.
 */
export const POLICY: Readonly<Record<JpkiKind, Readonly<Record<Carrier, string>>>> = {
  sign: { card: OID.jpkiSignPolicy, phone: '1.2.392.200149.8.5.1.1.40' },
  auth: { card: '1.2.392.200149.8.5.1.3.30', phone: '1.2.392.200149.8.5.1.3.50' },
};

export const CPS_URI = 'http://cps.jlis.test/cps.html';

/** otherName types of the signing certificate. */
export const FOUR_ITEM_OID = {
  name: OID.jpkiHolderName,
  nameSubstitutes: '1.2.392.200149.8.5.5.2',
  gender: '1.2.392.200149.8.5.5.3',
  birth: '1.2.392.200149.8.5.5.4',
  address: '1.2.392.200149.8.5.5.5',
  addressSubstitutes: '1.2.392.200149.8.5.5.6',
  /** Furigana are recorded from 2026-05-26 on; where they stand is not public. */
  nameKana: '1.2.392.200149.8.5.5.7',
} as const;

export const NAMES = { ORGANISATION_JA, OPERATOR, OPERATOR_JA } as const;

/** Life of a responder's certificate (assumed). */
export const RESPONDER_VALIDITY_MS = 365 * 24 * 3_600_000;
