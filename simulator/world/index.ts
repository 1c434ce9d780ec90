/** The public door of `world`: time, chance, keys, the network and what was seen. */
export { answerInHand, bytesInHand } from './answer-in-hand.ts';
export { type Chance, chanceFrom, machineChance } from './chance.ts';
export {
  CLIENT_CERT_FIELD,
  clientCertField,
  clientCertificateOf,
  withoutClientCert,
} from './client-certificate.ts';
export {
  type Clock,
  dateJst,
  machineClock,
  machineTime,
  midnightJst,
  minuteJst,
  RUN_START,
  type VirtualClock,
  virtualClock,
} from './clock.ts';
export { machineWait, withDeadline } from './deadline.ts';
export { foreignClient, needs } from './foreign-program.ts';
export { drawnKeys, type KeySource, pooledKeys } from './keys.ts';
export {
  type Arrival,
  type Caller,
  createNetwork,
  type Departure,
  type Doorkeeper,
  type Fetch,
  type Handler,
  type Network,
  type Tampering,
} from './network.ts';
export type { Body, Cut, Json, Observation, Party, Seen } from './observation.ts';
export { createRecorder, type Recorder, type RecorderOptions } from './recorder.ts';
export { drawRsaPrivateKey } from './rsa-key.ts';
export { tellingHeaders } from './telling-headers.ts';
export { bodyOf, toResponse, type WireRequest, type WireResponse } from './wire.ts';
export { createWorld, type World, type WorldOptions } from './world.ts';
