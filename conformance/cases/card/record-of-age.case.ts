import { verify } from 'node:crypto';
import { contentIn } from '../../checks/card-dialogue.ts';
import { certifiedKey, find, objectsIn, publicKeyOf, text } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, holderValues, part, value, wholeFile } from './dialogue.ts';
import { AID, SURFACE } from './files.ts';

export default testCase({
  id: 'TC-CARD-118',
  role: 'card',
  requirements: ['CARD-RECORDS'],
  purpose:
    'The record of age holds the birthday that the card face shows, the key of the application and a signature, whose span is not known: a signature over something else than birthday and key is told, not failed.',
  purposeJa:
    '年齢確認の記録は、券面と同じ生年月日、応用の公開鍵、署名をもつ。署名の範囲は知られておらず、生年月日と鍵に対する署名でなければ助言のみとする。',
  ...atPowerUp(
    holderValues(),
    part('VERIFY', application(AID.SURFACE), ef(SURFACE.CODE_B), [value('numberB'), '9000']),
    wholeFile('The card face', SURFACE.FACE),
    wholeFile('The certificate', SURFACE.CV_CERTIFICATE),
    part('The birthday', ef(SURFACE.BIRTH), [value('birth'), '9000']),
    wholeFile('The record of age', SURFACE.AGE),
    (index) =>
      expectation('the same birthday, a key and a signature', (seen) => {
        const age = objectsIn(contentIn(seen, index), 0xff10);
        const [birth, key, signature] = [0xdf11, 0xdf12, 0xdf13].map((tag) => find(age, tag));
        const face = objectsIn(contentIn(seen, index - 3), 0xff20);
        const shown = text(find(face, 0xdf22)?.value);
        if (!birth || signature?.value.length !== 256 || !publicKeyOf(key?.value))
          return [{ kind: 'fail', says: 'there is no record FF10 with a birthday, a key and a signature' }];
        if (text(birth.value) !== shown)
          return [{ kind: 'fail', says: 'the record of age tells another birthday than the card face' }];
        const signer = certifiedKey(contentIn(seen, index - 2));
        const span = Buffer.concat([birth.whole, key!.whole]);
        return signer && verify('sha256', span, signer, signature.value)
          ? []
          : [{ kind: 'advisory', says: 'the signature of the record of age is not over birthday and key' }];
      }),
  ),
  provenBy: { fail: ['mutant:card-makes-its-holder-older'] },
});
