import { CA_HOST, issuedRightly, issues, refusedWith } from '../../checks/ca.ts';
import { expectation, none } from '../../checks/expectation.ts';
import { failedIn } from '../../checks/instead.ts';
import { step, testCase } from '../define.ts';
import { resend } from '../resend.ts';

const activations = /^\/applications\/[^/]+\/activation$/;

export default testCase({
  id: 'TC-CA-002',
  role: 'ca',
  route: 'code-after-signature',
  requirements: ['ESA-R6-3-2-ro', 'OP-NAME'],
  purpose:
    'The one-time code leads to one certificate, after the signature was verified; the same code again leads to none.',
  purposeJa: '利用者識別符号は署名の検証後に渡され、一枚の電子証明書につながる。二度目は拒まれる。',
  procedure: [
    step('Enrol: the card signs, the code comes back, the key is certified', (rig) => rig.enrol()),
    step('The same code once more', (rig) => resend(rig, activations)),
  ],
  expectedResult: [
    issuedRightly(0),
    none('certificate before the code was returned', (seen) =>
      issues(seen.step(0)).filter(
        (i) => !seen.http({ host: CA_HOST, path: activations }).some((x) => x.n === i.n),
      ),
    ),
    expectation('the code was handed over after the signature was verified', (seen) => {
      const codes = seen.step(0).http({ host: CA_HOST, path: /\/signed$/ });
      const code = (codes[0]?.response as { code?: unknown } | undefined)?.code;
      return typeof code === 'string' && code.length >= 8
        ? []
        : [
            failedIn(seen, 0, 'no code came with the answer to the signed application', {
              path: /\/signed$/,
            }),
          ];
    }),
    refusedWith(1, 'application-replayed'),
  ],
  provenBy: { fail: ['mutant:ca-code-lasts', 'mutant:ca-alters-the-name'] },
});
