/** OpenSSL and a linter of ours judge what the CA publishes. Who builds does not judge. */
import { execFile } from 'node:child_process';
import { sign } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CA_HOST, caSteps } from '../ca/index.ts';
import { p384PrivateKey } from '../card/index.ts';
import {
  name,
  nameAttribute,
  OID,
  octetString,
  prepareCsr,
  readCertificate,
  spkiOf,
  toPem,
} from '../pki/index.ts';
import { applicationBinding, PROFILE_OID, prepareJws, sha256Hex } from '../profile/index.ts';
import { needs } from '../world/index.ts';
import { serveOnLoopback } from './servers.ts';
import { type CaSetting, caSetting, DAY, type Phone } from './testing/ca-setting.ts';

const openssl = needs('openssl', 'openssl');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fpos-hil-ca-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const TIMEOUT_MS = 30_000;
const run = (...args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(openssl!, args, { cwd: folder, timeout: TIMEOUT_MS }, (error, out, err) =>
      resolve(`${error ? 'FAILED ' : ''}${out}${err}`),
    );
  });
const file = async (name: string, content: Uint8Array | string): Promise<string> => {
  await writeFile(join(folder, name), content);
  return name;
};
const seconds = (own: CaSetting): string => String(Math.floor(own.clock.now().getTime() / 1000));
const keep = async (own: CaSetting, phone: Phone): Promise<void> => {
  await file('ca.pem', toPem('CERTIFICATE', own.ca.certificate));
  await file('basic.pem', toPem('CERTIFICATE', phone.certificate));
  const attribute = new Uint8Array(Buffer.from(phone.issued.attributeCertificate!, 'base64'));
  await file('attribute.pem', toPem('CERTIFICATE', attribute));
};

