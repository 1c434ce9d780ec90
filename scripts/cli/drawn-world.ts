/** The worlds that people keep: keys drawn from the seed, founded at a midnight in Japan. `card` and `world` share them. */
import {
  type Clock,
  createNetwork,
  createRecorder,
  createWorld,
  machineClock,
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
export function drawnWorld({ seed, clock = machineClock, keepAtMost }: DrawnWorldOptions): World {
  const world = createWorld({ seed, clock, keys: 'drawn', founded: midnightJst(clock.now()) });
  const cutKey = world.chance.fork('cut key').bytes(32);
  const recorder = createRecorder({ caseId: '', clock, cutKey, keepAtMost });
  return { ...world, recorder, network: createNetwork(recorder.record) };
}
