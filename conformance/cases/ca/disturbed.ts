/** J-LIS is disturbed, in one way after the other, or something happens while its answer is on its way. */
import { JLIS_HOSTS } from '../../../simulator/jlis/index.ts';
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

/** Once: J-LIS has answered to this path, and before its answer comes to the CA something happens. */
export function beforeTheAnswer(rig: Rig, path: string, meanwhile: () => Promise<unknown>): void {
  let waits = true;
  rig.world.network.guard(JLIS_HOSTS.verifier, async ({ request, ask }) => {
    const answer = await ask();
    if (waits && new URL(request.url).pathname === path) {
      waits = false;
      await meanwhile();
    }
    return { answer, says: [] };
  });
}
