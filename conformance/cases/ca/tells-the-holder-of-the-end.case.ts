import { issuedIn } from '../../checks/ca.ts';
import { toldOfEnd } from '../../checks/ca-notices.ts';
import { step, testCase } from '../define.ts';
import { askEnd, askNotices, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-045',
  role: 'ca',

  requirements: ['ESA-R6-12'],
  purpose: 'After the end of a certificate its holder is told, when the phone asks, which one ended.',
  purposeJa: '電子証明書の失効後、利用者の端末が尋ねれば、失効したことが知らされる。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The phone asks for notices', (rig) => askNotices(rig, kept(rig, 'phone'))),
    step('The holder asks for the end', (rig) => askEnd(rig, kept(rig, 'phone'), 'stop')),
    step('The phone asks again', (rig) => askNotices(rig, kept(rig, 'phone'))),
  ],
  expectedResult: [issuedIn(0), toldOfEnd(1, 0, false), toldOfEnd(3, 0, true)],
  provenBy: { fail: ['mutant:ca-revokes-nothing'] },
});
