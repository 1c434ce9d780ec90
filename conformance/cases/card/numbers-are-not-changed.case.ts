import { readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, changeTo, ef, holderValues, part, refused, value } from './dialogue.ts';
import { AID, TEXT } from './files.ts';

export default testCase({
  id: 'TC-CARD-165',
  role: 'card',
  requirements: ['CARD-CHANGE-ACCESS'],
  purpose:
    'A 照合番号 is printed on the card and is not changed, though it is verified (6985 assumed); it stays right.',
  purposeJa: '照合番号は券面に印字されており、照合済みでも変更できず（6985と想定）、正しい値のままである。',
  destructive: true,
  ...atPowerUp(
    holderValues(),
    part('VERIFY', application(AID.TEXT), ef(TEXT.CODE_A), [value('numberA'), '9000']),
    part(
      'By either command',
      [changeTo('210987654321'), refused('6985')],
      ['80320080 0C 323130393837363534333231', refused('6985')],
    ),
    part('The number is right', [value('numberA'), '9000'], ef(TEXT.NUMBER), [readBinary(0, 3), '9000', 3]),
  ),
  provenBy: { fail: ['mutant:card-changes-its-numbers'] },
});
