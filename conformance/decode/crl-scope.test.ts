/** Which list tells about which certificate; lists and certificates made by OpenSSL. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../simulator/world/index.ts';
import { decodeCrl } from './index.ts';
import { type Bench, CA_EXTENSIONS, certify, makeBench } from './openssl-samples.ts';

/** Sections of openssl's configuration: a distribution point with this directory name, or this address. */
const point = (name: string) => `[point]\nfullname=dirName:pointName\n[pointName]\nC=JP\nCN=${name}`;
const addressPoint = (address: string) => `[point]\nfullname=URI:${address}`;

describe.skipIf(needs('openssl', 'openssl') === undefined)('a list and a certificate', () => {
  let bench: Bench;
  const certificates = new Map<string, Uint8Array>();

  beforeAll(async () => {
    bench = makeBench();
    const certificate = async (name: string, extensions: string, issuer = 'root') =>
      certificates.set(
        name,
        await certify(bench, { name, issuer, key: 'ec', subject: `/C=JP/CN=${name}`, extensions }),
      );
    const dp = 'crlDistributionPoints=point\n';
    await certificate('root', CA_EXTENSIONS, 'root');
    await certificate('here', `${dp}${point('here')}`);
    await certificate('there', `${dp}${point('there')}`);
    await certificate('web', `${dp}${addressPoint('http://crl.test/here')}`);
    await certificate('without', 'keyUsage=digitalSignature');
    await certificate('ca', `${CA_EXTENSIONS}\n${dp}${point('here')}`);
    bench.write('crl.db', '');
  });
  afterAll(() => bench.remove());

  /** A list with this issuingDistributionPoint, or without one. */
  async function list(limits?: string) {
    bench.write('crl.number', '01');
    bench.write(
      'crl.cnf',
      [
        '[ca]\ndefault_ca=here\n[here]\ndatabase=crl.db\ncrlnumber=crl.number\ndefault_md=sha256\ncrl_extensions=ext',
        '[ext]\nauthorityKeyIdentifier=keyid',
        limits === undefined ? '' : `issuingDistributionPoint=critical,@limits\n[limits]\n${limits}`,
      ].join('\n'),
    );
    const signer = ['-cert', 'root.pem', '-keyfile', 'root.key', '-crldays', '2'];
    await bench.run(['ca', '-gencrl', '-config', 'crl.cnf', ...signer, '-out', 'crl.pem']);
    await bench.run(['crl', '-in', 'crl.pem', '-outform', 'DER', '-out', 'crl.der']);
    const crl = decodeCrl(bench.read('crl.der'));
    return [...certificates].filter(([, der]) => crl.covers(der)).map(([name]) => name);
  }

  const here = 'fullname=dirName:limitName\n[limitName]\nC=JP\nCN=here';
  const root = 'fullname=dirName:limitName\n[limitName]\nC=JP\nCN=root';
  const everybody = ['root', 'here', 'there', 'web', 'without', 'ca'];

  test.each([
    ['without limits covers all', undefined, everybody],
    ['for users covers no CA', 'onlyuser=TRUE', ['here', 'there', 'web', 'without']],
    ['for CAs covers no user', 'onlyCA=TRUE', ['root', 'ca']],
    ['at a point covers whom it names', here, ['here', 'ca']],
    ['at a point, for users', `onlyuser=TRUE\n${here}`, ['here']],
    ['at a point, for CAs', `onlyCA=TRUE\n${here}`, ['ca']],
    ['at the point of the issuer covers all: it is the point of those that name none', root, everybody],
    ['at an address covers whom it names', 'fullname=URI:http://crl.test/here', ['web']],
    ['for some reasons only tells everything of nobody', 'onlysomereasons=keyCompromise', []],
    ['of several issuers tells everything of nobody', 'indirectCRL=TRUE', []],
    ['of attribute certificates tells of nobody', 'onlyAA=TRUE', []],
  ] as const)('a list %s', async (_, limits, covered) => expect(await list(limits)).toEqual(covered));

  test('names are compared byte for byte: in other letters it is another', async () =>
    expect(await list(here.replace('CN=here', 'CN=Here'))).toEqual([]));

  test('what is no certificate is told by its code', async () => {
    await list(here);
    const crl = decodeCrl(bench.read('crl.der'));
    expect(() => crl.covers(new Uint8Array(3))).toThrow(expect.objectContaining({ code: 'ERR_CERTIFICATE' }));
  });
});
