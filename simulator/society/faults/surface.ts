/** A host of a world with what can go wrong inside it; what can go wrong on the way to it, every host can have. */
import type { Handler } from '../../world/index.ts';

/** Another J-LIS, CA or bank for the time of one answer: what only the host itself could do wrong. */
export interface Alteration {
  /** As it would have answered so long ago. */
  readonly staleMs: number;
  /** By how much its clock is ahead; negative: behind. */
  readonly aheadMs: number;
  /** It signs with another key. */
  readonly wrongKey: boolean;
}

export interface Surface {
  /** Name on the network. */
  readonly host: string;
  /** Which of the alterations it knows; absent: none. */
  readonly inside?: {
    readonly types: readonly ('stale' | 'clock-off' | 'wrong-key')[];
    handler(alteration: Alteration): Handler;
  };
  /** It answers OCSP, and so knows of nonces. */
  readonly ocsp?: boolean;
}

/** By short name: `ocspSign`. */
export type Surfaces = Readonly<Record<string, Surface>>;
