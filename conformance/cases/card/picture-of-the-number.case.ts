import { verify } from 'node:crypto';
import { contentIn } from '../../checks/card-dialogue.ts';
import { certifiedKey, find, objectsIn, publicKeyOf } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, holderValues, part, value, wholeFile } from './dialogue.ts';
import { AID, SURFACE } from './files.ts';

const PNG = '89504e470d0a1a0a';

/** Width and height in the IHDR of a PNG (W3C PNG, 11.2.1), which comes first. */
function sizeOf(png: Uint8Array): string {
  const bytes = Buffer.from(png);
  if (bytes.length < 24 || bytes.toString('hex', 0, 8) !== PNG) return 'no PNG';
  return `${bytes.readUInt32BE(16)} x ${bytes.readUInt32BE(20)}`;
}

export default testCase({
  id: 'TC-CARD-154',
  role: 'card',
  requirements: ['CARD-NUMBER-IMAGE'],
  purpose:
    'The picture of the Individual Number is a PNG of 72 by 12 points, with the key of the application and a signature, whose span is not known: a signature over something else than picture and key is told, not failed.',
  purposeJa:
    '個人番号の画像は72×12ドットのPNGで、応用の公開鍵と署名を伴う。署名の範囲は知られておらず、画像と鍵に対する署名でなければ助言のみとする。',
  ...atPowerUp(
    holderValues(),
    part('VERIFY', application(AID.SURFACE), ef(SURFACE.CODE_A), [value('numberA'), '9000']),
    wholeFile('The certificate', SURFACE.CV_CERTIFICATE),
    wholeFile('The picture', SURFACE.NUMBER_IMAGE),
    (index) =>
      expectation('a PNG, a key and a signature', (seen) => {
        const record = objectsIn(contentIn(seen, index), 0xff40);
        const [picture, key, signature] = [0xdf41, 0xdf42, 0xdf43].map((tag) => find(record, tag));
        if (!picture || !publicKeyOf(key?.value) || signature?.value.length !== 256)
          return [{ kind: 'fail', says: 'there is no record FF40 with a picture, a key and a signature' }];
        const size = sizeOf(picture.value);
        if (size !== '72 x 12')
          return [
            { kind: 'fail', says: 'the picture is no PNG of 72 by 12', expected: '72 x 12', actual: size },
          ];
        const signer = certifiedKey(contentIn(seen, index - 1));
        const span = Buffer.concat([picture.whole, key!.whole]);
        return signer && verify('sha256', span, signer, signature.value)
          ? []
          : [{ kind: 'advisory', says: 'the signature on the picture is not over picture and key' }];
      }),
  ),
  provenBy: { fail: ['mutant:card-shows-no-picture'] },
});
