import { createHash } from 'node:crypto';
import { contentIn } from '../../checks/card-dialogue.ts';
import { certifiedKey, find, objectsIn } from '../../checks/card-records.ts';
import { opened } from '../../checks/card-signature.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, holderValues, part, value, wholeFile } from './dialogue.ts';
import { AID, SURFACE } from './files.ts';

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

export default testCase({
  id: 'TC-CARD-117',
  role: 'card',
  requirements: ['CARD-INTEGRITY'],
  purpose:
    'The signature of the card face, opened with the key of the card-verifiable certificate, ends with the digests of birthday, gender and key, of the printed text, and of the photograph (spans observed on one card).',
  purposeJa:
    '券面の署名をCV証明書の鍵で開くと、生年月日・性別・公開鍵、印字画像、顔写真の三つのハッシュ値で終わる（範囲は一枚のカードで観測）。',
  ...atPowerUp(
    holderValues(),
    part('VERIFY', application(AID.SURFACE), ef(SURFACE.CODE_B), [value('numberB'), '9000']),
    wholeFile('The certificate', SURFACE.CV_CERTIFICATE),
    wholeFile('The card face', SURFACE.FACE),
    (index) =>
      expectation('the signature holds the three digests', (seen) => {
        const face = objectsIn(contentIn(seen, index), 0xff20);
        const whole = (tag: number): Uint8Array => find(face, tag)?.whole ?? new Uint8Array();
        const key = certifiedKey(contentIn(seen, index - 1));
        const signature = find(face, 0xdf28);
        if (!key || !signature) return [{ kind: 'fail', says: 'there is no signature DF28, or no key' }];
        const digests = Buffer.concat([
          sha256(whole(0xdf22), whole(0xdf23), whole(0xdf24)),
          sha256(whole(0xdf25), whole(0xdf26)),
          sha256(whole(0xdf27)),
        ]);
        const em = opened(key, signature.value);
        return em[1] === 0x01 && digests.equals(em.subarray(-digests.length))
          ? []
          : [{ kind: 'fail', says: 'the signature of the card face does not hold the digests of its parts' }];
      }),
  ),
  provenBy: { fail: ['mutant:card-signs-its-records-wrongly'] },
});
