import { hears } from '../../checks/ca-cases.ts';
import { asks, consentSentLater } from '../../checks/ca-consent.ts';
import type { Rig } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, MINUTE } from './holding.ts';
import { askEvents, move } from './people.ts';

/** J-LIS does what it is asked and the answer is lost; it is out of order; its answer is cut. */
const DISTURBED = [{ type: 'lost' }, { type: 'status' }, { type: 'cut' }] as const;

/** A round of the CA under each disturbance. */
async function disturbed(rig: Rig, path: string, ms: number): Promise<void> {
  for (const fault of DISTURBED) {
    rig.society.faults.set('verifier', [{ ...fault, path }]);
    await rig.advance(ms);
  }
}

function undisturbed(rig: Rig): Promise<void> {
  rig.society.faults.set('verifier', []);
  return rig.advance(MINUTE);
}

export default testCase({
  id: 'TC-CA-307',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['JPR-35-2-3', 'NOTE-SEAMLESS'],
  purpose:
    'What J-LIS did not answer, or not as a whole, is asked again at the next occasion: the consent is recorded, and the bank hears of the move.',
  purposeJa: '機構の応答を全部得られなかった照会は、次の機会に再び行う。同意は記録され、転居は事業者に届く。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('J-LIS is disturbed; the person consents for the bank', async (rig) => {
      rig.society.faults.set('verifier', [{ ...DISTURBED[0], path: '/consents' }]);
      await rig.holders.consent(1, rig.appId);
      await disturbed(rig, '/consents', MINUTE);
    }),
    step('It no longer is', undisturbed),
    step('It is disturbed; the person moves', async (rig) => {
      await rig.advance(2 * DAY);
      move(rig);
      await disturbed(rig, '/four-items', 16 * MINUTE);
    }),
    step('It no longer is', undisturbed),
    step('The bank asks', (rig) => askEvents(rig)),
  ],
  expectedResult: [consentSentLater(1, 2), asks(4), hears(5, 1, 'attributes-changed')],
  provenBy: { fail: ['mutant:ca-asks-for-items-once', 'mutant:ca-sends-consents-once'] },
});
