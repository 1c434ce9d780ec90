/** The clock of a world, as a tester moves it. */
import { z } from 'zod';
import { jsonResponse, type Operation, operation, Refusal } from '../../profile/index.ts';
import type { Clock, VirtualClock } from '../../world/index.ts';
import { instant } from './shared.ts';

/** Certificates of this world must stay inside four-digit years with room to spare. */
const CLOCK_END = new Date('2100-01-01T00:00:00Z');

const request = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advanceMs: z.int().min(0) }),
]);
const answer = z.strictObject({ now: instant });

function move(clock: VirtualClock | undefined, to: z.infer<typeof request>): Date {
  if (!clock) throw new Refusal('clock-not-pinned');
  const before = clock.now();
  const after = 'now' in to ? new Date(to.now) : new Date(before.getTime() + to.advanceMs);
  if (after < before) throw new Refusal('clock-backwards');
  if (!(after < CLOCK_END)) throw new Refusal('request-malformed', 'the clock ends with the year 2099');
  clock.set(after);
  return after;
}

/** `pinned`: the world's clock, if it is one that can be set. */
export const clockOperations = (clock: Clock, pinned: VirtualClock | undefined): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/clock',
    summary: 'What the clock of this world shows.',
    answers: { 200: { says: 'The present instant.', schema: answer } },
    handle: () => jsonResponse({ now: clock.now().toISOString() }),
  }),
  operation({
    method: 'PUT',
    path: '/clock',
    summary: 'Set or advance the clock of a world that was started with a pinned one.',
    body: request,
    answers: { 200: { says: 'What the clock shows now.', schema: answer } },
    problems: ['request-malformed', 'clock-not-pinned', 'clock-backwards'],
    handle: ({ body }) => jsonResponse({ now: move(pinned, body).toISOString() }),
  }),
];
