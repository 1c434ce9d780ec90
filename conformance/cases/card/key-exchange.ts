/** 80 AE of the 券面事項入力補助AP: a seed under the key of its EF 0006, as myna-card sends it. */
import type { KeyObject } from 'node:crypto';
import { concat, encodeCommandApdu, fromHex } from '../../../simulator/apdu/index.ts';
import { objectAt, publicKeyOf } from '../../checks/card-records.ts';
import { must, type Rig } from '../../runner/rig.ts';
import { encryptOaep } from './oaep.ts';

/** The note under which the content of EF 0006 is kept. */
export const SESSION_KEY_NOTE = 'session key';

const OAEP_SEED = new Uint8Array(32).fill(0x3c);

/** A0 { 80: a seed of 32 bytes }. */
export const SESSION_SEED = concat(fromHex('A0228020'), new Uint8Array(32).fill(0x77));

/** EF 0006: A1 { 90 exponent, 91 modulus }. */
export function sessionKeyIn(file: Uint8Array): KeyObject | undefined {
  const object = objectAt(file);
  return object?.tag === 0xa1 ? publicKeyOf(object.value) : undefined;
}

/** 80 AE 00 00 with the data; more than 255 bytes, so in extended length. */
export const exchangeKey = (data: Uint8Array): Uint8Array =>
  encodeCommandApdu({ cla: 0x80, ins: 0xae, p1: 0, p2: 0, data, ne: 0, extended: true });

/** The same with a message, encrypted under the key that an earlier part has read. */
export const exchangeEncrypted =
  (message: Uint8Array): ((rig: Rig) => Uint8Array) =>
  ({ notes }) => {
    const file = notes.get(SESSION_KEY_NOTE);
    const key = file instanceof Uint8Array ? sessionKeyIn(file) : undefined;
    must(key);
    return exchangeKey(encryptOaep(key, message, OAEP_SEED));
  };
