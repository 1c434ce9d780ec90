import { issuedIn } from '../../checks/ca.ts';
import { toldOfEnd } from '../../checks/ca-notices.ts';
import type { Rig } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { askEnd, enrolAs, kept } from './holding.ts';

const askNotices = (rig: Rig) => {
  const content = { purpose: 'notices', after: 0, at: rig.holders.time(), nonce: rig.holders.nonce() };
  return rig.holders.post('/notices', { jws: rig.holders.jws(kept(rig, 'phone'), content) });
};

export default testCase({
  id: 'TC-CA-045',
  role: 'ca',

  requirements: ['ESA-R6-12'],
  purpose: 'After the end of a certificate its holder is told, when the phone asks, which one ended.',
  purposeJa: '電子証明書の失効後、利用者の端末が尋ねれば、失効したことが知らされる。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The phone asks for notices', (rig) => askNotices(rig)),
    step('The holder asks for the end', (rig) => askEnd(rig, kept(rig, 'phone'), 'stop')),
    step('The phone asks again', (rig) => askNotices(rig)),
  ],
  expectedResult: [issuedIn(0), toldOfEnd(1, 0, false), toldOfEnd(3, 0, true)],
  provenBy: { fail: ['mutant:ca-revokes-nothing'] },
});
