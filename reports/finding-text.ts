/** A finding as one plain line. */
import type { Finding } from '../conformance/verdict/types.ts';

/** "fail: says (REQ-1); expected: a; actual: b; seen at #12" */
export function findingText({ kind, says, requirement, expected, actual, at }: Finding): string {
  return [
    `${kind}: ${says}${requirement === undefined ? '' : ` (${requirement})`}`,
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(actual === undefined ? [] : [`actual: ${actual}`]),
    ...(at === undefined ? [] : [`seen at #${at}`]),
  ].join('; ');
}
