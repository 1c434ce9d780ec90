/**
 * Failures that are known: a file with a reason, an owner, a link and an expiry for each. The cases always run. An entry
 * is matched by what failed, not by its name alone, so that a new failure cannot hide behind an old one.
 */
import { z } from 'zod';
import { UsageError } from '../../simulator/errors.ts';
import type { CaseVerdict } from './types.ts';

const text = z.string().min(1).max(2_000);

const entry = z.strictObject({
  case: text.meta({ description: 'id of the case' }),
  verdict: z.enum(['fail', 'inconc']).default('fail'),
  found: text.meta({
    description: 'a part of the reason of the verdict; numbers and hex in it need not agree',
  }),
  because: text.meta({ description: 'why this is known and not yet mended' }),
  owner: text.meta({ description: 'who mends it' }),
  link: z.url().meta({ description: 'where it is followed up' }),
  expires: z.iso.date().meta({ description: 'the last day, in Japan, on which it is excused' }),
});
export type ExpectedFailure = z.infer<typeof entry>;

export const expectedFailuresFile = z
  .strictObject({ $schema: z.string().optional(), expectedFailures: z.array(entry).max(1_000) })
  .meta({ title: 'fpos-hil expected failures' });

export const OUTCOMES = ['as-expected', 'passed', 'differs', 'expired', 'names-nothing', 'not-run'] as const;
/** All but `as-expected` and `not-run` make a run red. */
export type Outcome = (typeof OUTCOMES)[number];

export interface Expected extends ExpectedFailure {
  readonly outcome: Outcome;
  /** What was seen instead. */
  readonly seen: string;
}

export const isRed = ({ outcome }: Pick<Expected, 'outcome'>): boolean =>
  outcome !== 'as-expected' && outcome !== 'not-run';

/** Numbers, digests and identifiers differ from run to run; what failed does not. */
const normal = (says: string): string =>
  says
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{4,}\b/gi, '#')
    .replace(/\d+/g, '#')
    .replace(/\s+/g, ' ')
    .trim();

type Judged = Pick<CaseVerdict, 'id' | 'verdict' | 'reason'>;

function outcomeOf(
  expected: ExpectedFailure,
  judged: Judged | undefined,
  today: string,
  known: boolean,
): Expected {
  const outcome = (what: Outcome, seen: string): Expected => ({ ...expected, outcome: what, seen });
  if (!known) return outcome('names-nothing', `there is no case ${expected.case}`);
  if (!judged) return outcome('not-run', 'not selected in this run');
  if (judged.verdict === 'notApplicable') return outcome('names-nothing', judged.reason);
  if (judged.verdict === 'pass') return outcome('passed', 'the case passes');
  const same = judged.verdict === expected.verdict && normal(judged.reason).includes(normal(expected.found));
  if (!same) return outcome('differs', `${judged.verdict}: ${judged.reason}`);
  return today > expected.expires
    ? outcome('expired', `expired on ${expected.expires}`)
    : outcome('as-expected', judged.reason);
}

/** `today` is the date in Japan, `YYYY-MM-DD`; `knownIds` are those of all cases, selected or not. */
export const compareExpected = (
  expected: readonly ExpectedFailure[],
  judged: readonly Judged[],
  { today, knownIds }: { readonly today: string; readonly knownIds: ReadonlySet<string> },
): readonly Expected[] =>
  expected.map((one) =>
    outcomeOf(
      one,
      judged.find(({ id }) => id === one.case),
      today,
      knownIds.has(one.case),
    ),
  );

/** Throws UsageError ERR_EXPECTED_FAILURES, naming the place. */
export function readExpectedFailures(file: string, content: string): readonly ExpectedFailure[] {
  const refuse = (says: string, cause?: unknown): UsageError =>
    new UsageError('ERR_EXPECTED_FAILURES', `${file}: ${says}`, {
      hint: 'Each entry has case, found, because, owner, link and expires; see docs/contract.md.',
      cause,
    });
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (cause) {
    throw refuse(`not JSON: ${(cause as Error).message}`, cause);
  }
  const parsed = expectedFailuresFile.safeParse(value);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw refuse(`${first!.path.join('.') || 'the top level'}: ${first!.message}`);
  }
  const entries = parsed.data.expectedFailures;
  const twice = entries.find((one, i) => entries.findIndex((other) => other.case === one.case) !== i);
  if (twice) throw refuse(`${twice.case} stands there twice`);
  return entries;
}
