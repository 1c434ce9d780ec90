import { hearsNotice } from '../../checks/ca-notices.ts';
import { step, testCase } from '../define.ts';
import { askNotices, DAY, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-116',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-ANNOUNCES'],
  purpose: 'In the last two months of a certificate its holder is told that it will end, and not before.',
  purposeJa: '満了の二か月前になれば利用者に満了を知らせ、それまでは知らせない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('Four years later the phone asks for notices', async (rig) => {
      await rig.advance(4 * 365 * DAY);
      await askNotices(rig, kept(rig, 'phone'));
    }),
    step('And a month before the end', async (rig) => {
      await rig.advance(336 * DAY);
      await askNotices(rig, kept(rig, 'phone'));
    }),
  ],
  expectedResult: [hearsNotice(1, 0, 'certificate-expires', false), hearsNotice(2, 0, 'certificate-expires')],
  provenBy: { fail: ['mutant:ca-announces-no-end'] },
});
