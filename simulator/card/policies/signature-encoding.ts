/** From command data to the message that goes through RSA. */
import { createHash } from 'node:crypto';
import { concat, digestInfoSha256, SW_WRONG_P1P2, uintBytes } from '../../apdu/index.ts';
import type { CardKnobs } from '../knobs.ts';
import { demand, Refusal } from '../refusal.ts';

// RFC 8017, 9.2: 00 01, at least eight FF, 00.
const PADDING_LENGTH_MIN = 11;
const SHA256_LENGTH = 32;

const sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

/**
 * The modes of P1, observed on a real card: 00 any bytes verbatim, 01 the bare SHA-256 of the data, 02 a SHA-256 given,
 * with DigestInfo around it, 03 the SHA-256 of the data in a DigestInfo, 04 a SHA-256 given and 05 that of the data, for
 * RSASSA-PSS.
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
    case 0x04:
      demand(data.length === SHA256_LENGTH, knobs.signLengthSw);
      return data;
    case 0x05:
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

/** RFC 8017, B.2.1: MGF1 with SHA-256. */
function mask(seed: Uint8Array, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / SHA256_LENGTH) }, (_, at) =>
    sha256(concat(seed, uintBytes(at, 4))),
  );
  return concat(...blocks).subarray(0, length);
}

/** RFC 8017, 9.1.1: EMSA-PSS with SHA-256 and MGF1; modulus of 8 · emLength bits, so one bit of EM stays clear. */
export function encodePss(digest: Uint8Array, emLength: number, salt: Uint8Array): Uint8Array {
  const h = sha256(concat(new Uint8Array(8), digest, salt)); // steps 5, 6
  const dbLength = emLength - SHA256_LENGTH - 1;
  const db = new Uint8Array(dbLength); // steps 7, 8: zeros, 01, salt
  db[dbLength - salt.length - 1] = 0x01;
  db.set(salt, dbLength - salt.length);
  const masked = mask(h, dbLength).map((octet, at) => octet ^ db[at]!); // steps 9, 10
  masked[0] = masked[0]! & 0x7f; // step 11
  return concat(masked, h, Uint8Array.of(0xbc)); // step 12
}

const SHA384_LENGTH = 48;

/**
 * Modes of the card to come (assumed, in the manner of the modes above): 00 a digest of 20 to 64 bytes as it comes,
 * 02 a SHA-384 given, 03 the SHA-384 of the data.
 */
export function ecdsaInput(mode: number, data: Uint8Array, knobs: CardKnobs): Uint8Array {
  switch (mode) {
    case 0x00:
      demand(data.length >= 20 && data.length <= 64, knobs.signLengthSw);
      return data;
    case 0x02:
      demand(data.length === SHA384_LENGTH, knobs.signLengthSw);
      return data;
    case 0x03:
      demand(data.length <= 255, knobs.signLengthSw);
      return createHash('sha384').update(data).digest();
    default:
      throw new Refusal(SW_WRONG_P1P2);
  }
}
