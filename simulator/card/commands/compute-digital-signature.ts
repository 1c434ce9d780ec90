/** COMPUTE DIGITAL SIGNATURE 80 2A: RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.1) of which the card does the padding. */
import { constants, type KeyObject, privateEncrypt } from 'node:crypto';
import {
  type CommandApdu,
  SW_OK,
  SW_SECURITY_STATUS,
  SW_WRONG_LENGTH,
  SW_WRONG_P1P2,
  SW_WRONG_STRUCTURE,
} from '../../apdu/index.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import { demand } from '../refusal.ts';
import type { CardState } from '../state.ts';
import { referenceOfP2, resolve } from './reference.ts';

const MODE_MAX = 0x05;

function modulusLengthOf(key: KeyObject): number {
  return Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
}

/** RSASP1 (RFC 8017, 5.2.1): em^d mod n, no padding of its own. */
function rsa(key: KeyObject, em: Uint8Array): Uint8Array {
  return Uint8Array.from(privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, em));
}

/** Signs with the current key file, or with one by short EF identifier: 256 bytes for RSA-2048, the same each time. */
export function computeDigitalSignature(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  const { steps, knobs } = card;
  demand(capdu.p1 <= MODE_MAX, SW_WRONG_P1P2);
  const reference = referenceOfP2(capdu.p2);
  demand(capdu.data.length > 0, SW_WRONG_LENGTH);
  const file = resolve(state, reference);
  demand(file.kind === 'key', SW_WRONG_STRUCTURE);
  demand(steps.maySign(state, file), SW_SECURITY_STATUS);
  const emLength = modulusLengthOf(file.key);
  // The signature is given whole or not at all; without Le it comes too (both assumed).
  demand(capdu.ne === 0 || capdu.ne >= emLength, SW_WRONG_LENGTH);
  const input = steps.signatureInput(capdu.p1, capdu.data, emLength, knobs);
  const data = rsa(file.key, steps.padForSignature(input, emLength));
  return { state: steps.afterSign({ ...state, currentFile: file }, file), rapdu: { data, sw: SW_OK } };
}
