/** COMPUTE DIGITAL SIGNATURE 80 2A: RSASSA-PKCS1-v1_5 or RSASSA-PSS (RFC 8017, 8) of which the card does the padding. */
import type { KeyObject } from 'node:crypto';
import {
  type CommandApdu,
  SW_CONDITIONS_OF_USE,
  SW_OK,
  SW_SECURITY_STATUS,
  SW_WRONG_LENGTH,
  SW_WRONG_P1P2,
  SW_WRONG_STRUCTURE,
} from '../../apdu/index.ts';
import type { KeyFile } from '../card-data.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import { ecdsa, modulusLengthOf, privateRsa } from '../private-key.ts';
import { demand } from '../refusal.ts';
import type { CardState } from '../state.ts';
import { levelOf, referenceOfP2, resolve } from './reference.ts';

const MODE_MAX = 0x05;
const MODE_PSS_MIN = 0x04;
/** Assumed: as long as the digest. */
const SALT_LENGTH = 32;
const P2_DEFAULT_KEY = 0x00;
// ECDSA on P-384: r ‖ s, or a DER SEQUENCE of both that is at most 8 octets longer.
const ECDSA_LENGTH_MAX = { plain: 96, der: 104 } as const;

/** P2 00 is the default key of the 券面 applications (observed); the current file stays (assumed). */
function keyFileOf(card: CardContext, state: CardState, p2: number): KeyFile {
  const byDefault = p2 === P2_DEFAULT_KEY ? levelOf(card, state)?.defaultKey : undefined;
  const file = resolve(card, state, byDefault ?? referenceOfP2(p2));
  demand(file.kind === 'key', SW_WRONG_STRUCTURE);
  return file;
}

function signatureOf({ steps, knobs, random }: CardContext, key: KeyObject, capdu: CommandApdu): Uint8Array {
  const { p1: mode, data, ne } = capdu;
  const emLength = modulusLengthOf(key);
  // The signature is given whole or not at all; without Le it comes too (both assumed).
  const length = emLength || ECDSA_LENGTH_MAX[knobs.ecdsaForm];
  demand(ne === 0 || ne >= length, SW_WRONG_LENGTH);
  if (emLength === 0) return ecdsa(key, steps.ecdsaInput(mode, data, knobs), knobs.ecdsaForm);
  const input = steps.signatureInput(mode, data, emLength, knobs);
  const pss = mode >= MODE_PSS_MIN;
  return privateRsa(
    key,
    pss ? steps.encodePss(input, emLength, random(SALT_LENGTH)) : steps.padForSignature(input, emLength),
  );
}

/** Signs with the current key file, one by short EF identifier, or the default key: 256 bytes for RSA-2048. */
export function computeDigitalSignature(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  const { steps } = card;
  demand(capdu.p1 <= MODE_MAX, SW_WRONG_P1P2);
  if (capdu.p2 !== P2_DEFAULT_KEY) referenceOfP2(capdu.p2);
  demand(capdu.data.length > 0, SW_WRONG_LENGTH);
  const file = keyFileOf(card, state, capdu.p2);
  demand(steps.maySign(state, file), SW_SECURITY_STATUS);
  demand(file.command === 'sign', SW_CONDITIONS_OF_USE);
  const data = signatureOf(card, file.key, capdu);
  const currentFile = capdu.p2 === P2_DEFAULT_KEY ? state.currentFile : file;
  return { state: steps.afterSign({ ...state, currentFile }, file), rapdu: { data, sw: SW_OK } };
}
