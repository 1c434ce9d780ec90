/** From command data to the message that goes through RSA. */
import { createHash } from 'node:crypto';
import { concat, digestInfoSha256, SW_WRONG_P1P2 } from '../../apdu/index.ts';
import type { CardKnobs } from '../knobs.ts';
import { demand, Refusal } from '../refusal.ts';

// RFC 8017, 9.2: 00 01, at least eight FF, 00.
const PADDING_LENGTH_MIN = 11;
const SHA256_LENGTH = 32;

const sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

/**
 * The modes of P1, observed on a real card: 00 any bytes verbatim, 01 the bare SHA-256 of the data, 02 a SHA-256 given,
 * with DigestInfo around it, 03 the SHA-256 of the data in a DigestInfo. 04 and 05 sign with RSASSA-PSS; its salt is
 * chance, which this card does not have, so they are refused like any other mode.
 */
export function signatureInput(
  mode: number,
  data: Uint8Array,
  emLength: number,
  knobs: CardKnobs,
): Uint8Array {
  switch (mode) {
    case 0x00:
      demand(data.length <= emLength - PADDING_LENGTH_MIN, knobs.signLengthSw);
      return data;
    case 0x01:
      demand(data.length <= 255, knobs.signLengthSw);
      return sha256(data);
    case 0x02:
      demand(data.length === SHA256_LENGTH, knobs.signLengthSw);
      return digestInfoSha256(data);
    case 0x03:
      demand(data.length <= 255, knobs.signLengthSw);
      return digestInfoSha256(sha256(data));
    default:
      throw new Refusal(SW_WRONG_P1P2);
  }
}

/** RFC 8017, 9.2 step 5: EM = 00 01 FF…FF 00 ‖ T. The card does this, not its client. */
export function padForSignature(input: Uint8Array, emLength: number): Uint8Array {
  const filler = new Uint8Array(emLength - input.length - 3).fill(0xff);
  return concat(Uint8Array.of(0x00, 0x01), filler, Uint8Array.of(0x00), input);
}
