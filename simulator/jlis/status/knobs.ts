/**
 * What is not public about the real status services (facts known: OCSP data every 15 minutes, lists daily), each with the
 * value taken here. `docs/assumptions.md` lists them.
 */

/** A time of day in Japan, `HH:MM`. */
export type TimeOfDayJst = `${number}:${number}`;

export interface StatusKnobs {
  /**
   * OCSP data are refreshed every so many milliseconds, counted from the epoch, so that a quarter of an hour is one of the
   * wall clock. 0: what is recorded is told at once.
   */
  readonly ocspRefreshMs: number;
  /** From thisUpdate to nextUpdate of an OCSP answer. */
  readonly ocspNextUpdateMs: number;
  /** A longer nonce makes a request malformed: RFC 8954 said 32, RFC 9654 says 128. */
  readonly nonceBytesMax: number;
  /** About a certificate that has ended: nothing, or what was recorded last, with the archive cutoff of RFC 6960 4.4.4. */
  readonly expiredAtOcsp: 'unknown' | 'last-state';
  /** How long after its end a certificate is still answered for when `expiredAtOcsp` is `last-state`. */
  readonly archiveMs: number;
  /** When nothing in a request is about a certificate of this CA: `unknown` for each, signed, or unsigned `unauthorized`. */
  readonly foreignAtOcsp: 'unknown' | 'unauthorized';
  /** When the lists of a day are made. 0: a list is made anew as soon as something was recorded. */
  readonly crlTickJst: TimeOfDayJst | 0;
  /** From thisUpdate to nextUpdate of a list. */
  readonly crlNextUpdateMs: number;
  /** Revoked certificates that have ended: left out once one list after their end named them (RFC 5280 3.3), or kept. */
  readonly expiredInCrl: 'dropped' | 'kept';
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const STATUS_KNOBS: StatusKnobs = {
  ocspRefreshMs: 15 * MINUTE,
  ocspNextUpdateMs: 15 * MINUTE,
  nonceBytesMax: 32,
  expiredAtOcsp: 'unknown',
  archiveMs: 3_650 * DAY,
  foreignAtOcsp: 'unknown',
  crlTickJst: '05:00',
  crlNextUpdateMs: 48 * HOUR,
  expiredInCrl: 'dropped',
};
