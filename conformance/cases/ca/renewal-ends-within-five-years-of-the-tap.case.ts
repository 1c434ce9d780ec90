import { issuedRightly } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { inv11 } from '../../checks/inv-11.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';
import { askStatus, DAY, enrolAs, going, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-031',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['ESA-R5-4'],
  purpose:
    'A renewal by the existing key gives a certificate that ends no later than five years after the person was proved by the card.',
  purposeJa: '既存の鍵による更新で発行する電子証明書は、カードによる本人確認から五年以内に満了する。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('Four years later the key renews', async (rig) => {
      await rig.advance(4 * 365 * DAY);
      rig.notes.set('renewed', await going(rig.holders.renew(kept(rig, 'phone'))));
    }),
    step('Anybody asks about the new one', (rig) => askStatus(rig, kept(rig, 'renewed'))),
    step('Anybody asks about the old one', (rig) => askStatus(rig, kept(rig, 'phone'))),
  ],
  expectedResult: [
    issuedRightly(0),
    issuedRightly(1),
    holds(inv11),
    statusIs(2, 'good'),
    statusIs(3, 'revoked', 'superseded'),
  ],
  provenBy: { fail: ['mutant:ca-renews-for-another-five-years'] },
});
