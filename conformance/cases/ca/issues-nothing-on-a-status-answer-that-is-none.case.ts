import { issuedIn } from '../../checks/ca.ts';
import { refusesEach } from '../../checks/ca-late.ts';
import { step, testCase } from '../define.ts';
import { handInAgain, handInUnderEach } from './disturbed.ts';
import { DAY } from './holding.ts';

export default testCase({
  id: 'TC-CA-305',
  role: 'ca',
  requirements: ['ESA-R5-2d'],
  purpose:
    'An OCSP answer that is lost, one of before, cut, an error of HTTP, or dated by a wrong clock counts for nothing; afterwards the same application is granted.',
  purposeJa:
    '失われた、以前の、途中で切れた、HTTPのエラーである、又は誤った時計による OCSP 応答は用いない。その後、同じ申込みに発行する。',
  procedure: [
    step('The person applies; each answer of J-LIS is none', (rig) =>
      handInUnderEach(rig, 'ocspSign', [
        { type: 'lost' },
        { type: 'replayed' },
        { type: 'cut' },
        { type: 'cut', announced: 'cut' },
        { type: 'status', status: 500 },
        { type: 'clock-off', ms: DAY },
        { type: 'clock-off', ms: -DAY },
      ]),
    ),
    step('J-LIS answers; the same is handed in again', handInAgain),
  ],
  expectedResult: [refusesEach(0, 7, 503, 'jpki-status-unavailable'), issuedIn(1)],
  provenBy: {
    fail: [
      'mutant:ca-fails-open',
      'mutant:ca-takes-unreadable-status-for-good',
      'mutant:ca-closes-when-j-lis-is-away',
    ],
  },
});
