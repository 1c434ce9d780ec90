import { enrolledIn } from '../../checks/library.ts';
import { doesNotAccept } from '../../checks/library-keys.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { pairwiseOf } from './doing.ts';

export default testCase({
  id: 'TC-LIB-070',
  role: 'library',
  requirements: ['OP-KNOWN-PERSON'],
  purpose:
    'On a new phone the card of somebody else is noticed before the receipt: the old certificate stays in force.',
  purposeJa: '機種変更で他人のカードをかざしても受領確認の前に気付き、従前の証明書は有効のまま残る。',
  needs: ['other-phone', 'known-person'],
  procedure: [
    step('Enrol', async (rig) => {
      await rig.enrol();
      const known = pairwiseOf(rig);
      must(known);
      rig.notes.set('pairwise', known);
    }),
    step('Take a new phone; the card is somebody else’s', async (rig) => {
      await rig.ask('library.phone', { name: 'new' });
      rig.insert(rig.society.citizen(2));
      return rig.enrol({ pairwise: rig.notes.get('pairwise') as string });
    }),
    step('Enrol with one’s own card', async (rig) => {
      rig.insert(rig.society.citizen(1));
      return rig.enrol({ pairwise: rig.notes.get('pairwise') as string });
    }),
  ],
  expectedResult: [enrolledIn(0), doesNotAccept(1, 'library.enrol'), enrolledIn(2)],
  provenBy: { fail: ['mutant:library-takes-anybody', 'mutant:library-takes-nobody'] },
});
