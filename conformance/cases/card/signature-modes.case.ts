import { createHash } from 'node:crypto';
import { concat, digestInfoSha256, FID, utf8Encode } from '../../../simulator/apdu/index.ts';
import { signsExactly, signsWithPss } from '../../checks/card-signature.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, wholeFile } from './dialogue.ts';

const message = utf8Encode('fpos-hil, a message that the card hashes itself');
const hash = createHash('sha256').update(message).digest();

const rows = [
  {
    id: 'TC-CARD-051',
    p1: 0x01,
    data: message,
    does: 'hashes the data with SHA-256 and signs the bare hash',
    ja: 'データのSHA-256ハッシュ値をそのまま署名する',
    judge: signsExactly(0, hash),
    mutant: 'mutant:card-mode-1-adds-digest-info',
  },
  {
    id: 'TC-CARD-052',
    p1: 0x02,
    data: hash,
    does: 'puts a DigestInfo round the hash that is given',
    ja: '与えられたハッシュ値をDigestInfoに入れて署名する',
    judge: signsExactly(0, digestInfoSha256(hash)),
    mutant: 'mutant:card-mode-2-hashes-again',
  },
  {
    id: 'TC-CARD-053',
    p1: 0x03,
    data: message,
    does: 'hashes the data and puts a DigestInfo round the hash',
    ja: 'データをハッシュしDigestInfoに入れて署名する',
    judge: signsExactly(0, digestInfoSha256(hash)),
    mutant: 'mutant:card-mode-3-signs-the-data',
  },
  {
    id: 'TC-CARD-054',
    p1: 0x04,
    data: hash,
    does: 'makes an RSASSA-PSS signature over the hash that is given',
    ja: '与えられたハッシュ値をRSASSA-PSSで署名する',
    judge: signsWithPss(0, message),
    mutant: 'mutant:card-pss-modes-are-pkcs1',
  },
  {
    id: 'TC-CARD-055',
    p1: 0x05,
    data: message,
    does: 'hashes the data and makes an RSASSA-PSS signature',
    ja: 'データをハッシュしRSASSA-PSSで署名する',
    judge: signsWithPss(0, message),
    mutant: 'mutant:card-pss-modes-are-pkcs1',
  },
] as const;

/** One row for each mode in P1 that was measured on a real card. */
export default rows.map(({ id, p1, data, does, ja, judge, mutant }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-SIGN-MODES'],
    purpose: `With P1=0${p1} the card ${does} (measured on one card); a card without the mode answers 6A86.`,
    purposeJa: `P1=0${p1}では${ja}（一枚のカードで観測）。対応しないカードは6A86。`,
    ...inJpki(
      wholeFile('The certificate', FID.AUTH_CERT),
      part('Sign', ef(FID.AUTH_PIN), [right('authPin'), '9000'], ef(FID.AUTH_KEY), [
        concat(Uint8Array.of(0x80, 0x2a, p1, 0x80, data.length), data, Uint8Array.of(0)),
        ['9000', '6A86'],
      ]),
      judge,
    ),
    provenBy: { fail: [mutant] },
  }),
);
