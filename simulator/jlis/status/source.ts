/** What the status services (OCSP, CRL) need to know of one of the two CAs; the register of certificates implements it. */

import type { CertStatus, CrlEntry, Der, Signer } from '../../pki/index.ts';
import type { Clock } from '../../world/index.ts';

/** One key of a CA. All generations of a CA have the same name: only the key identifier tells them apart. */
export interface Generation {
  /** 1 for the first of the CA. */
  readonly number: number;
  /** The self-signed certificate. */
  readonly certificate: Der;
  readonly keyId: Uint8Array;
  readonly signer: Signer;
}

export interface StatusSource {
  readonly kind: 'sign' | 'auth';
  readonly clock: Clock;
  /** Name (DER) of the CA. */
  readonly name: Der;
  /** Those whose own validity contains `at`, oldest first; the last one issues. */
  generationsAt(at: Date): readonly Generation[];
  /** Delegated responder of a generation, certified by that generation's key; valid at `at`. */
  responder(generation: Generation, at: Date): { readonly certificate: Der; readonly signer: Signer };
  /**
   * What was recorded up to and including `until` about a serial number. `until` is a tick of the service, so that what
   * was recorded since is not told yet. `unknown` for numbers that this generation never issued.
   */
  statusOf(generation: Generation, serial: bigint, until: Date): CertStatus;
  /**
   * Revoked, unexpired (at `until`) certificates of a generation, rising by serial number; of one municipality if a code is
   * given.
   */
  revoked(generation: Generation, until: Date, municipalityCode?: string): Iterable<CrlEntry>;
  /** A number that changes whenever an answer at a tick may differ from before (a revocation, a resume, a new serial). */
  readonly revision: number;
  /** The municipalities that have a CRL of their own: code, and the distribution point name as it stands in certificates. */
  readonly municipalities: readonly { readonly code: string; readonly pointName: Der }[];
}
