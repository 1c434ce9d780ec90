/**
 * 80 AE, the start of secure messaging in the 入力補助AP: a seed for the session key, encrypted under the key of EF 0006
 * with RSAES-OAEP (RFC 8017, 7.1) and SHA-256. Status words as observed by myna-card; the session itself is not carried
 * further here, so a command with CLA 08 stays refused.
 */
import { constants, type KeyObject, privateDecrypt } from 'node:crypto';
import {
  type CommandApdu,
  fromHex,
  SW_NO_DIAGNOSIS,
  SW_OK,
  SW_SECURITY_STATUS,
  SW_WRONG_DATA,
  SW_WRONG_LENGTH,
  SW_WRONG_P1P2,
  startsWith,
} from '../../apdu/index.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import { modulusLengthOf } from '../private-key.ts';
import { demand, Refusal } from '../refusal.ts';
import type { CardState } from '../state.ts';
import { levelOf } from './reference.ts';

// A0 { 80: a seed of 32 bytes }.
const SEED_HEAD = fromHex('A0228020');
const SEED_LENGTH = 36;

function decrypt(key: KeyObject, encrypted: Uint8Array): Uint8Array {
  const modulus = Buffer.from(key.export({ format: 'jwk' }).n!, 'base64url');
  // Observed: a value not below the modulus is 6F00.
  demand(Buffer.compare(encrypted, modulus) < 0, SW_NO_DIAGNOSIS);
  try {
    return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, encrypted);
  } catch {
    throw new Refusal(SW_WRONG_DATA);
  }
}

/** 9000 for a well-formed seed after VERIFY of the PIN; elsewhere the status word of the application. */
export function exchangeKey(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  const exchange = levelOf(card, state)?.keyExchange ?? SW_SECURITY_STATUS;
  if (typeof exchange === 'number') throw new Refusal(exchange);
  demand(capdu.p1 === 0x00 && capdu.p2 === 0x00, SW_WRONG_P1P2);
  const open = [...state.verified].some(({ fid }) => fid === exchange.after);
  demand(open, SW_SECURITY_STATUS);
  demand(capdu.data.length === modulusLengthOf(exchange.key), SW_WRONG_LENGTH);
  const seed = decrypt(exchange.key, capdu.data);
  demand(seed.length === SEED_LENGTH && startsWith(seed, SEED_HEAD), SW_WRONG_DATA);
  return { state, rapdu: { data: new Uint8Array(0), sw: SW_OK } };
}
