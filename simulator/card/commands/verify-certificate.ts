/**
 * 80 A2, the terminal certificate (特定機関認証): two commands with a card-verifiable certificate in two parts, as
 * sc-tools-myna sends them. Without the authority's key no certificate is accepted; the knob terminalAuth names a private one.
 */
import { verify } from 'node:crypto';
import {
  type CommandApdu,
  fromHex,
  SW_CONDITIONS_OF_USE,
  SW_OK,
  SW_SECURITY_STATUS,
  SW_WRONG_DATA,
  SW_WRONG_LENGTH,
  SW_WRONG_P1P2,
  SW_WRONG_STRUCTURE,
  startsWith,
} from '../../apdu/index.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import type { CardKnobs } from '../knobs.ts';
import { demand } from '../refusal.ts';
import type { CardState } from '../state.ts';
import { resolve } from './reference.ts';

const P2 = 0xc1;
const BODY = { p1: 0x06, head: fromHex('7F218202335F4E820129'), length: 307 } as const;
const SIGNATURE = { p1: 0x00, head: fromHex('5F37820100'), length: 261 } as const;

/** PKCS#1 v1.5 with SHA-256 over the value of 5F4E. */
export function acceptsTerminal(body: Uint8Array, signature: Uint8Array, knobs: CardKnobs): boolean {
  if (knobs.terminalAuth === 'refuse') return false;
  return verify('sha256', body.subarray(BODY.head.length), knobs.terminalAuth, signature);
}

function takeBody(state: CardState, data: Uint8Array): CardState {
  demand(data.length === BODY.length, SW_WRONG_LENGTH);
  demand(startsWith(data, BODY.head), SW_WRONG_DATA);
  return { ...state, terminalBody: data.slice() };
}

function takeSignature({ steps, knobs }: CardContext, state: CardState, data: Uint8Array): CardState {
  // Observed: garbage in the place of the signature is 6700.
  demand(data.length === SIGNATURE.length && startsWith(data, SIGNATURE.head), SW_WRONG_LENGTH);
  demand(state.terminalBody !== undefined, SW_CONDITIONS_OF_USE);
  const signature = data.subarray(SIGNATURE.head.length);
  demand(steps.acceptsTerminal(state.terminalBody, signature, knobs), SW_SECURITY_STATUS);
  return { ...state, terminalBody: undefined, terminal: true };
}

/** Body (P1 06), then signature (P1 00), with the key reference 0016 of the JPKI-AP current. */
export function verifyCertificate(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  const { p1, p2, data } = capdu;
  demand(p2 === P2 && (p1 === BODY.p1 || p1 === SIGNATURE.p1), SW_WRONG_P1P2);
  const file = resolve(card, state, 'current');
  demand(file.kind === 'reference' && file.role === 'terminal-ca', SW_WRONG_STRUCTURE);
  const after = p1 === BODY.p1 ? takeBody(state, data) : takeSignature(card, state, data);
  return { state: after, rapdu: { data: new Uint8Array(0), sw: SW_OK } };
}
