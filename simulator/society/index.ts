/** The public door of `society`: a running world in one call, and its servers. */
export { createControl, REQUESTS_MAX } from './control.ts';
export { type LoopbackServer, serveOnLoopback, throughNetwork } from './servers.ts';
export {
  BANK_URL,
  CA_URL,
  createSociety,
  insert,
  libraryDeps,
  msUntilStatusTells,
  OCSP_SIGN_URL,
  type PhoneOptions,
  type PluggedCa,
  type Society,
  type SocietyOptions,
  STATUS_AT_ONCE,
  willingUser,
} from './society.ts';
export { witnessed } from './witness.ts';
