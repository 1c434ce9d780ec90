/** An application handed in while J-LIS is disturbed in one way after the other. */
import type { FaultInput } from '../../../simulator/society/index.ts';
import { must, type Rig } from '../../runner/rig.ts';
import { applied } from './holding.ts';

/** The person signs once, and the same bytes are handed in under each fault; then nothing is wrong any more. */
export async function handInUnderEach(
  rig: Rig,
  host: 'ocspSign' | 'crlSign',
  faults: readonly FaultInput[],
): Promise<void> {
  const { handIn } = await applied(rig);
  rig.notes.set('hand in', handIn);
  for (const fault of faults) {
    rig.society.faults.set(host, [fault]);
    await handIn();
  }
  rig.society.faults.set(host, []);
}

export function handInAgain(rig: Rig): Promise<unknown> {
  const handIn = rig.notes.get('hand in') as (() => Promise<unknown>) | undefined;
  must(handIn !== undefined);
  return handIn();
}
