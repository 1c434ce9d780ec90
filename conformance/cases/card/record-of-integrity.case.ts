import { createHash, verify } from 'node:crypto';
import { contentIn } from '../../checks/card-dialogue.ts';
import { certifiedKey, find, objectsIn } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { ef, inApplication, part, right, wholeFile } from './dialogue.ts';
import { AID, TEXT } from './files.ts';

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

export default testCase({
  id: 'TC-CARD-116',
  role: 'card',
  requirements: ['CARD-INTEGRITY'],
  purpose:
    'The record of integrity holds the digests of the Individual Number file and of the four items, signed by the key that the card-verifiable certificate certifies (spans observed on one card).',
  purposeJa:
    '完全性の記録は、個人番号ファイルと基本4情報のハッシュ値を含み、CV証明書の鍵で署名されている（範囲は一枚のカードで観測）。',
  ...inApplication(
    AID.TEXT,
    part('VERIFY', ef(TEXT.PIN), [right('textPin'), '9000']),
    wholeFile('The Individual Number', TEXT.NUMBER),
    wholeFile('The four items', TEXT.FOUR_ITEMS),
    wholeFile('The certificate', TEXT.CV_CERTIFICATE),
    wholeFile('The record of integrity', TEXT.INTEGRITY),
    (index) =>
      expectation('both digests and the signature fit', (seen) => {
        const record = objectsIn(contentIn(seen, index), 0xff30);
        const [number, items, signature] = [0xdf31, 0xdf32, 0xdf33].map((tag) => find(record, tag));
        const key = certifiedKey(contentIn(seen, index - 1));
        if (!number || !items || !signature || !key)
          return [
            { kind: 'fail', says: 'there is no record FF30 with two digests and a signature, or no key' },
          ];
        const fourItems = objectsIn(contentIn(seen, index - 2), 0xff20).slice(1);
        const faults = [
          !sha256(contentIn(seen, index - 3)).equals(number.value) &&
            'the digest of the Individual Number file differs',
          !sha256(Buffer.concat(fourItems.map(({ whole }) => whole))).equals(items.value) &&
            'the digest of the four items differs',
          !verify('sha256', Buffer.concat([number.whole, items.whole]), key, signature.value) &&
            'the signature does not verify',
        ];
        return faults.flatMap((says) => (says ? [{ kind: 'fail' as const, says }] : []));
      }),
  ),
  provenBy: { fail: ['mutant:card-signs-its-records-wrongly'] },
});
