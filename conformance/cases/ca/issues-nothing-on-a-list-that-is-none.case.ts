import { issuedIn } from '../../checks/ca.ts';
import { refusesEach } from '../../checks/ca-late.ts';
import { step, testCase } from '../define.ts';
import { handInAgain, handInUnderEach } from './disturbed.ts';
import { DAY } from './holding.ts';

export default testCase({
  id: 'TC-CA-306',
  role: 'ca',
  policy: { status: 'crl' },
  requirements: ['ESA-R5-2d'],
  purpose:
    'Where status is asked by list and the list cannot be had, or only a part of it, or one of another time, nothing is issued; afterwards the same application is granted.',
  purposeJa:
    '失効リストによる確認で、リストの全部又は一部を得られないとき、又は時期の異なるリストのときは発行しない。その後、同じ申込みに発行する。',
  procedure: [
    step('The person applies; no list comes, or none that is whole', (rig) =>
      handInUnderEach(rig, 'crlSign', [
        { type: 'down' },
        { type: 'cut' },
        { type: 'cut', announced: 'cut' },
        { type: 'status', status: 500 },
        { type: 'clock-off', ms: DAY },
        { type: 'clock-off', ms: -4 * DAY },
      ]),
    ),
    step('J-LIS gives its list; the same is handed in again', handInAgain),
  ],
  expectedResult: [refusesEach(0, 6, 503, 'jpki-status-unavailable'), issuedIn(1)],
  provenBy: { fail: ['mutant:ca-fails-open', 'mutant:ca-closes-when-j-lis-is-away'] },
});
