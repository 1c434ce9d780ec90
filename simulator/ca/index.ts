/** The public door of the accredited CA. */
export { CA_HOST } from './authority.ts';
export { type Ca, type CaDeps, createCa } from './ca.ts';
export { type CaPolicy, DEFAULT_POLICY } from './policy.ts';
export { type CaSteps, caSteps } from './registration.ts';
