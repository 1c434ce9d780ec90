import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DecodeError } from '../../simulator/errors.ts';
import { needs } from '../../simulator/world/index.ts';
import { decodeCertificate } from './certificate.ts';
import { type Bench, CA_EXTENSIONS, certify, makeBench } from './openssl-samples.ts';
import { judgePath } from './path.ts';

const NAME = '/C=JP/O=JPKI-MOCK TEST/OU=root';
const LEAF_EXTENSIONS = [
  'keyUsage=critical,digitalSignature',
  'extendedKeyUsage=clientAuth',
  'certificatePolicies=critical,1.2.392.200149.8.5.1.3.30',
  'authorityInfoAccess=OCSP;URI:http://ocsp.jlis.test',
  'crlDistributionPoints=URI:http://crl.jlis.test/a',
  'authorityKeyIdentifier=keyid:always,issuer:always',
  'subjectKeyIdentifier=hash',
  'subjectAltName=@names\n[names]\notherName.0=1.2.392.200149.8.5.5.1;FORMAT:UTF8,UTF8:見本　花子\ndirName.0=alt\n[alt]\nC=JP\nO=ALT',
].join('\n');
const NEED = {
  keyUsage: ['digitalSignature'],
  extKeyUsage: '1.3.6.1.5.5.7.3.2',
  policy: '1.2.392.200149.8.5.1.3.30',
};
const AT = new Date('2026-04-01T00:00:00Z');

