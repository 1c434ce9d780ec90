/**
 * The moments at which status is made public.
 *
 * A record of tick T or later is told by the next tick, not by T: at T itself something may still be recorded, and the
 * answer of a tick must not depend on who asked when.
 */
import { UsageError } from '../../errors.ts';
import { midnightJst } from '../../world/index.ts';
import type { StatusKnobs, TimeOfDayJst } from './knobs.ts';

/** One round of a service. */
export interface Tick {
  /** thisUpdate: what is told is of this moment. */
  readonly at: Date;
  /** The last millisecond whose records are told. */
  readonly until: Date;
  /** When the next round begins; undefined when every record begins one. */
  readonly next: Date | undefined;
}

const DAY_MS = 86_400_000;

const tick = (at: number, intervalMs: number): Tick => ({
  at: new Date(at),
  until: new Date(at - 1),
  next: new Date(at + intervalMs),
});

const atOnce = (now: Date): Tick => ({ at: now, until: now, next: undefined });

/** The round of OCSP data that `now` lies in. */
export function ocspTick(now: Date, { ocspRefreshMs }: Pick<StatusKnobs, 'ocspRefreshMs'>): Tick {
  if (ocspRefreshMs === 0) return atOnce(now);
  return tick(Math.floor(now.getTime() / ocspRefreshMs) * ocspRefreshMs, ocspRefreshMs);
}

function msOfDay(time: TimeOfDayJst): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hours === undefined) {
    throw new UsageError('ERR_KNOB', `crlTickJst "${time}"`, { hint: 'A time of day such as 05:00, or 0.' });
  }
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** The round of lists that `now` lies in. UsageError ERR_KNOB if the knob is no time of day. */
export function crlTick(now: Date, { crlTickJst }: Pick<StatusKnobs, 'crlTickJst'>): Tick {
  if (crlTickJst === 0) return atOnce(now);
  const today = midnightJst(now).getTime() + msOfDay(crlTickJst);
  return tick(today <= now.getTime() ? today : today - DAY_MS, DAY_MS);
}
