/** Time. The only place in the project that may look at the machine's clock. */

/** What everybody is handed instead of `Date`. */
export interface Clock {
  /** The present instant of this world, whole milliseconds. */
  now(): Date;
}

/** A clock that moves only when it is told to: nothing sleeps in a run. */
export interface VirtualClock extends Clock {
  /** Move forward. Negative values are refused: time never runs back (`RangeError`). */
  advance(ms: number): void;
  set(at: Date): void;
}

/** Where every run starts unless told otherwise: a working day in Japan, 2026-04-01 09:00. */
export const RUN_START = new Date('2026-04-01T09:00:00+09:00');

export function virtualClock(start: Date = RUN_START): VirtualClock {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`a virtual clock cannot go back (${ms} ms)`);
      at += Math.floor(ms);
    },
    set(to) {
      at = to.getTime();
    },
  };
}

/** A clock that runs with the machine's, ahead of it by what it was advanced: for an IUT that goes by the machine. */
export function machineTime(): VirtualClock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`a clock cannot go back (${ms} ms)`);
      ahead += Math.floor(ms);
    },
    set(to) {
      ahead = to.getTime() - Date.now();
    },
  };
}

/** The machine's own time, for `world` and `card`: what they hand out is accepted by anybody's software today. */
export const machineClock: Clock = { now: () => new Date(Date.now()) };

const HOUR = 3_600_000;
const JST_OFFSET = 9 * HOUR;

/** The last midnight in Japan at or before `at`. A world of the machine's time is founded at that instant. */
export function midnightJst(at: Date): Date {
  const local = at.getTime() + JST_OFFSET;
  return new Date(local - (local % (24 * HOUR)) - JST_OFFSET);
}

/** Calendar date in Japan, `YYYY-MM-DD`. */
export function dateJst(at: Date): string {
  return new Date(at.getTime() + JST_OFFSET).toISOString().slice(0, 10);
}

/** Date and time of day in Japan for people, `YYYY-MM-DD hh:mm JST`. */
export function minuteJst(at: Date): string {
  return `${dateJst(at)} ${new Date(at.getTime() + JST_OFFSET).toISOString().slice(11, 16)} JST`;
}
