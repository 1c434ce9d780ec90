/** The public door of the accredited CA. */
export { type Ca, type CaDeps, createCa } from './ca.ts';
export type { CaContext, RegisteredApp } from './context.ts';
export {
  CA_HOST,
  CA_URI,
  createIssuingAuthority,
  type IssuingAuthority,
} from './issuing/authority.ts';
export { MACHINES, type MachineName } from './lifecycle/machines.ts';
export { transition } from './lifecycle/transition.ts';
export { type CaPolicy, DEFAULT_POLICY, type KeyKind } from './policy.ts';
export { type AuditEntry, type AuditHead, type AuditVerdict, verifyAudit } from './state/audit.ts';
export type * from './state/records.ts';
export type { Store } from './state/store.ts';
export { type CaSteps, caSteps } from './steps.ts';
