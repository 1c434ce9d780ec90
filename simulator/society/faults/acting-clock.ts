/** The clock of one actor, which a fault sets wrong for as long as a request is in hand. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock, Handler } from '../../world/index.ts';

export interface ActingClock extends Clock {
  /** The same handler, while whose requests are in hand this clock is ahead by `ms`. Other requests see the right time. */
  ahead(ms: number, handler: Handler): Handler;
}

export function actingClock(clock: Clock): ActingClock {
  // Per request and not per moment: an actor may have several requests in hand, and wait for others in between.
  const offMs = new AsyncLocalStorage<number>();
  return {
    now: () => new Date(clock.now().getTime() + (offMs.getStore() ?? 0)),
    ahead: (ms, handler) => (request) => offMs.run(ms, () => handler(request)),
  };
}
