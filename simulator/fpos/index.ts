/** The public door of the FPoS library. */
export type { Credential, DeviceKey, Enrolment, EnrolmentRequest } from './application.ts';
export type { Decided, Decision } from './changes.ts';
export type { ConsentAsked } from './consent.ts';
export {
  type GeneratedKey,
  type KeyRequest,
  type KeyStore,
  KeyUseRefused,
  type LibraryDeps,
  type Notice,
  type UserInterface,
} from './deps.ts';
export type { CardProof, EnrolmentWishes } from './enrolment.ts';
export { type HardwareParts, hardwareKeyStore, type KeyMaker, testKeyMaker } from './hardware-key-store.ts';
export { softwareKeyStore } from './key-store.ts';
export {
  type AtCa,
  createLibrary,
  type FposLibrary,
  type FposSteps,
  fposSteps,
  type Held,
  type LoginAnswer,
  type Outcome,
} from './library.ts';
export type { LoginContext } from './login.ts';
export type { GivenConsent } from './state.ts';
export { explain, LIBRARY_CODES, type LibraryCode, Stop } from './stop.ts';
export { memoryStorage, type Storage } from './storage.ts';
