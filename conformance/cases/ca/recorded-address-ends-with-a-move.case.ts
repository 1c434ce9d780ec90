import { asks } from '../../checks/ca-consent.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, DAY, enrolAs, kept, OWN_SERVICE } from './holding.ts';
import { move, settled } from './people.ts';

export default testCase({
  id: 'TC-CA-062',
  role: 'ca',
  policy: { recordsAddress: true },
  needs: ['controlled-clock'],
  requirements: ['ESA-R6-10b', 'OP-UNTRUE'],
  purpose:
    'Where certificates record the address, a move that the CA learns of ends the certificate within the time that its practice statement names.',
  purposeJa: '住所を記録する場合、転居を知ってから、認証業務規程に定める期間内に失効させる。',
  procedure: [
    step('The person enrols and consents', async (rig) => {
      await enrolAs(rig, 'phone');
      await rig.holders.consent(1, OWN_SERVICE);
      await rig.advance(2 * DAY);
    }),
    step('Anybody asks about the certificate', (rig) => askStatus(rig, kept(rig, 'phone'))),
    step('The person moves, and J-LIS tells the CA', async (rig) => {
      move(rig);
      await settled(rig);
    }),
    step('When that time is over anybody asks again', async (rig) => {
      await rig.advance(rig.untrueEndsMs);
      await askStatus(rig, kept(rig, 'phone'));
    }),
  ],
  expectedResult: [statusIs(1, 'good'), asks(2), statusIs(3, 'revoked', 'affiliationChanged')],
  provenBy: { fail: ['mutant:ca-watches-names-only'] },
});
