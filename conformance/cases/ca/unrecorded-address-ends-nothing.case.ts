import { issuedIn } from '../../checks/ca.ts';
import { asks } from '../../checks/ca-consent.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, DAY, enrolAs, kept, OWN_SERVICE } from './holding.ts';
import { move, settled } from './people.ts';

export default testCase({
  id: 'TC-CA-063',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-ENDS-ON-GROUNDS'],
  purpose: 'Where certificates do not record the address, a move that the CA learns of ends nothing.',
  purposeJa: '住所を記録しない場合、転居を知っても失効させない。',
  procedure: [
    step('The person enrols and consents', async (rig) => {
      await enrolAs(rig, 'phone');
      await rig.holders.consent(1, OWN_SERVICE);
      await rig.advance(2 * DAY);
    }),
    step('The person moves, and J-LIS tells the CA', async (rig) => {
      move(rig);
      await settled(rig);
    }),
    step('Two days later anybody asks about the certificate', async (rig) => {
      await rig.advance(2 * DAY);
      await askStatus(rig, kept(rig, 'phone'));
    }),
  ],
  expectedResult: [issuedIn(0), asks(1), statusIs(2, 'good')],
  provenBy: { fail: ['mutant:ca-ends-at-any-change'] },
});
