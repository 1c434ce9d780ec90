/** What ties a certification request to one application. */
import { createHash } from 'node:crypto';

/** SHA-256 over the 16 bytes of the application id and the 32 bytes of its nonce, both given as hex. */
export const applicationBinding = (application: string, nonce: string): Uint8Array =>
  new Uint8Array(
    createHash('sha256')
      .update(Buffer.from(application + nonce, 'hex'))
      .digest(),
  );

/** The bytes of a value of the profile inside a signed structure: JSON in UTF-8, members in the given order. */
export const contentBytes = (value: unknown): Uint8Array =>
  new Uint8Array(Buffer.from(JSON.stringify(value), 'utf8'));

/** UTC with whole seconds, as every time of the profile is written. */
export const profileTime = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** What somebody signed may be ahead of the clock of its reader by so much at most. Assumed: no public figure. */
export const CLOCK_AHEAD_MS_MAX = 5 * 60_000;

export const sha256Hex = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');
