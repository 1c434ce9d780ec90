import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { enrolled, logIn } from './enrolled.ts';

const FIVE_YEARS_AND_A_DAY_MS = (5 * 366 + 1) * 24 * 3_600_000;

export default testCase({
  id: 'TC-RP-005',
  role: 'relying-party',
  requirements: ['OP-RP-TRUST'],
  purpose: 'A certificate that has expired no longer logs in.',
  purposeJa: '有効期間の過ぎた証明書ではログインできない。',
  needs: ['controlled-clock'],
  // A phone that does not look at the end of its certificate.
  initialCondition: (rig) => enrolled(rig, { checkTerm: () => {} }),
  procedure: [
    step('Log in', (rig) => logIn(rig)),
    step('More than five years pass; log in', async (rig) => {
      await rig.advance(FIVE_YEARS_AND_A_DAY_MS);
      await logIn(rig);
    }),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'certificate-expired')],
  provenBy: { fail: ['mutant:bank-ignores-validity'] },
});