describe.skipIf(needs('openssl', 'openssl') === undefined)('certificates of openssl', () => {
  let bench: Bench;
  const der: Record<string, Uint8Array> = {};

  beforeAll(async () => {
    bench = makeBench();
    der.root = await certify(bench, { name: 'root', subject: NAME, extensions: CA_EXTENSIONS });
    der.twin = await certify(bench, { name: 'twin', subject: NAME, extensions: CA_EXTENSIONS, serial: '02' });
    der.other = await certify(bench, { name: 'other', subject: '/C=JP/O=OTHER', extensions: CA_EXTENSIONS });
    der.old = await certify(bench, {
      name: 'old',
      subject: '/C=JP/O=OLD',
      extensions: CA_EXTENSIONS,
      to: '20260301000000Z',
    });
    const leaf = (name: string, issuer: string, more: object = {}) =>
      certify(bench, {
        name,
        issuer,
        subject: '/C=JP/CN=見本',
        key: 'ec',
        extensions: LEAF_EXTENSIONS,
        ...more,
      });
    der.good = await leaf('good', 'root');
    der.expired = await leaf('expired', 'root', { to: '20260331235958Z' });
    der.early = await leaf('early', 'root', { from: '20260401000001Z' });
    der.wrong = await leaf('wrong', 'other');
    der.twins = await leaf('twins', 'twin');
    der.noAki = await leaf('noAki', 'twin', {
      extensions: 'keyUsage=critical,digitalSignature\nauthorityKeyIdentifier=none',
    });
    der.critical = await leaf('critical', 'root', {
      extensions: `1.2.3.4=critical,DER:0500\n${LEAF_EXTENSIONS}`,
    });
    der.underOld = await leaf('underOld', 'old');
    der.ca = await leaf('ca', 'root', { extensions: `basicConstraints=CA:TRUE\n${LEAF_EXTENSIONS}` });
    der.keyIdOnly = await leaf('keyIdOnly', 'twin', { extensions: 'authorityKeyIdentifier=keyid:always' });
    der.short = await leaf('short', 'root', { key: 'short-rsa' });
    der.ber = await leaf('ber', 'root', { extensions: `1.2.3.5=DER:010101\n${LEAF_EXTENSIONS}` });
    der.noCa = await certify(bench, {
      name: 'noCa',
      subject: '/C=JP/O=NO',
      extensions: 'basicConstraints=CA:FALSE',
    });
    der.underNoCa = await leaf('underNoCa', 'noCa');
    der.tampered = Uint8Array.from(der.good);
    der.tampered[der.tampered.length - 5]! ^= 1;
    bench.write('tampered.pem', new X509Certificate(Buffer.from(der.tampered)).toString());
  });
  afterAll(() => bench.remove());

  const rules = (leaf: string, anchors: string[], need = {}) => {
    const verdict = judgePath({ leaf: der[leaf]!, anchors: anchors.map((name) => der[name]!), at: AT, need });
    return verdict.ok ? [] : verdict.reasons.map(({ rule }) => rule);
  };
  const opensslAccepts = async (leaf: string, anchor: string) => {
    const args = [
      'verify',
      '-attime',
      String(AT.getTime() / 1000),
      '-CAfile',
      `${anchor}.pem`,
      `${leaf}.pem`,
    ];
    return (await bench.run(args, true)).status === 0;
  };

  test.each([
    ['good', 'root', []],
    ['expired', 'root', ['expired']],
    ['early', 'root', ['not-yet-valid']],
    ['wrong', 'root', ['issuer-not-found']],
    ['twins', 'root', ['issuer-not-found']],
    ['twins', 'twin', []],
    ['noAki', 'root', ['signature']],
    ['keyIdOnly', 'root', ['issuer-not-found']],
    ['underNoCa', 'noCa', ['anchor-is-not-ca']],
    ['tampered', 'root', ['signature']],
    ['critical', 'root', ['unknown-critical-extension']],
    ['underOld', 'old', ['anchor-expired']],
  ])('%s under %s: %j, and openssl verify agrees', async (leaf, anchor, expected) => {
    expect(rules(leaf, [anchor])).toEqual(expected);
    expect(await opensslAccepts(leaf, anchor)).toBe(expected.length === 0);
  });

  test('of two anchors with one name the signer is found, in either order', () => {
    const under = (anchors: string[]) =>
      judgePath({ leaf: der.good!, anchors: anchors.map((name) => der[name]!), at: AT, need: NEED });
    expect(under(['twin', 'other', 'root'])).toEqual({ ok: true, anchorIndex: 2 });
    expect(under(['root', 'twin'])).toEqual({ ok: true, anchorIndex: 0 });
  });

  test('what the caller needs is named when it is missing, all of it', () => {
    const need = { keyUsage: ['nonRepudiation'], extKeyUsage: '1.3.6.1.5.5.7.3.9', policy: '1.2.3' };
    expect(rules('good', ['root'], need)).toEqual(['key-usage', 'ext-key-usage', 'policy']);
    expect(rules('ca', ['root'], NEED)).toEqual(['leaf-is-ca']);
  });

  test('a period holds to its last second and no longer', () => {
    const at = (instant: string) =>
      judgePath({ leaf: der.good!, anchors: [der.root!], at: new Date(instant), need: {} }).ok;
    expect(at('2030-12-31T14:59:59.999Z')).toBe(true);
    expect(at('2030-12-31T15:00:00Z')).toBe(false);
    expect(at('2026-01-01T00:00:00Z')).toBe(true);
    expect(at('2025-12-31T23:59:59.999Z')).toBe(false);
  });

  test('a short key, and an extension that is not DER, are refused though openssl lets them pass', () => {
    expect(rules('short', ['root'])).toEqual(['weak-key']);
    expect(rules('ber', ['root'])).toEqual(['not-der']);
  });

  test('several defects are all reported', () => {
    expect(rules('expired', ['other'], { policy: '1.2.3' })).toEqual([
      'issuer-not-found',
      'expired',
      'policy',
    ]);
  });

  test('BER that openssl would still read is not DER', () => {
    const long = Uint8Array.from([0x30, 0x83, 0, ...der.good!.subarray(2)]);
    expect(judgePath({ leaf: long, anchors: [der.root!], at: AT, need: {} })).toMatchObject({ ok: false });
    expect(decodeCertificate(long).strict).toMatchObject({ ok: false, why: 'length not minimal' });
    expect(rules('good', ['root'])).toEqual([]);
    const reasons = judgePath({
      leaf: Uint8Array.from([...der.good!, 0]),
      anchors: [der.root!],
      at: AT,
      need: {},
    });
    expect(reasons).toMatchObject({ reasons: [{ rule: 'not-der' }, { rule: 'not-a-certificate' }] });
  });

  test('a certificate is read as node reads it', () => {
    const mine = decodeCertificate(der.good!);
    const nodes = new X509Certificate(Buffer.from(der.good!));
    expect(mine.serialHex).toBe(nodes.serialNumber);
    expect(mine.notBefore).toEqual(new Date(nodes.validFrom));
    expect(mine.notAfter).toEqual(new Date(nodes.validTo));
    expect(mine.publicKey.equals(nodes.publicKey)).toBe(true);
    expect(Buffer.from(mine.spki)).toEqual(nodes.publicKey.export({ format: 'der', type: 'spki' }));
    expect(mine.akiHex).toBe(decodeCertificate(der.root!).skiHex);
    expect(mine).toMatchObject({
      subject: [
        { type: 'C', value: 'JP' },
        { type: 'CN', value: '見本' },
      ],
      keyAlgorithm: 'EC-P-256',
      keyUsage: ['digitalSignature'],
      extKeyUsage: ['1.3.6.1.5.5.7.3.2'],
      policies: ['1.2.392.200149.8.5.1.3.30'],
      otherNames: { '1.2.392.200149.8.5.5.1': '見本　花子' },
      directoryNames: [
        [
          { type: 'C', value: 'JP' },
          { type: 'O', value: 'ALT' },
        ],
      ],
      isCa: false,
      aiaOcsp: ['http://ocsp.jlis.test'],
      crlUris: ['http://crl.jlis.test/a'],
      signatureAlgorithm: 'sha256WithRSAEncryption',
      strict: { ok: true },
    });
    expect(decodeCertificate(der.root!)).toMatchObject({
      isCa: true,
      keyAlgorithm: 'RSA-2048',
      keyUsage: ['keyCertSign', 'cRLSign'],
    });
  });

  test('one flipped byte never makes a good path, and never throws anything but DecodeError', () => {
    fc.assert(
      fc.property(fc.nat(der.good!.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const flipped = Uint8Array.from(der.good!);
        flipped[at]! ^= mask;
        expect(judgePath({ leaf: flipped, anchors: [der.root!], at: AT, need: {} }).ok).toBe(false);
        try {
          decodeCertificate(flipped);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(DecodeError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
