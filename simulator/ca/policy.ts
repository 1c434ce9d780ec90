/** What this CA does by decision rather than by law: one record, with the default of each. */
import type { Route } from '../profile/index.ts';

export interface CaPolicy {
  /** How the key reaches the CA: 施行規則6条3号の2 イ (key-in-application) or ロ (code-after-signature). */
  readonly route: Route;
  /** Life of an application from the offer to the signed answer. Assumed: no public figure. */
  readonly applicationLifeMs: number;
  /** Life of the one-time 利用者識別符号. Assumed. */
  readonly codeLifeMs: number;
  /** Wrong codes after which the application is closed. Assumed. */
  readonly codeTriesMax: number;
  /** Validity of certificates; 施行規則6条4号 allows five years at most. */
  readonly certificateYears: number;
}

export const DEFAULT_POLICY: CaPolicy = {
  route: 'key-in-application',
  applicationLifeMs: 10 * 60_000,
  codeLifeMs: 5 * 60_000,
  codeTriesMax: 3,
  certificateYears: 5,
};
