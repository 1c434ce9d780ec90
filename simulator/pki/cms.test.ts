import { describe, expect, test } from 'vitest';
import { testKey } from '../world/test-keys.ts';
import * as pki from './index.ts';
import { openssl, opensslMade, opensslPath } from './test-openssl.ts';
import * as sample from './test-samples.ts';

/** The message with one run of bytes changed for another of the same length, wherever it stands first. */
function replaced(bytes: Uint8Array, from: Uint8Array, to: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf(from);
  if (at < 0 || from.length !== to.length) throw new Error('nothing to replace');
  copy.set(to, at);
  return copy;
}

const verdict = (der: Uint8Array) => pki.verifyCms(pki.readCms(der));

describe('CMS', () => {
  test('a message is read back and verified', () => {
    const cms = pki.readCms(sample.cms);
    expect(cms).toMatchObject({
      contentType: pki.OID.data,
      content: sample.content,
      signingTime: sample.now,
    });
    expect(cms.signerCert.der).toEqual(sample.signCert);
    expect(cms.certs).toHaveLength(2);
    expect(cms.toBeSigned).toEqual(sample.preparedCms.toBeSigned);
    expect(pki.verifyCms(cms)).toEqual({ ok: true });
  });

  test('another content type and no signing time', () => {
    const prepared = pki.prepareCms({
      content: sample.content,
      contentType: '1.2.3',
      signerCert: sample.signCert,
    });
    const cms = pki.readCms(prepared.assemble(sample.signSigner.sign(prepared.toBeSigned)));
    expect(cms).toMatchObject({ contentType: '1.2.3', signingTime: undefined });
    expect(pki.verifyCms(cms)).toEqual({ ok: true });
  });

  // RFC 5652, 5.1: version 1 for id-data, 3 for any other content type.
  test.each([
    [pki.OID.data, 1],
    ['1.2.3', 3],
  ])('content of type %s makes version %d', (contentType, version) => {
    const { assemble } = pki.prepareCms({
      content: sample.content,
      contentType,
      signerCert: sample.signCert,
    });
    const head = Buffer.concat([pki.integer(version), pki.setOf(pki.seq(pki.oid(pki.OID.sha256)))]);
    expect(Buffer.from(assemble(new Uint8Array(256))).includes(head)).toBe(true);
  });

  test('a key on a curve signs with ECDSA', () => {
    const signerCert = pki.buildCertificate({ ...sample.signCertFields, spki: sample.phoneSigner.spki });
    const prepared = pki.prepareCms({ content: sample.content, signerCert });
    expect(verdict(prepared.assemble(sample.phoneSigner.sign(prepared.toBeSigned)))).toEqual({ ok: true });
  });

  test('changed content', () => {
    const other = Uint8Array.from(sample.content).fill(0x20);
    expect(verdict(replaced(sample.cms, sample.content, other))).toEqual({
      ok: false,
      why: 'message-digest',
    });
  });

  test('a signature by another key', () => {
    const forged = pki.rsaSigner(testKey(9)).sign(sample.preparedCms.toBeSigned);
    expect(verdict(sample.preparedCms.assemble(forged))).toEqual({ ok: false, why: 'signature' });
  });

  test('a content type that differs from the signed one', () => {
    const [from, to] = [pki.oid(pki.OID.data), pki.oid(pki.OID.signedData)];
    expect(verdict(replaced(sample.cms, from, to))).toEqual({ ok: false, why: 'content-type' });
  });

  test('the certificate changed for another with the same key and number', () => {
    const other = pki.buildCertificate({
      ...sample.signCertFields,
      notAfter: new Date('2031-02-17T14:59:59Z'),
    });
    expect(verdict(replaced(sample.cms, sample.signCert, other))).toEqual({
      ok: false,
      why: 'signing-certificate',
    });
  });

  test('signed attributes out of order', () => {
    const set = sample.preparedCms.toBeSigned;
    const contentType = pki.seq(pki.oid(pki.OID.contentType), pki.setOf(pki.oid(pki.OID.data)));
    const at = Buffer.from(set).indexOf(contentType);
    const head = set.length - pki.readCms(sample.cms).toBeSigned.length + 3; // tag and length: 31 81 xx
    const moved = pki.concat(
      set.subarray(0, head),
      set.subarray(at + contentType.length),
      set.subarray(head, at),
      contentType,
    );
    const inMessage = (bytes: Uint8Array) => pki.implicit(0, bytes);
    const forged = replaced(sample.cms, inMessage(set), inMessage(moved));
    const signature = pki.readCms(sample.cms).signature;
    expect(verdict(replaced(forged, signature, sample.signSigner.sign(moved)))).toEqual({
      ok: false,
      why: 'signed-attributes',
    });
  });

  test('the same inputs give the same bytes', () => {
    const again = pki.prepareCms({
      content: sample.content,
      signerCert: sample.signCert,
      signingTime: sample.now,
      caCerts: [sample.root],
    });
    expect(again.assemble(sample.signSigner.sign(again.toBeSigned))).toEqual(sample.cms);
  });
});

describe.skipIf(opensslPath === undefined)('OpenSSL', () => {
  const files = { 'root.pem': pki.toPem('CERTIFICATE', sample.root), 'cms.der': sample.cms };
  const verify = [
    'cms',
    '-verify',
    '-purpose',
    'any',
    '-CAfile',
    'root.pem',
    ...sample.atTime,
    '-inform',
    'DER',
    '-in',
    'cms.der',
  ];

  test('verifies the message and its signing certificate', async () => {
    const run = await openssl([...verify, '-cades'], files);
    expect(run.text).toContain('CAdES Verification successful');
    expect(run.text).toContain(Buffer.from(sample.content).toString());
    expect(run.code).toBe(0);
  });

  test('refuses the message with other content', async () => {
    const other = replaced(sample.cms, sample.content, Uint8Array.from(sample.content).fill(0x20));
    expect((await openssl(verify, { ...files, 'cms.der': other })).code).not.toBe(0);
  });

  test.each([
    ['in DER', []],
    ['in BER with indefinite lengths', ['-stream']],
    ['with the key identifier of the signer', ['-keyid']],
    ['with signing-certificate-v2', ['-cades']],
  ])('makes a message %s that we read and verify', async (_, options) => {
    const key = testKey(2).export({ type: 'pkcs8', format: 'pem' }) as string;
    const input = {
      'key.pem': key,
      'leaf.pem': pki.toPem('CERTIFICATE', sample.signCert),
      content: sample.content,
    };
    const args = ['cms', '-sign', '-binary', '-nodetach', '-md', 'sha256', '-outform', 'DER'];
    const files = ['-signer', 'leaf.pem', '-inkey', 'key.pem', '-in', 'content', '-out'];
    const cms = pki.readCms(await opensslMade([...args, ...options, ...files], input));
    expect(Buffer.from(cms.content)).toEqual(Buffer.from(sample.content));
    expect(pki.verifyCms(cms)).toEqual({ ok: true });
  });
});
