/** The public door of `world`: time, chance, keys, the network and what was seen. */
export { type Chance, chanceFrom } from './chance.ts';
export { clientCertificateOf } from './client-certificate.ts';
export {
  type Clock,
  dateJst,
  machineClock,
  machineTime,
  midnightJst,
  RUN_START,
  type VirtualClock,
  virtualClock,
} from './clock.ts';
export { machineWait, withDeadline } from './deadline.ts';
export { foreignClient, needs } from './foreign-program.ts';
export { drawnKeys, type KeySource, pooledKeys } from './keys.ts';
export {
  bodyOf,
  type Caller,
  createNetwork,
  type Fetch,
  type Handler,
  type Network,
  type Tampering,
  type WireRequest,
  type WireResponse,
} from './network.ts';
export type { Body, Cut, Json, Observation, Party, Seen } from './observation.ts';
export { createRecorder, type Recorder, type RecorderOptions } from './recorder.ts';
export { createWorld, type World, type WorldOptions } from './world.ts';
