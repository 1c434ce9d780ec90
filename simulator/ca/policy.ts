/** What this CA does by decision rather than by law: one record, with the default of each. Assumed values say so. */
import type { Route } from '../profile/index.ts';
import type { SchemeName } from './registration/schemes.ts';

export type KeyKind = 'p256' | 'p384' | 'rsa';

export interface CaPolicy {
  /** How the key reaches the CA: 施行規則6条3号の2 イ (key-in-application) or ロ (code-after-signature). */
  readonly route: Route;
  /** Which state of the real scheme is played; `dated`: the one in force at the time of the world. */
  readonly scheme: SchemeName | 'dated';
  /** Life of an application from the offer to the signed answer. Assumed: no public figure. */
  readonly applicationLifeMs: number;
  /** How long an inspected application, or one between two taps, may wait. Assumed. */
  readonly waitingLifeMs: number;
  /** How long an issued certificate waits for its receipt; then it is revoked. Assumed. */
  readonly acceptanceLifeMs: number;
  /** Life of the one-time 利用者識別符号. Assumed. */
  readonly codeLifeMs: number;
  /** Wrong codes after which the application is closed. Assumed. */
  readonly codeTriesMax: number;
  /** How old a holder's signed request may be. Assumed. */
  readonly requestAgeMsMax: number;

  /** Validity of certificates; 施行規則6条4号 allows five years at most. */
  readonly certificateYears: number;
  /** Kinds of keys that are certified; RSA from 2048 bits (施行規則2条). */
  readonly keys: readonly KeyKind[];
  /** Must a maker vouch that the key lives in the phone's hardware? Whether the real CA asks is not public. */
  readonly attestation: 'ignored' | 'required';
  /** Is the address recorded? Then a move ends the certificate (6条10号). Whether the real one records it is not public. */
  readonly recordsAddress: boolean;
  readonly recordsBirth: boolean;
  /** Names with substitute characters (代替文字): certified with their marks, or refused. They are never guessed back. */
  readonly substitutes: 'mark' | 'refuse';
  /**
   * Names longer than the 64 characters that RFC 5280 (ub-common-name) foresees: 施行規則6条5号ハ asks for the name of everybody,
   * so they are certified whole, against that bound; or refused. They are never cut.
   */
  readonly longNames: 'certify' | 'refuse';
  /**
   * One key that signs (電子署名用) and another that authenticates (認証用), as the scheme of 2018 had it, or one that does both?
   * Default: one. The kinds that the operator publishes today are told apart by what they say and not by what their key is for.
   */
  readonly separateKeys: boolean;
  /** Is a certificate of the attribute kind issued beside the basic one? */
  readonly attributeCertificate: boolean;
  /** From when on a certificate is in force: with the receipt by the new key, or at once. */
  readonly activation: 'on-receipt' | 'on-issue';
  /** May one person hold certificates of one app on several phones? Else the new one ends the old (INV-17). */
  readonly severalPhones: boolean;

  /** How J-LIS is asked about one certificate. */
  readonly status: 'ocsp' | 'crl';
  /** Are signing certificates in phones (移動端末設備用) taken? A choice of the CP. */
  readonly phoneCertificates: boolean;
  /** Look among those whose certificate was lost, before somebody unknown is taken for a new person. */
  readonly lookBeforeNewPerson: boolean;
  /** Under which name this CA is a verifier at J-LIS, and its own service besides those of the apps. */
  readonly verifierId: string;
  readonly ownService: string;

  /** How long the holder may apply anew by the old key once a recorded fact is known to be untrue; then it is revoked. */
  readonly replacementMs: number;
  /** How long before the end of a certificate its holder is told. Assumed. */
  readonly expiryNoticeMs: number;
  /** How long a relying party's user may take to confirm a change. Assumed. */
  readonly caseLifeMs: number;

  /** CRL: made anew when something is revoked, and at least this often; nextUpdate; nextUpdate of OCSP. Assumed. */
  readonly crlEveryMs: number;
  readonly crlLifeMs: number;
  readonly ocspLifeMs: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

export const DEFAULT_POLICY: CaPolicy = {
  route: 'key-in-application',
  scheme: 'dated',
  applicationLifeMs: 10 * MINUTE,
  waitingLifeMs: 7 * DAY,
  acceptanceLifeMs: DAY,
  codeLifeMs: 5 * MINUTE,
  codeTriesMax: 3,
  requestAgeMsMax: 10 * MINUTE,
  certificateYears: 5,
  keys: ['p256'],
  attestation: 'ignored',
  recordsAddress: false,
  recordsBirth: false,
  substitutes: 'mark',
  longNames: 'certify',
  separateKeys: false,
  attributeCertificate: true,
  activation: 'on-receipt',
  severalPhones: false,
  status: 'ocsp',
  phoneCertificates: false,
  lookBeforeNewPerson: true,
  verifierId: 'fpos-test-ca',
  ownService: 'fpos-id',
  replacementMs: DAY,
  expiryNoticeMs: 60 * DAY,
  caseLifeMs: 30 * DAY,
  crlEveryMs: DAY,
  crlLifeMs: 3 * DAY,
  ocspLifeMs: 15 * MINUTE,
};
