/** Random steps of four clients at once against our service and a model of it; wrong services must be told from it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startPcscService } from './pcsc-service.ts';
import { privateSocketPath } from './private-socket.ts';
import {
  anyStep,
  KINDS,
  playSteps,
  type Reached,
  type Serve,
  STORIES,
  type Step,
} from './testing/model-run.ts';
import { startWrongService, WRONG_SERVICES, type WrongService } from './testing/wrong-service.ts';

const LONG = process.env.FPOS_HIL_LONG !== undefined;
const RUNS = LONG ? 4_000 : 150;
const STEPS_MAX = 100;
const SEED = 20261201;
/** Steps that a wrong service is given to show itself. */
const RUNS_FOR_WRONG = 100;

const ours: Serve = async (chips) => {
  let graces: (() => void)[] = [];
  const service = await startPcscService({
    readers: chips.map((chip) => ({ chip })),
    socketPath: await privateSocketPath(),
    grace: (inUse) =>
      new Promise((resolve, reject) => {
        inUse.addEventListener('abort', () => reject(inUse.reason));
        graces.push(resolve);
      }),
  });
  return {
    ...service,
    plug: (chip) => service.plug({ chip }),
    rest() {
      for (const end of graces) end();
      graces = [];
    },
  };
};

const wrongly =
  (wrong: WrongService): Serve =>
  async (chips) => {
    const right = await ours(chips);
    const relay = await startWrongService(wrong, right.socketPath);
    return {
      ...right,
      socketPath: relay.socketPath,
      async close() {
        await relay.close();
        await right.close();
      },
    };
  };

const property = (serve: Serve, reached: Reached) =>
  fc.asyncProperty(fc.array(anyStep, { minLength: 20, maxLength: STEPS_MAX }), (steps) =>
    playSteps(steps, serve, reached),
  );

/** What every run of the model must come by: each step, and each code and event that a client can be given. */
const MUST_REACH = [
  ...KINDS,
  ...['event', 'cancelled', 'CONNECT that waited', 'DISCONNECT that waited'],
  ...['rv 0', 'rv 80100009', 'rv 8010000b', 'rv 8010000c', 'rv 8010000f', 'rv 80100011', 'rv 80100016'],
  ...['rv 80100068', 'rv 80100069'],
];

test(`${RUNS} lives of a service`, { timeout: LONG ? 1_200_000 : 60_000 }, async () => {
  const reached: Reached = new Map();
  const examples = STORIES.map((story): [Step[]] => [[...story]]);
  await fc.assert(property(ours, reached), { numRuns: RUNS, seed: SEED, examples });
  if (LONG) console.log(Object.fromEntries(reached));
  expect(MUST_REACH.filter((what) => !reached.has(what))).toEqual([]);
});

test.each(WRONG_SERVICES)('a service in which $says is noticed', async (wrong) => {
  const check = fc.check(property(wrongly(wrong), new Map()), {
    numRuns: RUNS_FOR_WRONG,
    seed: SEED,
    endOnFailure: true,
  });
  expect((await check).failed).toBe(true);
});

test.each([
  ['in which an unused card never loses its power', { rest: () => {} }],
  ['that puts no card back', { insert: async () => {} }],
])(
  'a service %s is noticed',
  async (_, { rest, insert }: { rest?: () => void; insert?: () => Promise<void> }) => {
    const wrong: Serve = async (chips) => {
      const right = await ours(chips);
      const readers = right.readers.map((reader) => (insert ? { ...reader, insert } : reader));
      return { ...right, readers, ...(rest && { rest }) };
    };
    const check = fc.check(property(wrong, new Map()), {
      numRuns: RUNS_FOR_WRONG,
      seed: SEED,
      endOnFailure: true,
    });
    expect((await check).failed).toBe(true);
  },
);

test('the relay of the wrong services is right by itself', async () => {
  const nothing: WrongService = { id: 'nothing', says: 'nothing is wrong' };
  await fc.assert(property(wrongly(nothing), new Map()), { numRuns: 10, seed: SEED });
});
