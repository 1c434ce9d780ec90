import { testCase } from '../define.ts';
import { application, atPowerUp, type Exchange, part } from './dialogue.ts';
import { AID } from './files.ts';

const CAC = Array.from({ length: 16 }, (_, i) => `A00000007901${i.toString(16).padStart(2, '0')}`);

/** Names by which OpenSC 0.23 looks for other cards, in its order. */
const names = [
  '00A40400 07 627601FF000000',
  '00A40400 06 A00000000101',
  '00A40400 0B E82B0601040181C31F0201 00',
  '00A4040C 0F D23300000045737445494420763335',
  '00A40400 09 A00000030800001000 00',
  '00A40400 09 A00000030800001000 00',
  '00A4040C 07 A000000116DB00 00',
  '00A4040C 07 A0000000791000 00',
  ...CAC.map((aid) => `00A4040C 07 ${aid} 00`),
  '00A40400 0C F276A288BCFBA69D34F31001',
  '00A40400 09 A00000039742544659 00',
  '00A40400 06 D27600012401 00',
].map((command): Exchange => [command, ['6A82', '6A86', '6D00', '6700']]);

/** Data objects by which it looks for them. */
const objects: readonly Exchange[] = [
  ['00CADF3005', ['6A88', '6D00', '6A86', '6700']],
  ['00CB3FFF035C017E08', ['6D00', '6A88', '6A86', '6700', '6A80']],
];

export default testCase({
  id: 'TC-CARD-011',
  role: 'card',
  requirements: ['CARD-FOREIGN'],
  purpose:
    'Whatever OpenSC asks in search of other cards is answered with an error, and the card is found afterwards.',
  purposeJa: 'OpenSCが他のカードを探すための問合せは全て誤りで答え、その後このカードとして見つかる。',
  ...atPowerUp(
    part('The probes of OpenSC', ...names, ...objects),
    part('The application of this card', application(AID.JPKI)),
  ),
  provenBy: { fail: ['mutant:card-has-every-application'] },
});
