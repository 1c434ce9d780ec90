import { enrolledIn } from '../../checks/library.ts';
import { freshKeys, holdsCertificatesOf } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol, list } from './doing.ts';

export default testCase({
  id: 'TC-LIB-045',
  role: 'library',
  requirements: ['OP-FRESH-KEY'],
  purpose: 'Two apps on one phone have a key and a certificate each.',
  purposeJa: '一台の端末の二つのアプリは、別々の鍵と証明書を持つ。',
  needs: ['inventory'],
  procedure: [enrol, step('Enrol for another app', (rig) => rig.enrol({ appId: 'shop' })), list],
  expectedResult: [enrolledIn(0), enrolledIn(1), freshKeys(0, 1), holdsCertificatesOf(2, 0, 1)],
  provenBy: { fail: ['mutant:library-shares-the-key-between-apps'] },
});
