import { describe, expect, test } from 'vitest';
import * as pki from './index.ts';
import { openssl, opensslMade, opensslPath } from './test-openssl.ts';
import * as sample from './test-samples.ts';

const rsaCsr = () => {
  const prepared = pki.prepareCsr({ subject: sample.personName, spki: sample.signSigner.spki });
  return prepared.assemble('sha256WithRSA', sample.signSigner.sign(prepared.toBeSigned));
};

test('a request is read back, its attribute with it', () => {
  const csr = pki.readCsr(sample.csr);
  expect(csr).toMatchObject({ subjectText: 'CN=TEST', spki: sample.phoneSigner.spki, verified: true });
  expect(pki.verifyCsr(csr)).toBe(true);
  expect([...csr.attributes]).toEqual([[sample.bindingOid, [pki.octetString(new Uint8Array(32).fill(9))]]]);
  expect(pki.readCsr(rsaCsr())).toMatchObject({ verified: true, attributes: new Map() });
});

test('attributes stand in the order of DER, whatever order they are given in', () => {
  const attributes = ['2.5.4.41', '1.2.3'].map((oid) => ({ oid, values: [pki.nul()] }));
  const fields = { subject: sample.personName, spki: sample.phoneSigner.spki };
  const { toBeSigned } = pki.prepareCsr({ ...fields, attributes });
  expect(toBeSigned).toEqual(pki.prepareCsr({ ...fields, attributes: attributes.toReversed() }).toBeSigned);
});

test('an attribute that comes twice is refused', () => {
  const attribute = { oid: '1.2.3', values: [pki.nul()] };
  const prepared = pki.prepareCsr({
    subject: sample.personName,
    spki: sample.phoneSigner.spki,
    attributes: [attribute, attribute],
  });
  const csr = prepared.assemble('ecdsaWithSHA256', sample.phoneSigner.sign(prepared.toBeSigned));
  expect(() => pki.readCsr(csr)).toThrow(expect.objectContaining({ code: 'ERR_CSR' }));
});

test('a signature by another key is no proof of possession', () => {
  const other = pki.p256Signer(new Uint8Array(32).fill(8));
  const csr = sample.preparedCsr.assemble('ecdsaWithSHA256', other.sign(sample.preparedCsr.toBeSigned));
  expect(pki.readCsr(csr).verified).toBe(false);
});

test('an algorithm that the key is not made for is no proof of possession', () => {
  const csr = sample.preparedCsr.assemble(
    'sha256WithRSA',
    sample.phoneSigner.sign(sample.preparedCsr.toBeSigned),
  );
  expect(pki.readCsr(csr).verified).toBe(false);
});

describe.skipIf(opensslPath === undefined)('OpenSSL', () => {
  test.each([
    ['P-256 with an attribute', () => sample.csr],
    ['RSA without attributes', rsaCsr],
  ])('verifies a request on %s', async (_, make) => {
    const run = await openssl(['req', '-verify', '-noout', '-inform', 'DER', '-in', 'csr.der'], {
      'csr.der': make(),
    });
    expect(run.text).toContain('verify OK');
    expect(run.code).toBe(0);
  });

  test('makes a request that we read and verify', async () => {
    const curve = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    const key = { 'key.pem': await opensslMade(['genpkey', ...curve, '-out']) };
    const extension = ['-addext', 'subjectAltName=DNS:a.test'];
    const args = [
      'req',
      '-new',
      '-key',
      'key.pem',
      '-subj',
      '/CN=TEST',
      ...extension,
      '-outform',
      'DER',
      '-out',
    ];
    expect(pki.readCsr(await opensslMade(args, key))).toMatchObject({
      subjectText: 'CN=TEST',
      verified: true,
    });
  });
});
