import { CA_HOST } from '../../checks/ca.ts';
import { enrolledIn } from '../../checks/library.ts';
import { endsWithNothing, taps } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-029',
  role: 'library',
  requirements: ['ESA-R6-1'],
  purpose:
    'A document that is not the one whose digest the CA names is not agreed to, and no card is asked for.',
  purposeJa: '示されたハッシュ値と異なる文書には同意せず、カードも求めない。',
  procedure: [
    enrol,
    step('Enrol; a document is not the one that its digest names', async (rig) => {
      const stop = rig.world.network.tamper({
        host: CA_HOST,
        says: 'a sentence was put before each document',
        response(answer) {
          const body = Buffer.from(answer.body).toString('utf8');
          return body.includes('"terms"')
            ? {
                ...answer,
                body: Buffer.from(body.replaceAll('"text":"', '"text":"Others may use your name. ')),
              }
            : answer;
        },
      });
      await rig.enrol();
      stop();
    }),
  ],
  expectedResult: [enrolledIn(0), taps(1, 0), endsWithNothing(1)],
  provenBy: { fail: ['mutant:library-takes-the-digests-over'] },
});
