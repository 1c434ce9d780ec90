/** The public door of the FPoS library. */
export type { KeyStore, LibraryDeps, Notice, UserInterface } from './deps.ts';
export type {
  CardProof,
  Credential,
  DeviceKey,
  Enrolment,
  EnrolmentRequest,
  LibrarySteps,
} from './enrolment.ts';
export { softwareKeyStore } from './key-store.ts';
export { createLibrary, type FposLibrary, type FposSteps, fposSteps, type Outcome } from './library.ts';
export type { LoginContext } from './login.ts';
export { type LibraryCode, Stop } from './stop.ts';
