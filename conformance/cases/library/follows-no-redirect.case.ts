import { CA_HOST } from '../../checks/ca.ts';
import { enrolledIn } from '../../checks/library.ts';
import { doesNotAccept, speaksOnlyTo } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-047',
  role: 'library',
  requirements: ['OP-ONLY-CA'],
  purpose: 'An answer that points elsewhere is not followed: what the card signed goes to the CA only.',
  purposeJa: '別の宛先への転送に従わず、カードの署名したものを認証局以外に送らない。',
  procedure: [
    enrol,
    step('Enrol; the signed application is to go elsewhere', async (rig) => {
      const stop = rig.world.network.tamper({
        host: CA_HOST,
        says: 'the answer points to another host',
        response: (answer, { url }) =>
          url.endsWith('/signed')
            ? {
                ...answer,
                status: 307,
                headers: { ...answer.headers, location: 'http://collector.test/' },
                body: Buffer.of(),
              }
            : answer,
      });
      await rig.enrol();
      stop();
    }),
  ],
  expectedResult: [enrolledIn(0), speaksOnlyTo('ca.test'), doesNotAccept(1, 'library.enrol')],
  provenBy: { fail: ['mutant:library-follows-redirects'] },
});
