/** A card that takes its time, as real ones do. */
import type { Chip } from '../apdu/channel.ts';

export interface Latency {
  readonly signature: number;
  readonly other: number;
}

/** COMPUTE DIGITAL SIGNATURE and INTERNAL AUTHENTICATE: what the RSA of a chip is slow at. */
const isSignature = (capdu: Uint8Array): boolean => capdu[1] === 0x2a || capdu[1] === 0x88;

/** Waits before each answer, in milliseconds; `wait` is handed in, so that no test sleeps. Without latency, the chip itself. */
export function slowChip(chip: Chip, latency: Latency, wait: (ms: number) => Promise<void>): Chip {
  if (latency.signature === 0 && latency.other === 0) return chip;
  return {
    get atr() {
      return chip.atr;
    },
    power: (op) => chip.power(op),
    async transmit(capdu) {
      const rapdu = await chip.transmit(capdu);
      await wait(isSignature(capdu) ? latency.signature : latency.other);
      return rapdu;
    },
  };
}
