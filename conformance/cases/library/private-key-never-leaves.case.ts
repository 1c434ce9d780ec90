import { answersChallenge, enrolledIn, keyNeverLeaves } from '../../checks/library.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-LIB-004',
  role: 'library',
  requirements: ['ESA-R6-3'],
  purpose:
    'In enrolment and log-in no message holds the private key: every window of 32 bytes is tried, raw and decoded.',
  purposeJa:
    '発行とログインの全メッセージの32バイト窓を、生及び復号後の値として試し、秘密鍵が含まれないことを確かめる。',
  procedure: [
    step('Enrol', (rig) => rig.enrol()),
    step('Log in', async (rig) => {
      const answer = await rig.answer(await rig.challenge());
      must(answer);
      return rig.submit(answer);
    }),
  ],
  expectedResult: [enrolledIn(0), answersChallenge(0, 1), keyNeverLeaves],
  provenBy: {
    fail: [
      'mutant:library-leaks-key-raw',
      'mutant:library-leaks-key-hex',
      'mutant:library-leaks-key-base64',
      'mutant:library-leaks-key-base64url',
      'mutant:library-leaks-key-header',
    ],
  },
});
