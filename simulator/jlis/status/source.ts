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

/** What is recorded about one serial number; `notAfter` of its certificate, for what is told of expired ones. */
export type RecordedStatus =
  | { readonly status: 'unknown' }
  | (Exclude<CertStatus, { status: 'unknown' }> & { readonly notAfter: Date });

/** An entry for a list, with the end of the certificate: some lists name only what has not ended. */
export type RevokedCertificate = CrlEntry & { readonly notAfter: Date };

/**
 * `until` bounds what may be told: records up to and including that millisecond. The services pass the last millisecond
 * before their tick, so that the answer of a tick is the same however early in it somebody asks.
 */
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
   * What was recorded up to and including `until`. `unknown` for numbers that this generation never issued; a number issued
   * after `until` is known at once.
   */
  statusOf(generation: Generation, serial: bigint, until: Date): RecordedStatus;
  /**
   * The certificates of a generation that are revoked (or held) as of `until`, rising by serial number, expired ones too;
   * of one municipality if a code is given.
   */
  revoked(generation: Generation, until: Date, municipalityCode?: string): Iterable<RevokedCertificate>;
  /** A number that rises whenever something is recorded: a revocation, a resume, a new serial number. */
  readonly revision: number;
  /** The municipalities that have a CRL of their own: code, and the distribution point name as it stands in certificates. */
  readonly municipalities: readonly { readonly code: string; readonly pointName: Der }[];
}
