/** Rules that hold over any run, whatever happens in it: from what was seen to findings, and how much there was to judge. */
import type { Finding } from '../verdict/types.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen } from './seen.ts';

/** Judges each of some things, and counts them. */
type Each = <T>(things: readonly T[], judge: (thing: T, index: number) => readonly Finding[]) => Finding[];

export interface Judged {
  /** How many things the rule applied to. None in any run: the rule was never tried, and its silence says nothing. */
  readonly looked: number;
  readonly findings: readonly Finding[];
}

export interface Invariant {
  /** Of the numbered ones; PROFILE: the rules of conformance/lint. */
  readonly id: `INV-${number}` | 'PROFILE';
  readonly says: string;
  readonly judge: (seen: Seen) => Judged;
}

/** Each thing that breaks it is one finding. What the rule speaks of goes through `each`; what it leaves out does not. */
export const invariant = (
  id: Invariant['id'],
  says: string,
  rule: (seen: Seen, each: Each) => readonly Finding[],
): Invariant => ({
  id,
  says,
  judge(seen) {
    let looked = 0;
    const findings = rule(seen, (things, judge) => {
      looked += things.length;
      return things.flatMap(judge);
    });
    return { looked, findings };
  },
});

/** As what any case is judged by: where nothing came that it speaks of, it says nothing. */
export const unbroken = ({ id, says, judge }: Invariant): Expectation =>
  expectation(`${id}: ${says}`, (seen) => judge(seen).findings);

/** As an expected result of a case: it was tried on something, and held. */
export const holds = ({ id, says, judge }: Invariant): Expectation =>
  expectation(`${id}: ${says}`, (seen) => {
    const { looked, findings } = judge(seen);
    return looked > 0 ? findings : [{ kind: 'inconc', says: `${id}: nothing came that could be judged` }];
  });

export const broken = (says: string, at: number, more: Partial<Finding> = {}): Finding => ({
  kind: 'fail',
  says,
  at,
  ...more,
});
