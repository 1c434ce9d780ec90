import { queryTries } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inApplication, part, REFUSED, right } from './dialogue.ts';
import { AID, TEXT } from './files.ts';

export default testCase({
  id: 'TC-CARD-153',
  role: 'card',
  requirements: ['CARD-LOCKED-REFERENCE'],
  purpose:
    'The key reference 0012 of the 券面事項入力補助AP is blocked on every card examined: the query answers 63C0, VERIFY 6984 (observed). The PIN beside it is not.',
  purposeJa:
    '券面事項入力補助APの鍵参照0012は、調べられた全てのカードで閉塞している。照会は63C0、VERIFYは6984（観測）。隣の暗証番号は閉塞していない。',
  ...inApplication(
    AID.TEXT,
    part(
      'The key reference',
      ef(TEXT.LOCKED_REFERENCE),
      [queryTries(), ['63C0', '6983', '6984', ...REFUSED]],
      [right('textPin'), ['6984', '6983', ...REFUSED]],
      [queryTries(), ['63C0', '6983', '6984', ...REFUSED]],
    ),
    part('The PIN', ef(TEXT.PIN), [queryTries(), '63C3'], [right('textPin'), '9000']),
  ),
  provenBy: { fail: ['mutant:card-opens-its-locked-reference'] },
});
