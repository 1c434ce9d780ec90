/** The worlds that people keep: keys drawn from the seed, founded at a midnight in Japan. `card` and `world` share them. */
import {
  type Clock,
  createWorld,
  machineClock,
  machineWait,
  midnightJst,
  type World,
} from '../../simulator/world/index.ts';

export interface DrawnWorldOptions {
  readonly seed: number;
  /** Default: the machine's. */
  readonly clock?: Clock | undefined;
  /** Such a world may run for days: its recorder keeps this many observations. */
  readonly keepAtMost: number;
}

/** The same seed on the same day in Japan makes the same world: keys, certificates, serials, citizens. */
export const drawnWorld = ({ seed, clock = machineClock, keepAtMost }: DrawnWorldOptions): World =>
  createWorld({
    seed,
    clock,
    wait: machineWait, // even where the clock is pinned: whoever asks lives in real time
    keys: 'drawn',
    founded: midnightJst(clock.now()),
    keepAtMost,
  });