describe.runIf(openssl)('OpenSSL', () => {
  test('verifies both kinds under the trust anchor, with policy, and no longer than five years', async () => {
    const own = caSetting({ policy: { recordsAddress: true, recordsBirth: true } });
    const phone = await own.enrol(1);
    await keep(own, phone);
    for (const [kind, policy] of [
      ['basic', PROFILE_OID.basicPolicy],
      ['attribute', PROFILE_OID.attributePolicy],
    ]) {
      const at = ['-attime', seconds(own), '-CAfile', 'ca.pem'];
      const strict = ['-x509_strict', '-policy', policy!, '-explicit_policy'];
      expect(await run('verify', ...at, ...strict, `${kind}.pem`)).toContain('OK');
      const other = ['-policy', '1.2.3.4', '-explicit_policy'];
      expect(await run('verify', ...at, ...other, `${kind}.pem`)).toContain('FAILED');
    }
    const text = await run('x509', '-in', 'basic.pem', '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus');
    for (const part of [
      'ca.test/ocsp',
      'ca.test/repository/ca.crl',
      'ca.test/repository/cps.html',
      'Digital Signature',
    ])
      expect(text).toContain(part);
    expect(await run('x509', '-in', 'attribute.pem', '-noout', '-subject')).toContain('NOT ACCREDITED');
    const { notBefore, notAfter } = readCertificate(phone.certificate);
    expect(new Date(notAfter.getTime() + 1000).getUTCFullYear() - notBefore.getUTCFullYear()).toBe(5);
  });

  test('verifies the list, and finds the revoked certificate in it with its reason', async () => {
    const own = caSetting();
    const phone = await own.enrol(1);
    await keep(own, phone);
    const first = await own.bytes('/repository/ca.crl');
    await file('first.crl', first);
    expect(await run('crl', '-inform', 'DER', '-in', 'first.crl', '-CAfile', 'ca.pem', '-noout')).toContain(
      'verify OK',
    );
    const wish = { purpose: 'revocation', wish: 'key-compromise', at: own.time(), nonce: own.nonce() };
    await own.post('/revocations', { jws: own.jws(phone, wish) });
    await file('second.crl', await own.bytes('/repository/ca.crl'));
    const text = await run(
      'crl',
      '-inform',
      'DER',
      '-in',
      'second.crl',
      '-CAfile',
      'ca.pem',
      '-noout',
      '-text',
      '-verify',
    );
    expect(text).toContain('verify OK');
    expect(text).toContain('Key Compromise');
    const number = async (name: string): Promise<bigint> =>
      BigInt((await run('crl', '-inform', 'DER', '-in', name, '-noout', '-crlnumber')).split('=')[1]!.trim());
    expect(await number('second.crl')).toBeGreaterThan(await number('first.crl'));
    await run('crl', '-inform', 'DER', '-in', 'second.crl', '-out', 'second.pem');
    const check = ['-crl_check', '-CRLfile', 'second.pem', '-attime', seconds(own), '-CAfile', 'ca.pem'];
    expect(await run('verify', ...check, 'basic.pem')).toContain('certificate revoked');
  });

  test('asks over a socket: unknown before the receipt, good after it, revoked at the end', async () => {
    const own = caSetting();
    const server = await serveOnLoopback(own.ca.handler, { host: CA_HOST });
    try {
      const phone = await own.enrol(1, 'abc-bank', { accept: false });
      await keep(own, phone);
      const ask = () =>
        run(
          ...[
            'ocsp',
            '-issuer',
            'ca.pem',
            '-cert',
            'basic.pem',
            '-url',
            `${server.url}/ocsp`,
            '-CAfile',
            'ca.pem',
          ],
          ...['-attime', seconds(own), '-validity_period', '2000000000'],
        );
      expect(await ask()).toMatch(/unknown[\s\S]*Response verify OK/);
      await own.accept(phone);
      expect(await ask()).toMatch(/good[\s\S]*Response verify OK/);
      const wish = { purpose: 'revocation', wish: 'stop', at: own.time(), nonce: own.nonce() };
      await own.post('/revocations', { jws: own.jws(phone, wish) });
      expect(await ask()).toMatch(/revoked[\s\S]*cessationOfOperation[\s\S]*Response verify OK/);
    } finally {
      await server.close();
    }
  });

  test('keys of a kind are taken where policy names it, and no weaker ones ever', async () => {
    const kinds = [
      [['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], 'p256'],
      [['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], 'p384'],
      [['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], 'rsa'],
      [['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'], undefined],
      [['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-224'], undefined],
      [['-algorithm', 'ED25519'], undefined],
    ] as const;
    for (const [args, kind] of kinds) {
      await run('genpkey', ...args, '-out', 'key.pem');
      await run('pkey', '-in', 'key.pem', '-pubout', '-outform', 'DER', '-out', 'key.der');
      const spki = new Uint8Array(await readFile(join(folder, 'key.der')));
      for (const accepted of ['p256', 'p384', 'rsa'] as const) {
        const take = () => caSteps.checkKey({ spki } as never, [accepted]);
        if (accepted === kind) expect(take).not.toThrow();
        else expect(take).toThrow('key-unacceptable');
      }
    }
  });
});

const KEYS = [
  {
    kind: 'rsa',
    keyOf: ({ world }: CaSetting) => world.keys.rsa('phone'),
    csr: 'sha256WithRSA',
    hash: 'sha256',
    jws: 'RS256',
    wrong: 'ES256',
  },
  {
    kind: 'p384',
    keyOf: ({ world }: CaSetting) => p384PrivateKey(world.chance.fork('phone').bytes(48)),
    csr: 'ecdsaWithSHA384',
    hash: 'sha384',
    jws: 'ES384',
    wrong: 'ES256',
  },
] as const;

test.for(KEYS)('a key of the kind $kind from request to the end, by policy', async (how) => {
  const own = caSetting({ policy: { keys: [how.kind] } });
  const key = how.keyOf(own);
  const begun = await own.begin();
  const prepared = prepareCsr({
    subject: name([]),
    spki: spkiOf(key),
    attributes: [
      {
        oid: PROFILE_OID.applicationBinding,
        values: [octetString(applicationBinding(begun.offer.application, begun.offer.nonce))],
      },
    ],
  });
  const csr = prepared.assemble(how.csr, sign(how.hash, prepared.toBeSigned, key));
  const content = { ...own.content(begun), csr: Buffer.from(csr).toString('base64') };
  const at = `/applications/${begun.offer.application}`;
  const { body } = await own.post(`${at}/signed`, { cms: own.signed(1, content) });
  const certificate = new Uint8Array(Buffer.from(body.certificate, 'base64'));
  const signed = (payload: object, algorithm: 'RS256' | 'ES256' | 'ES384' = how.jws): string => {
    const made = prepareJws(payload, [certificate], algorithm);
    return made.assemble(sign(how.hash, made.toBeSigned, { key, dsaEncoding: 'ieee-p1363' }));
  };
  const receipt = {
    purpose: 'receipt',
    application: begun.offer.application,
    certificate: sha256Hex(certificate),
  };
  const accept = (jws: string) => own.post(`${at}/acceptance`, { receipt: jws });
  expect((await accept(signed(receipt, how.wrong))).body.code).toBe('receipt-invalid');
  expect((await accept(signed(receipt))).status).toBe(204);
  const wish = { purpose: 'revocation', wish: 'stop', at: own.time(), nonce: own.nonce() };
  expect((await own.post('/revocations', { jws: signed(wish) })).body.revoked).toHaveLength(2);
  if (openssl === undefined) return;
  await file('request.der', csr);
  expect(await run('req', '-inform', 'DER', '-in', 'request.der', '-verify', '-noout')).toContain(
    'verify OK',
  );
  await file('ca.pem', toPem('CERTIFICATE', own.ca.certificate));
  await file('own.pem', toPem('CERTIFICATE', certificate));
  const when = ['-attime', seconds(own), '-CAfile', 'ca.pem'];
  expect(await run('verify', ...when, '-x509_strict', 'own.pem')).toContain('OK');
  await file('ca.crl', await own.bytes('/repository/ca.crl'));
  await run('crl', '-inform', 'DER', '-in', 'ca.crl', '-out', 'crl.pem');
  expect(await run('verify', ...when, '-crl_check', '-CRLfile', 'crl.pem', 'own.pem')).toContain(
    'certificate revoked',
  );
});

/** 施行規則6条5号ハ asks for the name of everybody; RFC 5280 foresees 64 characters in CN. */
test('a name beyond 64 characters is certified whole, and OpenSSL reads it; by policy it is refused', async () => {
  const long = `${'ロ'.repeat(40)}　${'ナ'.repeat(40)}`;
  const steps = {
    mapHolder: ((facts, policy) =>
      caSteps.mapHolder(
        { ...facts, name: long, nameFlags: '0'.repeat(81) },
        policy,
      )) as typeof caSteps.mapHolder,
  };
  const own = caSetting({ steps });
  const phone = await own.enrol(1);
  expect(nameAttribute(readCertificate(phone.certificate).subject, OID.commonName)).toBe(long);
  if (openssl !== undefined) {
    await keep(own, phone);
    const at = ['-attime', seconds(own), '-CAfile', 'ca.pem'];
    expect(await run('verify', ...at, 'basic.pem')).toContain('OK');
    const subject = await run(
      'x509',
      '-in',
      'basic.pem',
      '-noout',
      '-subject',
      '-nameopt',
      'utf8,sep_comma_plus',
    );
    expect(subject).toContain(long);
  }
  const strict = caSetting({ steps, policy: { longNames: 'refuse' } });
  await expect(strict.enrol(1)).rejects.toThrow('name-unmappable');
  expect(strict.ca.store.size('certificate')).toBe(0);
});

test('the pages say that all is a test, and the anchor is the one that apps trust', async () => {
  const own = caSetting();
  for (const name of ['cp', 'cps', 'terms', 'explanation'])
    for (const type of ['html', 'txt'])
      expect(Buffer.from(await own.bytes(`/repository/${name}.${type}`)).toString()).toContain('TEST');
  expect((await own.get('/repository/nothing.html')).status).toBe(404);
  expect(await own.bytes('/repository/ca.cer')).toEqual(own.ca.certificate);
});

test('a list is never past its nextUpdate, and is made anew every day', async () => {
  const own = caSetting();
  const first = await own.bytes('/repository/ca.crl');
  own.clock.advance(DAY - 1000);
  expect(await own.bytes('/repository/ca.crl')).toEqual(first);
  own.clock.advance(2000);
  expect(await own.bytes('/repository/ca.crl')).not.toEqual(first);
});
