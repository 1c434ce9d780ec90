import { statusesAre } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askEnd, askStatusOf, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-081',
  role: 'ca',
  requirements: ['OP-OCSP'],
  purpose: 'A question about three certificates gets one answer about all three.',
  purposeJa: '三枚の電子証明書についての一つの要求に、三枚すべてについて一つの応答を返す。',
  procedure: [
    step('Two people enrol, one ends the certificate', async (rig) => {
      await enrolAs(rig, 'one');
      await enrolAs(rig, 'other', 2);
      await askEnd(rig, kept(rig, 'other'), 'stop');
    }),
    step('Somebody applies and has not accepted yet', (rig) =>
      enrolAs(rig, 'third', 3, undefined, { accept: false }),
    ),
    step('Anybody asks about all three', (rig) =>
      askStatusOf(rig, [kept(rig, 'one'), kept(rig, 'other'), kept(rig, 'third')]),
    ),
  ],
  expectedResult: [statusesAre(2, 'good', 'revoked', 'unknown')],
  provenBy: { fail: ['mutant:ca-answers-the-first-question-only', 'mutant:ca-vouches-before-the-receipt'] },
});
