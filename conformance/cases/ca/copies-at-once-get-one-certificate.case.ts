import { answersEach, oneCertificate } from '../../checks/ca-http.ts';
import { step, testCase } from '../define.ts';
import { applied } from './holding.ts';

export default testCase({
  id: 'TC-CA-053',
  role: 'ca',
  route: 'key-in-application',
  requirements: ['OP-APPLICATION-ONCE', 'OP-SAME-ANSWER'],
  purpose: 'Three copies of a signed application that come at once get one certificate, the same for all.',
  purposeJa: '署名済みの申込みが同時に三通届いても発行は一枚で、応答はすべて同じ電子証明書である。',
  procedure: [
    step('Three copies of one application arrive together', async (rig) => {
      const { handIn } = await applied(rig);
      await Promise.all([handIn(), handIn(), handIn()]);
    }),
  ],
  expectedResult: [answersEach(0, /\/signed$/, 3, 201), oneCertificate(3, 0)],
  provenBy: { fail: ['mutant:ca-decides-on-copies-apart'] },
});
