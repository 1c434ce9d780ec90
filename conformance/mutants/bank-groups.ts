/** Cases of the role `relying-party` that one thing going wrong fails together, each group once. */
import { numberedIn } from './define.ts';

const numbered = numberedIn('RP');

/** A press, or its absence, is looked at once the bank was told of a change. */
export const PRESSES = numbered(42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53);

/** The bank is told of a change. */
export const TOLD_OF_CHANGES = [...numbered(40, 41), ...PRESSES];
