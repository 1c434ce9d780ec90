/** The public door of `society`: a running world in one call, and its servers. */
export { CONTROL_HOST, createControl, REQUESTS_MAX } from './control/control.ts';
export type { ActiveFault } from './faults/door.ts';
export { FAULT_TYPES, type Fault, type FaultInput, type FaultType, fault } from './faults/fault.ts';
export type { Faults } from './faults/faults.ts';
export { CRL_PATH, frontPage, type JlisUrls } from './front-page.ts';
export {
  type Answer,
  type Begun,
  CaRefusal,
  createHolders,
  type Holders,
  type HoldersOptions,
  loginKeyOf,
  type Phone,
  type Requests,
} from './holders.ts';
export { beginStory, type Line, SCENARIOS, type Scenario } from './scenarios/index.ts';
export { type LoopbackServer, type ServeTls, serveOnLoopback, throughNetwork } from './servers.ts';
export {
  BANK_URL,
  CA_URL,
  createSociety,
  HUB_URL,
  insert,
  libraryDeps,
  msUntilStatusTells,
  OCSP_SIGN_URL,
  type PhoneOptions,
  type PluggedCa,
  PUSH_URL,
  type Society,
  type SocietyOptions,
  STATUS_AT_ONCE,
  tlsOf,
  VERIFIER_URL,
  willingUser,
} from './society.ts';
export { HOSTS, type HostName } from './surfaces.ts';
export { createTlsAuthority, type TlsAuthority, type TlsIdentity } from './tls.ts';
export { type ClientName, EXAMINER, OTHER_OPERATORS, type VerifierName } from './verifiers.ts';
export { witnessed } from './witness.ts';
