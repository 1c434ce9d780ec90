import { namedAsGiven } from '../../checks/ca.ts';
import { hearsNotice } from '../../checks/ca-notices.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askNotices, askStatus, DAY, enrolAs, going, kept, OWN_SERVICE } from './holding.ts';
import { marry, settled, tellName } from './people.ts';

export default testCase({
  id: 'TC-CA-060',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['NOTE-SEAMLESS'],
  purpose:
    'After a change of name the old certificate stays in force until the new one, applied for by the old key and with the new name, has taken its place.',
  purposeJa:
    '氏名の変更後も、旧鍵で申し込んだ新しい氏名の電子証明書に替わるまで、古い電子証明書は有効である。',
  procedure: [
    step('The person enrols and consents', async (rig) => {
      await enrolAs(rig, 'old');
      await rig.holders.consent(1, OWN_SERVICE);
      await rig.advance(2 * DAY);
    }),
    step('The person marries, and J-LIS tells the CA', async (rig) => {
      marry(rig);
      tellName(rig);
      await settled(rig);
    }),
    step('Anybody asks about the certificate', (rig) => askStatus(rig, kept(rig, 'old'))),
    step('The phone asks for notices', (rig) => askNotices(rig, kept(rig, 'old'))),
    step('The phone applies anew by the old key', async (rig) => {
      rig.notes.set('new', await going(rig.holders.renew(kept(rig, 'old'))));
    }),
    step('Anybody asks about the new one', (rig) => askStatus(rig, kept(rig, 'new'))),
    step('Anybody asks about the old one', (rig) => askStatus(rig, kept(rig, 'old'))),
  ],
  expectedResult: [
    statusIs(2, 'good'),
    hearsNotice(3, 0, 'certificate-untrue'),
    namedAsGiven(4),
    statusIs(5, 'good'),
    statusIs(6, 'revoked', 'superseded'),
  ],
  provenBy: { fail: ['mutant:ca-ends-the-old-one-first', 'mutant:ca-renews-with-what-it-knew'] },
});
