/** The control interface of a running world: what a tester does that no citizen, bank or authority could. */
import { z } from 'zod';
import { createService, jsonResponse, operation } from '../../profile/index.ts';
import type { Handler, VirtualClock } from '../../world/index.ts';
import type { Society } from '../society.ts';
import { cardRuleOperations } from './card-rules.ts';
import { citizenOperations } from './citizens.ts';
import { clockOperations } from './clock.ts';
import { eventOperations } from './events.ts';
import { faultOperations } from './faults.ts';

export interface ControlOptions {
  readonly society: Society;
  /** The world's clock, if it is one that can be set. */
  readonly clock?: VirtualClock | undefined;
}

/** Where it is found inside one process. */
export const CONTROL_HOST = 'control.test';

/** How many messages GET /requests tells of at most. */
export const REQUESTS_MAX = 1000;

const requestsAnswer = z.strictObject({
  requests: z.array(z.looseObject({ n: z.int(), at: z.iso.datetime(), method: z.string(), url: z.string() })),
});

/** A service for the tester; it is not a host of the world: no fault reaches it, and nobody records it. */
export function createControl({ society, clock }: ControlOptions): Handler {
  const { recorder } = society.world;
  return createService(
    'Control of a world (TEST)',
    [
      ...citizenOperations(society),
      ...cardRuleOperations(society),
      ...eventOperations(society),
      ...clockOperations(society.world.clock, clock),
      ...faultOperations(society),
      operation({
        method: 'POST',
        path: '/rounds',
        summary: 'CA and bank have a round: J-LIS is asked, events are heard, pushes go out.',
        answers: { 204: { says: 'They had it.' } },
        async handle() {
          await society.tick();
          return new Response(null, { status: 204 });
        },
      }),
      operation({
        method: 'GET',
        path: '/requests',
        summary: `The last ${REQUESTS_MAX} HTTP messages between the hosts of this world and their callers, oldest first.`,
        answers: { 200: { says: 'Observations.', schema: requestsAnswer } },
        handle: () =>
          jsonResponse({
            requests: recorder.observations.filter((o) => o.kind === 'http').slice(-REQUESTS_MAX),
          }),
      }),
    ],
    // curl calls what it sends a form.
    { anyMediaType: true },
  );
}
