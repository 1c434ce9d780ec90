/** A throw-away chip for the tests of this folder: it answers by a table and counts what the reader does to it. */
import type { Chip } from '../../apdu/channel.ts';

export type PowerOp = 'on' | 'off' | 'reset';

export interface TinyChip extends Chip {
  readonly powerOps: PowerOp[];
  readonly capdus: Uint8Array[];
}

/** ATR of a contactless card behind a PC/SC reader: no historical bytes, T=0 and T=1 offered. */
export const TINY_ATR = Uint8Array.from([0x3b, 0x80, 0x80, 0x01, 0x01]);

/**
 * `answer` maps a C-APDU to an R-APDU; without it the chip echoes the C-APDU, then 9000. A SELECT of any AID is 9000, so
 * that programs which probe for their cards go on.
 */
export function tinyChip(answer?: (capdu: Uint8Array) => Uint8Array | Promise<Uint8Array>): TinyChip {
  const powerOps: PowerOp[] = [];
  const capdus: Uint8Array[] = [];
  return {
    atr: TINY_ATR,
    powerOps,
    capdus,
    power(op) {
      powerOps.push(op);
    },
    transmit(capdu) {
      capdus.push(capdu);
      return answer === undefined ? Uint8Array.from([...capdu, 0x90, 0x00]) : answer(capdu);
    },
  };
}
