/** A card that takes its time, as real ones do. */
import type { Chip } from '../apdu/channel.ts';
import { foreignCard } from './rules/foreign-cards.ts';
import type { Effect } from './rules/rule-book.ts';
import { ruledChip } from './rules/ruled.ts';

export interface Latency {
  readonly signature: number;
  readonly other: number;
}

/** COMPUTE DIGITAL SIGNATURE and INTERNAL AUTHENTICATE: what the RSA of a chip is slow at. */
const SIGNATURES: readonly (string | undefined)[] = ['802A', '0088'];

const taking = (ms: number): readonly Effect[] =>
  ms === 0 ? [] : [{ type: 'delay', subject: 'command', ms, draw: [0, 0] }];

/** Waits before each answer, in milliseconds; `wait` is handed in, so that no test sleeps. Without latency, the chip itself. */
export function slowChip(
  chip: Chip,
  { signature, other }: Latency,
  wait: (ms: number) => Promise<void>,
): Chip {
  if (signature === 0 && other === 0) return chip;
  return ruledChip(chip, {
    fire: (happens) =>
      happens.on === 'command' ? taking(SIGNATURES.includes(happens.code) ? signature : other) : [],
    wait,
    card: foreignCard,
  });
}
