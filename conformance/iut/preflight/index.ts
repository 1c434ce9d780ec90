/** Before the first case: everything that can be checked about the set-up is. */
export { greetingFault, greetingFaults, readHello } from './greeting.ts';
export { type RoleOptions, roleFaults } from './roles.ts';
export { type Resolved, resolveConfig } from './static.ts';
