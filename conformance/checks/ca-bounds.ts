/** Times for which the law says "without delay" and no number: those of the CA's practice statement, else the open profile's. */
import type { Seen } from './seen.ts';

const HOUR_MS = 3_600_000;
/** docs/open-profile.md. */
const UNTRUE_ENDS_HOURS = 48;

/** As the IXIT has it. */
interface Cps {
  readonly untrueEndsHours?: number | undefined;
}

/** 施行規則6条10号: within which time a certificate that records what turned untrue has ended. */
export const untrueEndsMs = ({ untrueEndsHours = UNTRUE_ENDS_HOURS }: Cps = {}): number =>
  untrueEndsHours * HOUR_MS;

/** The same from what was given to the judges. */
export const untrueEndsMsOf = (seen: Seen): number => untrueEndsMs((seen.given('cps') ?? {}) as Cps);
