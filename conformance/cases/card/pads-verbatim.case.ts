import { createHash } from 'node:crypto';
import { computeDigitalSignature, concat, FID, fromHex } from '../../../simulator/apdu/index.ts';
import { signsExactly } from '../../checks/card-signature.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, wholeFile } from './dialogue.ts';

const digestInfo = (prefixHex: string, hash: string): Uint8Array =>
  concat(fromHex(prefixHex), createHash(hash).update('fpos-hil').digest());

const rows = [
  {
    id: 'TC-CARD-045',
    what: 'a DigestInfo of SHA-1',
    ja: 'SHA-1のDigestInfo',
    input: digestInfo('3021300906052B0E03021A05000414', 'sha1'),
  },
  {
    id: 'TC-CARD-046',
    what: 'a DigestInfo of SHA-256',
    ja: 'SHA-256のDigestInfo',
    input: digestInfo('3031300D060960864801650304020105000420', 'sha256'),
  },
  {
    id: 'TC-CARD-047',
    what: 'a DigestInfo of SHA-384',
    ja: 'SHA-384のDigestInfo',
    input: digestInfo('3041300D060960864801650304020205000430', 'sha384'),
  },
  {
    id: 'TC-CARD-048',
    what: 'a DigestInfo of SHA-512',
    ja: 'SHA-512のDigestInfo',
    input: digestInfo('3051300D060960864801650304020305000440', 'sha512'),
  },
  { id: 'TC-CARD-049', what: 'a single byte', ja: '1バイト', input: Uint8Array.of(0x5a) },
  {
    id: 'TC-CARD-050',
    what: '245 arbitrary bytes',
    ja: '任意の245バイト',
    input: Uint8Array.from({ length: 245 }, (_, i) => i),
  },
] as const;

/** One row for each kind of input that clients give. */
export default rows.map(({ id, what, ja, input }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-SIGN-VERBATIM'],
    purpose: `The card pads ${what} by PKCS#1 v1.5 as it came and signs it, without looking inside.`,
    purposeJa: `カードは${ja}を内容を見ずにそのままPKCS#1 v1.5でパディングして署名する。`,
    ...inJpki(
      wholeFile('The certificate', FID.AUTH_CERT),
      part('Sign', ef(FID.AUTH_PIN), [right('authPin'), '9000'], ef(FID.AUTH_KEY), [
        computeDigitalSignature(input),
        '9000',
        256,
      ]),
      signsExactly(0, input),
    ),
    provenBy: {
      fail: [input[0] === 0x30 ? 'mutant:card-pads-wrongly' : 'mutant:card-hashes-what-is-no-digest-info'],
    },
  }),
);
