/**
 * The same cases, the same verdicts, whichever way the rig reaches the card: by the contract, our PC/SC service, the stream of
 * vpcd, the pcscd of Debian with its driver, or the relay.
 */
import { isDeepStrictEqual } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { foreignClient } from '../../../simulator/world/index.ts';
import { CASES, type TestCase } from '../../cases/index.ts';
import { MUTANTS, NULLS } from '../../mutants/index.ts';
import { runCase } from '../../runner/run-case.ts';
import { judgeCase } from '../../verdict/judge.ts';
import type { Connector, InProcessFactory } from '../connector.ts';
import { inProcess } from '../in-process.ts';
import { REFERENCE_STEPS, referenceIut } from '../reference/reference-iut.ts';
import { NOT_CARRIED, routedCard, WAYS } from './index.ts';
import type { CardRoute } from './ways.ts';

const LONG = process.env.FPOS_HIL_LONG === '1';
const CARD_CASES = CASES.filter(({ role }) => role === 'card');
const REFERENCE = referenceIut('reference', REFERENCE_STEPS);
const python = foreignClient('python3', 'python3');
type Tried = 'vpcd' | 'relay' | 'pcsc';
const TRIED: readonly Tried[] = ['vpcd', 'relay', ...('path' in python ? (['pcsc'] as const) : [])];

interface Judged {
  readonly id: string;
  readonly verdict: string;
  readonly reason: string;
  /** Every exchange with the card, and all else that was seen. */
  readonly seen: string;
}

async function judge(
  connector: Connector,
  cases: readonly TestCase[],
  stepLimitMs?: number,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const testCase of cases) {
    const observations = await runCase(testCase, {
      connector,
      seed: '1',
      controlledClock: true,
      ...(stepLimitMs !== undefined && { stepLimitMs }),
    });
    const { id, verdict, reason } = judgeCase(testCase, observations);
    judged.push({ id, verdict, reason, seen: JSON.stringify(observations) });
  }
  return judged;
}

/** A way that is opened once; what is judged over it takes turns. */
async function opened(route: Exclude<CardRoute, 'contract'>) {
  const way = await WAYS[route]();
  onTestFinished(() => way.close());
  return (factory: InProcessFactory, cases: readonly TestCase[], stepLimitMs?: number) =>
    judge(routedCard(inProcess(factory), way), cases, stepLimitMs);
}

const byContract = new Map<string, Promise<Judged[]>>();
/** What the contract gives, once for all ways. */
function expected(id: string, factory: InProcessFactory, cases: readonly TestCase[]): Promise<Judged[]> {
  const key = [id, ...cases.map((c) => c.id)].join();
  const known = byContract.get(key) ?? judge(inProcess(factory), cases);
  byContract.set(key, known);
  return known;
}

test.each(TRIED)('all cases of the card over %s: verdict, reason and every observation', async (route) => {
  const wanted = await expected('reference', REFERENCE, CARD_CASES);
  expect(new Set(wanted.map(({ verdict }) => verdict))).toEqual(new Set(['pass']));
  expect(await (await opened(route))(REFERENCE, CARD_CASES)).toEqual(wanted);
});

/** Of every mutant one case that it fails, each way in turn; in the long size all that name it, and every way. */
const FAILING = MUTANTS.filter(({ role }) => role === 'card').map((mutant) => ({
  ...mutant,
  cases: CARD_CASES.filter(({ provenBy }) => (provenBy.fail as readonly string[]).includes(mutant.id)),
}));

test.each(TRIED)(
  'what is wrong with a card is seen over %s as well, but for what it cannot carry',
  async (route) => {
    const limits = NOT_CARRIED[route] ?? {};
    const over = await opened(route);
    const unlike = new Set<string>();
    const turn = TRIED.indexOf(route);
    for (const [n, { id, factory, cases }] of FAILING.entries()) {
      const limited = cases.filter((c) => Object.hasOwn(limits, c.id));
      const tried = LONG ? cases : n % TRIED.length === turn ? cases.slice(0, 1) : limited;
      const wanted = await expected(id, factory, tried);
      const got = await over(factory, tried);
      expect(new Set(wanted.map(({ verdict }) => verdict))).toEqual(
        new Set(tried.length > 0 ? ['fail'] : []),
      );
      for (const [at, judged] of got.entries())
        if (!isDeepStrictEqual(judged, wanted[at])) unlike.add(judged.id);
    }
    expect([...unlike].sort()).toEqual(Object.keys(limits).sort());
  },
);

test.each(TRIED)('what does nothing gets no pass over %s', async (route) => {
  const over = await opened(route);
  const few = CARD_CASES.slice(0, LONG ? 20 : 2);
  for (const { id, factory } of NULLS) {
    const limitMs = id === 'null:hang' ? 200 : undefined;
    const verdicts = (await over(factory, few, limitMs)).map(({ verdict }) => verdict);
    expect([id, ...verdicts.filter((verdict) => verdict !== 'fail' && verdict !== 'inconc')]).toEqual([id]);
  }
});
