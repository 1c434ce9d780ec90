import { eventsAreBare, hears } from '../../checks/ca-cases.ts';
import { step, testCase } from '../define.ts';
import { theBankIsToHear } from './changes.ts';
import { askEvents } from './people.ts';

export default testCase({
  id: 'TC-CA-118',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['ESA-A12', 'OP-EVENTS'],
  purpose:
    'An event tells an operator that something changed, and nothing of name, address, birth date or sex.',
  purposeJa: '通知は変更があったことのみを伝え、氏名・住所・生年月日・性別を含まない。',
  procedure: [...theBankIsToHear, step('The bank asks what happened', (rig) => askEvents(rig))],
  expectedResult: [hears(2, 1, 'attributes-changed'), eventsAreBare(2)],
  provenBy: { fail: ['mutant:ca-tells-the-items-in-events'] },
});
