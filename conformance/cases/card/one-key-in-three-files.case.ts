import { toHex } from '../../../simulator/apdu/index.ts';
import { contentIn } from '../../checks/card-dialogue.ts';
import { find, objectsIn } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, holderValues, part, value, wholeFile } from './dialogue.ts';
import { AID, SURFACE } from './files.ts';

export default testCase({
  id: 'TC-CARD-155',
  role: 'card',
  requirements: ['CARD-ONE-KEY'],
  purpose:
    'The record of age, the card face and the picture of the Individual Number hold one and the same public key (observed), so a verifier needs only one of them.',
  purposeJa:
    '年齢確認の記録、券面、個人番号の画像は同一の公開鍵を含む（観測）。検証者はいずれか一つを読めば足りる。',
  ...atPowerUp(
    holderValues(),
    part(
      'VERIFY',
      application(AID.SURFACE),
      ef(SURFACE.BIRTH),
      [value('birth'), '9000'],
      ef(SURFACE.CODE_A),
      [value('numberA'), '9000'],
    ),
    wholeFile('The record of age', SURFACE.AGE),
    wholeFile('The card face', SURFACE.FACE),
    wholeFile('The picture of the number', SURFACE.NUMBER_IMAGE),
    (index) =>
      expectation('one key', (seen) => {
        const keyIn = (step: number, record: number, tag: number): string =>
          toHex(find(objectsIn(contentIn(seen, step), record), tag)?.value ?? new Uint8Array());
        const keys = [
          keyIn(index - 2, 0xff10, 0xdf12),
          keyIn(index - 1, 0xff20, 0xdf24),
          keyIn(index, 0xff40, 0xdf42),
        ];
        return keys[0] !== '' && new Set(keys).size === 1
          ? []
          : [{ kind: 'fail', says: 'the three files do not hold the same public key' }];
      }),
  ),
  provenBy: { fail: ['mutant:card-shows-another-key-beside-the-age'] },
});
