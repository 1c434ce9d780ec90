import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-017',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['ESA-R5-2c'],
  purpose: 'After the end of the JPKI certificate the same card leads to no certificate.',
  purposeJa: '署名用電子証明書の有効期間の満了後は、同じカードで申し込んでも発行しない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('Six years later', (rig) => rig.advance(6 * 365.25 * DAY)),
    step('The person enrols with the same card', (rig) => refusable(rig.holders.enrol(1))),
  ],
  expectedResult: [issuedIn(0), refusedWith(2, 'jpki-expired')],
  provenBy: { fail: ['mutant:ca-ignores-the-end-of-the-card'] },
});
