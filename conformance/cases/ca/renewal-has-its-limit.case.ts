import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, going, kept, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-101',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['ESA-R5-4', 'OP-RENEWAL-LEAST'],
  purpose:
    'Half a day before five years have passed since the tap, the key renews nothing any more; years before it did.',
  purposeJa: 'カードによる確認から五年の半日前には既存の鍵で更新できない。それより前にはできる。',
  procedure: [
    step('The person enrols', async (rig) => {
      rig.notes.set('tap', rig.world.clock.now());
      await enrolAs(rig, 'phone');
    }),
    step('A year later the key renews', async (rig) => {
      await rig.advance(365 * DAY);
      rig.notes.set('renewed', await going(rig.holders.renew(kept(rig, 'phone'))));
    }),
    step('And half a day before five years are over', async (rig) => {
      const end = new Date(rig.notes.get('tap') as Date);
      end.setUTCFullYear(end.getUTCFullYear() + 5);
      await rig.advance(end.getTime() - DAY / 2 - rig.world.clock.now().getTime());
      await refusable(rig.holders.renew(kept(rig, 'renewed')));
    }),
  ],
  expectedResult: [issuedIn(0), issuedIn(1), refusedWith(2, 'renewal-limit')],
  provenBy: { fail: ['mutant:ca-forgets-the-renewal-limit'] },
});
