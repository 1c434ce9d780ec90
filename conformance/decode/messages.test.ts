import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../simulator/world/index.ts';
import { decodeCertificate } from './certificate.ts';
import { decodeCms } from './cms.ts';
import { decodeCrl } from './crl.ts';
import { decodeCsr } from './csr.ts';
import { decodeJws } from './jws.ts';
import { decodeOcspRequest, decodeOcspResponse, judgeOcsp } from './ocsp.ts';
import { type Bench, CA_EXTENSIONS, certify, makeBench } from './openssl-samples.ts';

const LEAF_EXTENSIONS =
  'keyUsage=critical,digitalSignature\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid';
const RESPONDER_EXTENSIONS = `extendedKeyUsage=OCSPSigning\nnoCheck=ignored\n${LEAF_EXTENSIONS}`;
const PERIOD = { from: '20200101000000Z', to: '20401231000000Z' };

const flipped = (bytes: Uint8Array, at: number) =>
  bytes.with(at < 0 ? bytes.length + at : at, bytes.at(at)! ^ 1);
const replaced = (bytes: Uint8Array, from: Uint8Array, to: Uint8Array) => {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf(from);
  if (at < 0) throw new Error('nothing to replace');
  copy.set(to, at);
  return new Uint8Array(copy);
};

describe.skipIf(needs('openssl', 'openssl') === undefined)('messages of openssl', () => {
  let bench: Bench;
  let root: Uint8Array;
  let leaf: Uint8Array;
  let ec: Uint8Array;
  let twin: Uint8Array;

  beforeAll(async () => {
    bench = makeBench();
    const subject = '/C=JP/O=JPKI-MOCK TEST/OU=root';
    root = await certify(bench, { name: 'root', subject, extensions: CA_EXTENSIONS, ...PERIOD });
    twin = await certify(bench, { name: 'twin', subject, extensions: CA_EXTENSIONS, ...PERIOD });
    const under = (name: string, extensions: string, more: object = {}) =>
      certify(bench, { name, issuer: 'root', subject: `/C=JP/CN=${name}`, extensions, ...PERIOD, ...more });
    leaf = await under('leaf', LEAF_EXTENSIONS);
    ec = await under('ec', LEAF_EXTENSIONS, { key: 'ec', serial: '00FEDCBA' });
    await under('responder', RESPONDER_EXTENSIONS, { serial: '77' });
    await under('pretender', LEAF_EXTENSIONS, { serial: '78' });
    await under('foreign', RESPONDER_EXTENSIONS, { issuer: 'twin', serial: '79' });
    bench.write('content', 'application 申請');
  });
  afterAll(() => bench.remove());

  describe('CSR', () => {
    const nonce = randomBytes(32);
    let der: Uint8Array;
    beforeAll(async () => {
      bench.write(
        'csr.cnf',
        `[req]\nprompt=no\ndistinguished_name=dn\nattributes=more\n[dn]\nC=JP\nCN=phone\n[more]\nchallengePassword=abcd\n`,
      );
      await bench.run([
        'req',
        '-new',
        '-config',
        'csr.cnf',
        '-key',
        'ec.key',
        '-outform',
        'DER',
        '-out',
        'csr.der',
      ]);
      der = bench.read('csr.der');
    });
    test('subject, key and attributes are read; possession is proved', () => {
      const csr = decodeCsr(der);
      expect(csr.subject.map(({ value }) => value)).toEqual(['JP', 'phone']);
      expect(csr.popVerified).toBe(true);
      expect(csr.spki).toEqual(decodeCertificate(ec).spki);
      expect(Object.keys(csr.attributes)).toEqual(['1.2.840.113549.1.9.7']);
      expect(csr.octetAttribute('1.2.840.113549.1.9.7')).toBeUndefined();
      expect(csr.strict).toEqual({ ok: true });
    });
    test('an OCTET STRING attribute is found by its OID', () => {
      const value = Buffer.concat([Buffer.of(4, 32), nonce]);
      const attribute = tlv(0x30, tlv(0x06, Buffer.of(0x2a, 3, 4)), tlv(0x31, value));
      const info = tlv(
        0x30,
        Buffer.of(2, 1, 0),
        tlv(0x30),
        Buffer.from(decodeCertificate(ec).spki),
        tlv(0xa0, attribute),
      );
      const signature = sign('sha256', info, createPrivateKey(Buffer.from(bench.read('ec.key'))));
      const algorithm = tlv(0x30, tlv(0x06, Buffer.from('2A8648CE3D040302', 'hex')));
      const csr = decodeCsr(tlv(0x30, info, algorithm, tlv(0x03, Buffer.of(0), signature)));
      expect(csr).toMatchObject({ popVerified: true, subject: [] });
      expect(Buffer.from(csr.octetAttribute('1.2.3.4')!)).toEqual(nonce);
    });
    test('a changed name breaks the proof', () => {
      const changed = replaced(der, Buffer.from('phone'), Buffer.from('phony'));
      expect(decodeCsr(changed)).toMatchObject({
        popVerified: false,
        popFault: 'the signature does not verify',
      });
    });
    test('the key of another breaks the proof', async () => {
      await bench.run([
        'genpkey',
        '-algorithm',
        'EC',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-out',
        'x.key',
      ]);
      const other = createPublicKey(createPrivateKey(Buffer.from(bench.read('x.key')))).export({
        format: 'der',
        type: 'spki',
      });
      expect(decodeCsr(replaced(der, decodeCertificate(ec).spki, other)).popVerified).toBe(false);
    });
  });

  describe('CMS', () => {
    const make = async (name: string, ...more: string[]) => {
      await bench.run([
        'cms',
        '-sign',
        '-binary',
        '-nodetach',
        '-in',
        'content',
        '-signer',
        `${name}.pem`,
        '-inkey',
        `${name}.key`,
        '-md',
        'sha256',
        '-outform',
        'DER',
        '-out',
        'cms.der',
        ...more,
      ]);
      return bench.read('cms.der');
    };
    test.each(['leaf', 'ec'])('signed by %s, with signing-certificate-v2', async (name) => {
      const cms = decodeCms(await make(name, '-cades'));
      expect(cms.reasons).toEqual([]);
      expect(cms).toMatchObject({
        digestOk: true,
        signatureOk: true,
        signingCertificateV2Ok: true,
        strict: { ok: true },
      });
      expect(Buffer.from(cms.content!).toString()).toBe('application 申請');
      expect(cms.signerCertDer).toEqual(name === 'leaf' ? leaf : ec);
      expect(cms.signingTime).toBeInstanceOf(Date);
    });
    test.each([
      ['by key identifier', '-keyid'],
      ['without attributes', '-noattr'],
      ['BER', '-stream'],
    ])('%s', async (_, option) => {
      const cms = decodeCms(await make('leaf', option));
      expect(cms).toMatchObject({ digestOk: true, signatureOk: true, reasons: [] });
      expect(cms.strict.ok).toBe(option !== '-stream');
    });
    test('changed content, signature, attribute or certificate are told apart', async () => {
      const good = await make('leaf', '-cades');
      const content = replaced(good, Buffer.from('application'), Buffer.from('Application'));
      expect(decodeCms(content)).toMatchObject({ digestOk: false, signatureOk: true });
      expect(decodeCms(flipped(good, -1))).toMatchObject({ digestOk: true, signatureOk: false });
      const certificateFlipped = replaced(good, leaf, flipped(leaf, -1));
      expect(decodeCms(certificateFlipped)).toMatchObject({
        signatureOk: true,
        signingCertificateV2Ok: false,
      });
    });
    test('a detached content must be handed in', async () => {
      await bench.run([
        'cms',
        '-sign',
        '-binary',
        '-in',
        'content',
        '-signer',
        'leaf.pem',
        '-inkey',
        'leaf.key',
        '-outform',
        'DER',
        '-out',
        'detached.der',
      ]);
      const der = bench.read('detached.der');
      expect(decodeCms(der)).toMatchObject({ digestOk: false, content: undefined });
      expect(decodeCms(der, bench.read('content'))).toMatchObject({
        digestOk: true,
        signatureOk: true,
        reasons: [],
      });
      expect(decodeCms(der, Buffer.from('else')).digestOk).toBe(false);
    });
    test('without the certificate nothing is verified', async () => {
      expect(decodeCms(await make('leaf', '-nocerts'))).toMatchObject({
        signatureOk: false,
        signerCertDer: undefined,
      });
    });
    test('two signers are one too many', async () => {
      const { reasons } = decodeCms(await make('leaf', '-signer', 'ec.pem', '-inkey', 'ec.key'));
      expect(reasons).toContain('2 signers where one is expected');
    });
  });

  describe('OCSP', () => {
    const SERIAL = '1234ABCD';
    const respond = async (
      signer: string,
      line = `V\t401231000000Z\t\t${SERIAL}\tunknown\t/C=JP/CN=leaf\n`,
      issuer = 'root',
      ...more: string[]
    ) => {
      bench.write('ocsp.db', line);
      await bench.run([
        'ocsp',
        '-sha256',
        '-issuer',
        `${issuer}.pem`,
        '-serial',
        `0x${SERIAL}`,
        '-reqout',
        'req.der',
      ]);
      await bench.run([
        'ocsp',
        '-index',
        'ocsp.db',
        '-CA',
        `${issuer}.pem`,
        '-rsigner',
        `${signer}.pem`,
        '-rkey',
        `${signer}.key`,
        '-reqin',
        'req.der',
        '-respout',
        'resp.der',
        '-nmin',
        '15',
        ...more,
      ]);
      return bench.read('resp.der');
    };
    /** openssl answers at its own time, so the instant of judgement is taken from the answer. */
    const judge = (response: Uint8Array, more: object = {}) => {
      const at = decodeOcspResponse(response).producedAt!;
      return judgeOcsp({ response, issuer: root, serialHex: SERIAL, at, ...more });
    };
    const rules = (verdict: ReturnType<typeof judgeOcsp>) =>
      verdict.ok ? [] : [...new Set(verdict.reasons.map(({ rule }) => rule))];

    test('request and answer are read, the nonce too', async () => {
      const response = await respond('responder');
      const request = decodeOcspRequest(bench.read('req.der'));
      expect(request.certIds).toHaveLength(1);
      expect(request.certIds[0]).toMatchObject({ hashAlgorithm: 'sha256', serialHex: SERIAL });
      expect(request.nonceHex).toMatch(/^[0-9A-F]{32}$/);
      const read = decodeOcspResponse(response);
      expect(read).toMatchObject({
        responseStatus: 'successful',
        nonceHex: request.nonceHex,
        responses: [{ status: 'good', certId: request.certIds[0] }],
      });
      expect(read.certs).toEqual([bench.read('responder.der')]);
      expect(judge(response, { nonceHex: request.nonceHex })).toMatchObject({ ok: true, status: 'good' });
      expect(rules(judge(response, { nonceHex: 'AB' }))).toEqual(['nonce']);
    });
    test.each([[[]], [['-resp_key_id']]])('a delegated responder counts %j', async (options) => {
      expect(judge(await respond('responder', undefined, 'root', ...options))).toMatchObject({ ok: true });
    });
    test('the issuer itself counts', async () =>
      expect(judge(await respond('root'))).toMatchObject({ ok: true }));
    test('revoked, with time and reason', async () => {
      const line = `R\t401231000000Z\t260102030405Z,affiliationChanged\t${SERIAL}\tunknown\t/C=JP/CN=leaf\n`;
      expect(judge(await respond('responder', line))).toMatchObject({
        ok: true,
        status: 'revoked',
        reason: 'affiliationChanged',
        revokedAt: new Date('2026-01-02T03:04:05Z'),
      });
    });
    test('unknown', async () =>
      expect(judge(await respond('responder', ''))).toMatchObject({ ok: true, status: 'unknown' }));
    test('a signer without the purpose, or certified by another CA of that name, is not authorised', async () => {
      expect(rules(judge(await respond('pretender')))).toEqual(['responder-not-authorised']);
      expect(rules(judge(await respond('foreign')))).toEqual(['responder-not-authorised']);
    });
    test('a broken signature is seen', async () => {
      const response = await respond('responder', undefined, 'root', '-resp_no_certs');
      expect(rules(judge(response))).toEqual(['responder-not-found']);
      expect(rules(judge(flipped(await respond('root', undefined, 'root', '-resp_no_certs'), -1)))).toEqual([
        'signature',
      ]);
    });
    test('an answer about another serial number or issuer is none', async () => {
      expect(rules(judge(await respond('responder'), { serialHex: '01' }))).toEqual([
        'certificate-not-answered',
      ]);
      const ofTwin = await respond('foreign', undefined, 'twin');
      expect(judge(ofTwin, { issuer: twin })).toMatchObject({ ok: true });
      expect(rules(judge(ofTwin))).toEqual(['responder-not-authorised', 'certificate-not-answered']);
    });
    test('freshness, to the millisecond', async () => {
      const response = await respond('responder');
      const { thisUpdate, nextUpdate } = decodeOcspResponse(response).responses[0]!;
      const at = (time: number) => rules(judge(response, { at: new Date(time) }));
      expect(at(nextUpdate!.getTime())).toEqual([]);
      expect(at(nextUpdate!.getTime() + 1)).toEqual(['stale']);
      expect(at(thisUpdate.getTime() - 1)).toEqual(['not-yet-valid']);
      expect(rules(judge(response, { at: new Date(nextUpdate!.getTime() + 1), skewMsMax: 1 }))).toEqual([]);
    });
    test('an error answer and garbage are named', () => {
      const input = { issuer: root, serialHex: SERIAL, at: new Date() };
      expect(decodeOcspResponse(Buffer.from('30030A0106', 'hex'))).toMatchObject({
        responseStatus: 'unauthorized',
        responses: [],
      });
      expect(rules(judgeOcsp({ ...input, response: Buffer.from('30030A0103', 'hex') }))).toEqual([
        'response-status',
      ]);
      expect(rules(judgeOcsp({ ...input, response: Buffer.from('3000', 'hex') }))).toEqual(['unreadable']);
    });
  });

  test('CRL: number, entries with reasons, and who signed it', async () => {
    bench.write(
      'crl.cnf',
      '[ca]\ndefault_ca=here\n[here]\ndatabase=crl.db\ncrlnumber=crl.number\ndefault_md=sha256\ncrl_extensions=ext\n[ext]\nauthorityKeyIdentifier=keyid\nissuingDistributionPoint=critical,@idp\n[idp]\nfullname=dirName:where\nonlyuser=TRUE\n[where]\nC=JP\nCN=Mihon-shi CRLDP\n',
    );
    bench.write(
      'crl.db',
      'R\t401231000000Z\t260102030405Z,superseded\t0ABC\tunknown\t/CN=a\nR\t401231000000Z\t260102030406Z\t0ABD\tunknown\t/CN=b\n',
    );
    bench.write('crl.number', '0100');
    await bench.run([
      'ca',
      '-gencrl',
      '-config',
      'crl.cnf',
      '-cert',
      'root.pem',
      '-keyfile',
      'root.key',
      '-crldays',
      '2',
      '-out',
      'crl.pem',
    ]);
    await bench.run(['crl', '-in', 'crl.pem', '-outform', 'DER', '-out', 'crl.der']);
    const der = bench.read('crl.der');
    const crl = decodeCrl(der);
    expect(crl).toMatchObject({
      number: 256n,
      entries: [
        { serialHex: '0ABC', at: new Date('2026-01-02T03:04:05Z'), reason: 'superseded' },
        { serialHex: '0ABD', at: new Date('2026-01-02T03:04:06Z'), reason: 'unspecified' },
      ],
      distributionPoint: { onlyUserCerts: true, onlyCaCerts: false },
      unknownCritical: [],
      strict: { ok: true },
    });
    expect(crl.nextUpdate!.getTime() - crl.thisUpdate.getTime()).toBe(2 * 24 * 3600 * 1000);
    expect(crl.verifiedBy(root)).toBe(true);
    expect(crl.verifiedBy(twin)).toBe(false);
    expect(crl.verifiedBy(leaf)).toBe(false);
    expect(decodeCrl(flipped(der, -1)).verifiedBy(root)).toBe(false);

    const extensions = CA_EXTENSIONS.replace(',cRLSign', '');
    const without = await certify(bench, { name: 'without', subject: '/C=JP/CN=w', extensions, ...PERIOD });
    await bench.run(
      [
        'ca',
        '-gencrl',
        '-config',
        'crl.cnf',
        '-cert',
        'without.pem',
        '-keyfile',
        'without.key',
        '-crldays',
        '2',
      ].concat('-out', 'w.pem'),
    );
    await bench.run(['crl', '-in', 'w.pem', '-outform', 'DER', '-out', 'w.der']);
    expect(decodeCrl(bench.read('w.der')).issuerDer).toEqual(decodeCertificate(without).subjectDer);
    expect(decodeCrl(bench.read('w.der')).verifiedBy(without)).toBe(false);
  });

  describe('JWS', () => {
    const make = (alg: string, name: 'leaf' | 'ec', more: object = {}) => {
      const x5c = [Buffer.from(bench.read(`${name}.der`)).toString('base64')];
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const signed = `${part({ alg, x5c, ...more })}.${part({ nonce: 1 })}`;
      const key = createPrivateKey(Buffer.from(bench.read(`${name}.key`)));
      return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
    };
    test.each([
      ['ES256', 'ec'],
      ['RS256', 'leaf'],
    ] as const)('%s', (alg, name) => {
      const jws = decodeJws(make(alg, name));
      expect(jws).toMatchObject({ header: { alg }, verified: true, reasons: [] });
      expect(Buffer.from(jws.payload).toString()).toBe('{"nonce":1}');
      expect(new Uint8Array(jws.x5c[0]!)).toEqual(name === 'ec' ? ec : leaf);
    });
    test('what does not verify says why', () => {
      const good = make('ES256', 'ec');
      const [head, body, tail] = good.split('.') as [string, string, string];
      expect(decodeJws(`${head}.${Buffer.from('{"nonce":2}').toString('base64url')}.${tail}`)).toMatchObject({
        verified: false,
        reasons: ['the signature does not verify'],
      });
      expect(decodeJws(make('RS256', 'ec')).reasons).toEqual(['RS256 needs an RSA key']);
      expect(decodeJws(make('none', 'ec')).reasons).toEqual(['alg none is not accepted']);
      expect(decodeJws(make('ES256', 'ec', { x5c: undefined })).reasons).toEqual(['no x5c to verify with']);
      expect(decodeJws(make('ES256', 'ec', { crit: ['b64'] })).verified).toBe(false);
      for (const bad of [
        `${good}=`,
        `${head}.${body}`,
        `${head}.${body} .${tail}`,
        `${head}.${body}.${tail.slice(0, -1)}/`,
        `e30x.${body}.${tail}`,
      ]) {
        expect(() => decodeJws(bad)).toThrow(expect.objectContaining({ code: 'ERR_JWS' }));
      }
    });
    test('spare bits in base64url must be zero', () => {
      const good = make('ES256', 'ec');
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const last = alphabet[alphabet.indexOf(good.at(-1)!) + 1]!;
      expect(() => decodeJws(good.slice(0, -1) + last)).toThrow('not canonical base64url');
    });
    test('a DER signature is not one of JWS', () => {
      const [head, body] = make('ES256', 'ec').split('.');
      const key = createPrivateKey(Buffer.from(bench.read('ec.key')));
      const der = sign('sha256', Buffer.from(`${head}.${body}`), key).toString('base64url');
      expect(decodeJws(`${head}.${body}.${der}`).verified).toBe(false);
    });
  });
});

function tlv(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const length =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.of(tag, ...length), body]);
}
