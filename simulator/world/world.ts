/** A world: one seed, one clock, one network, one witness. Everything else is built on it. */
import { type Chance, chanceFrom } from './chance.ts';
import { type Clock, RUN_START, type VirtualClock, virtualClock } from './clock.ts';
import { machineWait } from './deadline.ts';
import { drawnKeys, type KeySource, pooledKeys } from './keys.ts';
import { createNetwork, type Network } from './network.ts';
import type { Observation } from './observation.ts';
import { createRecorder, type Recorder } from './recorder.ts';

export interface World {
  readonly seed: number | string;
  readonly clock: Clock;
  /** Lets time pass: by moving a virtual clock, or by waiting on the machine's. Fails with the signal's reason. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** When the authorities of this world issued what exists from its beginning. */
  readonly founded: Date;
  readonly chance: Chance;
  readonly keys: KeySource;
  readonly network: Network;
  readonly recorder: Recorder;
}

export interface WorldOptions {
  readonly seed: number | string;
  /** Default: a virtual clock at RUN_START. */
  readonly clock?: Clock;
  /** Default: by the clock. A world with a virtual clock whose callers live in real time waits on the machine's. */
  readonly wait?: World['wait'];
  readonly founded?: Date;
  /** `pool` (default) takes RSA keys from the shipped TEST pool, `drawn` makes them from the seed. */
  readonly keys?: 'pool' | 'drawn';
  /** Names the case in every observation. */
  readonly caseId?: string;
  /** A world that runs for days keeps only so many observations; default: all. */
  readonly keepAtMost?: number;
  readonly onObservation?: (observation: Observation) => void;
}

const waitBy = (clock: Clock | VirtualClock): World['wait'] =>
  'advance' in clock ? async (ms) => clock.advance(ms) : machineWait;

export function createWorld(options: WorldOptions): World {
  const clock: Clock | VirtualClock = options.clock ?? virtualClock();
  const chance = chanceFrom(options.seed);
  const recorder = createRecorder({
    caseId: options.caseId ?? '',
    clock,
    cutKey: chance.fork('cut key').bytes(32),
    ...(options.keepAtMost !== undefined && { keepAtMost: options.keepAtMost }),
    ...(options.onObservation && { onObservation: options.onObservation }),
  });
  return {
    seed: options.seed,
    clock,
    wait: options.wait ?? waitBy(clock),
    founded: options.founded ?? (options.clock ? options.clock.now() : RUN_START),
    chance,
    keys: (options.keys === 'drawn' ? drawnKeys : pooledKeys)(chance.fork('keys')),
    network: createNetwork(recorder.record),
    recorder,
  };
}
