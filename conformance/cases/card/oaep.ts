/**
 * RSAES-OAEP with SHA-256 (RFC 8017, 7.1.1) from a seed that is given: `node:crypto` draws its own, and then no transcript
 * would be the same twice.
 */
import { constants, createHash, type KeyObject, publicEncrypt } from 'node:crypto';

const HASH_LENGTH = 32;
const MODULUS_LENGTH = 256;

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 8017, B.2.1 */
function mgf1(seed: Uint8Array, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / HASH_LENGTH) }, (_, i) =>
    sha256(seed, Uint8Array.of(0, 0, 0, i)),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, i) => byte ^ b[i]!);

/** Encrypts at most 190 bytes for RSA-2048; `seed` has 32 bytes. */
export function encryptOaep(key: KeyObject, message: Uint8Array, seed: Uint8Array): Uint8Array {
  const filler = new Uint8Array(MODULUS_LENGTH - message.length - 2 * HASH_LENGTH - 2);
  const block = Buffer.concat([sha256(), filler, Uint8Array.of(1), message]); // step 2.c
  const maskedBlock = xor(block, mgf1(seed, block.length));
  const maskedSeed = xor(seed, mgf1(maskedBlock, HASH_LENGTH));
  const em = Buffer.concat([Uint8Array.of(0), maskedSeed, maskedBlock]);
  return Uint8Array.from(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, em));
}
