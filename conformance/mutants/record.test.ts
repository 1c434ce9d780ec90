/** INV-40 to 42 on the record that the reference shows in one case, and on the same with one thing wrong. */
import { beforeAll, expect, test } from 'vitest';
import type { RecordEntry } from '../../simulator/profile/index.ts';
import type { Observation } from '../../simulator/world/index.ts';
import { CASES } from '../cases/index.ts';
import { inv40 } from '../checks/inv-40.ts';
import { inv41 } from '../checks/inv-41.ts';
import { inv42 } from '../checks/inv-42.ts';
import { seen } from '../checks/seen.ts';
import { inProcess } from '../iut/in-process.ts';
import { referenceIut } from '../iut/reference/reference-iut.ts';
import { runCase } from '../runner/run-case.ts';

let observations: readonly Observation[];
beforeAll(async () => {
  const testCase = CASES.find(({ id }) => id === 'TC-CA-503')!;
  const connector = inProcess(referenceIut('reference'));
  observations = await runCase(testCase, { connector, seed: '1', controlledClock: true });
});

type Change = (entries: readonly RecordEntry[]) => readonly RecordEntry[];

/** As if the CA had shown the record so. */
const shown = (change: Change): readonly Observation[] =>
  observations.map((o) => {
    if (o.kind !== 'http' || !o.url.includes('/audit/entries') || o.response?.text === undefined) return o;
    const told = JSON.parse(o.response.text) as { entries: readonly RecordEntry[] };
    const text = JSON.stringify({ ...told, entries: change(told.entries) });
    return { ...o, response: { ...o.response, text } };
  });

const noticed = (all: readonly Observation[]): readonly string[] =>
  [inv40, inv41, inv42]
    .filter(({ judge }) => judge(seen(all)).findings.length > 0)
    .map(({ id }) => id.replace('INV-', ''));

test('all three hold, and each had something to look at', () => {
  expect(noticed(observations)).toEqual([]);
  for (const { judge } of [inv40, inv41, inv42]) expect(judge(seen(observations)).looked).toBeGreaterThan(5);
});

const without =
  (fits: (entry: RecordEntry) => boolean): Change =>
  (entries) =>
    entries.filter((entry) => !fits(entry));
const changed =
  (change: Partial<RecordEntry>, fits: (entry: RecordEntry) => boolean): Change =>
  (entries) =>
    entries.map((entry) => (fits(entry) ? { ...entry, ...change } : entry));
const isIssue = ({ action }: RecordEntry): boolean => action === 'certificate.issue';
const isNo = ({ action, decision }: RecordEntry): boolean =>
  action === 'application.decide' && decision === 'no';
const isYes = ({ action, decision }: RecordEntry): boolean =>
  action === 'application.decide' && decision === 'yes';
const isEnd = ({ action }: RecordEntry): boolean => action === 'certificate.revoke';

const DEFECTS: readonly (readonly [defect: string, invariants: string, change: Change])[] = [
  ['an issue is missing', '40 41', without(isIssue)],
  ['a refusal is missing', '40 41', without(isNo)],
  ['an end is missing', '40 41', without(isEnd)],
  ['a refusal has another reason', '40 41', changed({ why: 'jpki-expired' }, isNo)],
  ['a yes is a no', '40 41', changed({ decision: 'no' }, isYes)],
  ['nobody answers for an issue', '40 41', changed({ decider: '' }, isIssue)],
  ['when an end was asked for is not told', '40 41', changed({ askedAt: '' }, isEnd)],
  ['a decision by rules that nobody approved', '40 42', changed({ rule: 'another version' }, isIssue)],
  ['an actor is not told', '40', changed({ actor: '' }, ({ n }) => n === 3)],
  ['two entries change places', '40', ([one, two, ...rest]) => [two!, one!, ...rest]],
];

test.each(DEFECTS)('%s: noticed by INV-%s', (_, invariants, change) => {
  expect(noticed(shown(change)).join(' ')).toBe(invariants);
});

/** Of the two readings of this case only the second one is changed. */
const reread = (change: (told: { entries: readonly RecordEntry[]; last: number }) => object) => {
  const reading = (o: Observation): boolean => o.kind === 'http' && o.url.includes('/audit/entries');
  const first = observations.findIndex(reading);
  return observations.map((o, i) =>
    i > first && o.kind === 'http' && reading(o)
      ? { ...o, response: { ...o.response!, text: JSON.stringify(change(JSON.parse(o.response!.text!))) } }
      : o,
  );
};

test('a record that is shorter when it is read again is noticed', () => {
  expect(noticed(reread((told) => told))).toEqual([]);
  const cut = reread(({ entries, last }) => ({ entries: entries.slice(0, -1), last: last - 1 }));
  expect(noticed(cut)).toEqual(['40']);
});
