import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { refusesLate } from '../../checks/ca-late.ts';
import { step, testCase } from '../define.ts';
import { handInAgain } from './disturbed.ts';
import { applied, enrolAs, MINUTE } from './holding.ts';

/** Shorter than any client waits for. */
const A_WHILE_MS = 3_000;

export default testCase({
  id: 'TC-CA-304',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['ESA-R5-2d', 'OP-APPLICATION-LIFE'],
  purpose:
    'While J-LIS takes its time the application waits; when the answer comes after the end of the application nothing is issued, then or when it is handed in again.',
  purposeJa:
    '機構の応答が遅い間、申込みは待つ。申込みの有効期限の後に応答が来たときは、再送されても発行しない。',
  procedure: [
    step('J-LIS takes a while; somebody enrols', (rig) => {
      rig.society.faults.set('ocspSign', [{ type: 'slow', ms: A_WHILE_MS, next: 1 }]);
      return enrolAs(rig, 'phone');
    }),
    step('Somebody else applies in the last minute; J-LIS takes two', async (rig) => {
      const { begun, handIn } = await applied(rig, 2);
      rig.notes.set('hand in', handIn);
      const left = new Date(begun.offer.expires).getTime() - rig.world.clock.now().getTime();
      await rig.advance(left - MINUTE);
      rig.society.faults.set('ocspSign', [{ type: 'slow', ms: 2 * MINUTE, next: 1 }]);
      await handIn();
    }),
    step('J-LIS is quick; the same is handed in again', handInAgain),
    step('The same person begins anew', (rig) => enrolAs(rig, 'other phone', 2)),
  ],
  expectedResult: [issuedIn(0), refusesLate(1), refusedWith(2, 'application-expired'), issuedIn(3)],
  provenBy: { fail: ['mutant:ca-forgets-the-time-while-it-waits', 'mutant:ca-forgets-the-expiry'] },
});
