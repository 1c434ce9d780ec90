import { enrolledIn } from '../../checks/library.ts';
import { endsAs, sendsNoRenewal } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrol, renew } from './doing.ts';

export default testCase({
  id: 'TC-LIB-066',
  role: 'library',
  requirements: ['ESA-R5-4-holder'],
  purpose: 'After the end of the certificate no renewal is tried by its key.',
  purposeJa: '有効期間の過ぎた証明書の鍵では更新を申し込まない。',
  needs: ['renewal', 'controlled-clock'],
  procedure: [
    enrol,
    renew,
    step('More than five years pass; renew', async (rig) => {
      await rig.advance(1830 * DAY);
      await rig.ask('library.renew', { appId: rig.appId });
    }),
  ],
  expectedResult: [
    enrolledIn(0),
    endsAs(1, 'library.renew', 'issued'),
    endsAs(2, 'library.renew', 'refused'),
    sendsNoRenewal(2),
  ],
  provenBy: { fail: ['mutant:library-ignores-its-own-end'] },
});
