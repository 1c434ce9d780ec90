/** The public door of the data hub. */
export type { Grant } from './grants.ts';
export {
  createHub,
  type Flow,
  HUB_HOST,
  type Hub,
  type HubDeps,
  type HubMember,
  type HubSteps,
  hubSteps,
} from './hub.ts';
