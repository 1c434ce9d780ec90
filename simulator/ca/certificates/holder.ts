/** Requests of a holder signed by an FPoS key that this CA certified. */
import type { z } from 'zod';
import { readCertificate } from '../../pki/index.ts';
import {
  CLOCK_AHEAD_MS_MAX,
  type ProblemCode,
  parseJson,
  type ReadJws,
  Refusal,
  readJws,
} from '../../profile/index.ts';
import { bytesOf, type CaContext } from '../context.ts';
import type { IssuedCertificate } from '../state/records.ts';

/** Key of a certificate in the records. */
export const serialHex = (serial: bigint): string => {
  const hex = serial.toString(16).toUpperCase();
  return hex.length % 2 === 1 ? `0${hex}` : hex;
};

export interface HolderMessage<T> {
  readonly content: T;
  readonly signer: IssuedCertificate;
}

/** The certificate in the records that is, byte for byte, the one the message came with. */
function ownCertificate({ store }: CaContext, der: Uint8Array): IssuedCertificate {
  let serial: string;
  try {
    serial = serialHex(readCertificate(der).serial);
  } catch {
    throw new Refusal('certificate-unknown');
  }
  const own = store.get('certificate', serial);
  if (!own || Buffer.compare(bytesOf(own.der), der) !== 0) throw new Refusal('certificate-unknown');
  return own;
}

export function readHolderMessage<S extends z.ZodType>(
  ctx: CaContext,
  schema: S,
  compact: string,
  malformed: ProblemCode,
  invalid: ProblemCode,
): HolderMessage<z.infer<S>> {
  let read: ReadJws;
  try {
    read = readJws(compact);
  } catch {
    throw new Refusal(malformed);
  }
  const content = parseJson(schema, read.payload, malformed);
  if (!read.verified) throw new Refusal(invalid);
  return { content, signer: ownCertificate(ctx, read.chain[0]!) };
}

/** Signed lately, and not in the future: an old request must not end what came after it. */
export function checkFresh({ now, policy }: CaContext, at: string): void {
  const age = now().getTime() - new Date(at).getTime();
  if (age > policy.requestAgeMsMax || age < -CLOCK_AHEAD_MS_MAX) throw new Refusal('request-stale');
}

/** Only the basic kind declares anything: neither a key that authenticates (INV-36) nor what says nothing accredited. */
export function checkSigns({ kind }: IssuedCertificate): void {
  if (kind !== 'basic') throw new Refusal('certificate-purpose');
}

/** In force: accepted, not revoked, inside its term. */
export function checkInForce({ now }: CaContext, { state, notAfter }: IssuedCertificate): void {
  if (state !== 'valid' || now().getTime() > notAfter) throw new Refusal('certificate-ended');
}
