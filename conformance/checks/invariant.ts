/** Rules that hold over any run of a CA, whatever happens in it: from what was seen to findings. */
import type { Finding } from '../verdict/types.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen } from './seen.ts';

export interface Invariant {
  readonly id: `INV-${number}`;
  readonly says: string;
  readonly check: (seen: Seen) => readonly Finding[];
}

/** Each thing that breaks it is one finding. */
export const invariant = (id: Invariant['id'], says: string, check: Invariant['check']): Invariant => ({
  id,
  says,
  check,
});

/** As an expected result of a case. */
export const holds = ({ id, says, check }: Invariant): Expectation => expectation(`${id}: ${says}`, check);

export const broken = (says: string, at: number, more: Partial<Finding> = {}): Finding => ({
  kind: 'fail',
  says,
  at,
  ...more,
});
