import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { applied } from './holding.ts';

type Applied = Awaited<ReturnType<typeof applied>>;

export default testCase({
  id: 'TC-CA-051',
  role: 'ca',
  requirements: ['OP-APPLICATION-ONCE'],
  purpose:
    'After an application was decided on, another message for it gets no certificate, though the same card signed it and the first one was not accepted yet.',
  purposeJa:
    '審査済みの申請に対する別のメッセージには、同じカードの署名で受領前であっても電子証明書を返さない。',
  procedure: [
    step('The person applies', async (rig) => {
      const own = await applied(rig);
      rig.notes.set('applied', own);
      await own.handIn();
    }),
    step('The same person signs anew for the same application', (rig) => {
      const { holders } = rig;
      const { begun, path } = rig.notes.get('applied') as Applied;
      const content = holders.content(begun, holders.requests(begun, holders.scalar()));
      // Without a request inside, the same would be signed in the same second: the other order makes other bytes of it.
      const reordered = Object.fromEntries(Object.entries(content).reverse());
      return holders.post(`${path}/signed`, { cms: holders.signed(1, reordered) });
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'application-replayed')],
  provenBy: { fail: ['mutant:ca-answers-any-bytes-alike'] },
});
