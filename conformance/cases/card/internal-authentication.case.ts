import { createHash, verify as verifies } from 'node:crypto';
import { concat, digestInfoSha256, utf8Encode } from '../../../simulator/apdu/index.ts';
import { answersTo, contentIn } from '../../checks/card-dialogue.ts';
import { find, objectsIn, publicKeyOf } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, ef, holderValues, part, right, value, wholeFile } from './dialogue.ts';
import { AID, SURFACE, TEXT } from './files.ts';

const nonce = utf8Encode('fpos-hil, a nonce of the verifier');
const input = digestInfoSha256(createHash('sha256').update(nonce).digest());
const authenticate = concat(Uint8Array.of(0x80, 0x2a, 0x00, 0x00, input.length), input, Uint8Array.of(0x00));

const rows = [
  {
    id: 'TC-CARD-119',
    aid: AID.TEXT,
    pin: TEXT.PIN,
    verify: right('textPin'),
    fid: TEXT.SIGNING_KEY,
    record: 0xff50,
    key: 0xdf51,
    of: '券面事項入力補助AP',
  },
  {
    id: 'TC-CARD-120',
    aid: AID.SURFACE,
    pin: SURFACE.CODE_B,
    verify: value('numberB'),
    fid: SURFACE.FACE,
    record: 0xff20,
    key: 0xdf24,
    of: '券面事項確認AP',
  },
] as const;

/** One row for each application with a key of its own. */
export default rows.map(({ id, aid, pin, verify, fid, record, key, of }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-INTERNAL-AUTHENTICATION'],
    purpose: `The ${of} signs the nonce of a verifier with its own key, by 80 2A 00 00 and without any PIN, and the public key in its files verifies that.`,
    purposeJa: `${of}は、PINなしで80 2A 00 00により検証者のナンスに自身の鍵で署名し、ファイル内の公開鍵で検証できる。`,
    ...atPowerUp(
      holderValues(),
      part('Without a PIN', application(aid), [authenticate, '9000', 256]),
      part('VERIFY', ef(pin), [verify, '9000']),
      wholeFile('The file with the public key', fid),
      (index) =>
        expectation('the signature verifies under the key on the card', (seen) => {
          const publicKey = publicKeyOf(find(objectsIn(contentIn(seen, index), record), key)?.value);
          const [signature] = answersTo(seen, index - 2, 0x2a);
          if (!publicKey || !signature)
            return [{ kind: 'fail', says: 'there is no key and signature to compare' }];
          return verifies('sha256', nonce, publicKey, signature)
            ? []
            : [{ kind: 'fail', says: 'the signature does not verify under the key on the card' }];
        }),
    ),
    provenBy: { fail: ['mutant:card-authenticates-after-a-pin-only', 'mutant:card-pads-wrongly'] },
  }),
);
