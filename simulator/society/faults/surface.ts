/** A host of a world with what can go wrong inside it; what can go wrong on the way to it, every host can have. */
import type { Handler } from '../../world/index.ts';
import type { FaultType } from './fault.ts';

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
  /** It as altered; never asked for what stands in `cannot`. */
  altered?(alteration: Alteration): Handler;
  /** Which paths a fault is about, where it makes no difference to the others. */
  readonly where?: Partial<Record<FaultType, RegExp>>;
  /** The path under which it answers OCSP, without a slash at the end. */
  readonly ocspPath?: string;
  /** The faults that have no meaning here, each with the reason. */
  readonly cannot: Partial<Record<FaultType, string>>;
}

/** By short name: `ocspSign`. */
export type Surfaces = Readonly<Record<string, Surface>>;
