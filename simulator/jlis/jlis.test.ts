import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { citizenOf } from '../people/index.ts';
import {
  buildOcspRequest,
  certId,
  readCertificate,
  readOcspResponse,
  toPem,
  verifyOcspResponse,
} from '../pki/index.ts';
import { needs } from '../world/foreign-program.ts';
import { createWorld, machineClock, type World } from '../world/index.ts';
import { createJlis, type IssuedCard, JLIS_HOSTS, type Jlis } from './index.ts';

const openssl = needs('openssl', 'openssl');
const run = promisify(execFile);

const OCSP = { sign: `http://${JLIS_HOSTS.ocspSign}/`, auth: `http://${JLIS_HOSTS.ocspAuth}/` } as const;

const post = (world: World, url: string, body: Uint8Array): Promise<Response> =>
  world.network.fetchAs('rig')(url, {
    method: 'POST',
    headers: { 'content-type': 'application/ocsp-request' },
    body,
  });

async function statusOf(world: World, jlis: Jlis, kind: 'sign' | 'auth', serial: bigint): Promise<string> {
  const issuer = readCertificate(jlis.anchors[kind]);
  const asked = certId(issuer.der, serial, 'sha1');
  const answer = await post(
    world,
    OCSP[kind],
    buildOcspRequest({ certIds: [asked], nonce: world.chance.bytes(16) }),
  );
  const response = readOcspResponse(new Uint8Array(await answer.arrayBuffer()));
  const verdict = verifyOcspResponse({ response, issuerCert: issuer, certId: asked, now: world.clock.now() });
  return verdict.ok ? verdict.status : verdict.why;
}

test('a citizen has the same serials in a world where others were asked for before', () => {
  const one = createJlis(createWorld({ seed: 3 }));
  const world = createWorld({ seed: 3 });
  const other = createJlis(world);
  for (let n = 1; n < 6; n++) other.issueCard(citizenOf(world.chance, n));
  const serial = (jlis: Jlis) => readCertificate(jlis.issueCard(citizenOf(world.chance, 77)).signCert).serial;
  expect(serial(one)).toBe(serial(other));
});

test('status is good, then revoked at once, and unknown for a number that was never issued', async () => {
  const world = createWorld({ seed: 1 });
  const jlis = createJlis(world);
  const citizen = citizenOf(world.chance, 5);
  const { serial } = readCertificate(jlis.issueCard(citizen).signCert);
  expect(await statusOf(world, jlis, 'sign', serial)).toBe('good');
  expect(await statusOf(world, jlis, 'sign', serial + 1n)).toBe('unknown');
  jlis.revoke('sign', citizen, 'affiliationChanged');
  expect(await statusOf(world, jlis, 'sign', serial)).toBe('revoked');
  // The certificate of the other kind is untouched.
  expect(await statusOf(world, jlis, 'auth', readCertificate(jlis.issueCard(citizen).authCert).serial)).toBe(
    'good',
  );
});

test('whatever bytes are sent, the responder answers with an OCSP response', async () => {
  const world = createWorld({ seed: 1 });
  const jlis = createJlis(world);
  const good = buildOcspRequest({ certIds: [certId(jlis.anchors.sign, 9n, 'sha1')] });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), fc.nat(good.length - 1), async (noise, cut) => {
      for (const body of [noise, good.slice(0, cut)]) {
        const response = await post(world, OCSP.sign, body);
        expect(response.status).toBe(200);
        const { status } = readOcspResponse(new Uint8Array(await response.arrayBuffer()));
        expect(['malformedRequest', 'successful']).toContain(status);
      }
    }),
    { numRuns: 60 },
  );
});

describe.skipIf(openssl === undefined)('judged by OpenSSL', () => {
  let dir: string;
  let world: World;
  let jlis: Jlis;
  let card: IssuedCard;
  const file = (name: string): string => join(dir, name);
  const ask = (...args: string[]) => run(openssl!, args).then((r) => r.stdout + r.stderr);

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'jlis-'));
    world = createWorld({ seed: 1, clock: machineClock });
    jlis = createJlis(world);
    card = jlis.issueCard(citizenOf(world.chance, 1));
    await writeFile(file('sign-ca.pem'), toPem('CERTIFICATE', jlis.anchors.sign));
    await writeFile(file('auth-ca.pem'), toPem('CERTIFICATE', jlis.anchors.auth));
    await writeFile(file('sign.pem'), toPem('CERTIFICATE', card.signCert));
    await writeFile(file('auth.pem'), toPem('CERTIFICATE', card.authCert));
  });
  afterAll(() => rm(dir, { recursive: true }));

  test.for(['sign', 'auth'] as const)('the chain of the %s certificate verifies', async (kind) => {
    expect(await ask('verify', '-CAfile', file(`${kind}-ca.pem`), file(`${kind}.pem`))).toContain(': OK');
    const wrong = file(`${kind === 'sign' ? 'auth' : 'sign'}-ca.pem`);
    await expect(ask('verify', '-CAfile', wrong, file(`${kind}.pem`))).rejects.toThrow();
  });

  test('the certificates have the public profile, and no address of a real authority', async () => {
    const sign = await ask(
      'x509',
      '-in',
      file('sign.pem'),
      '-noout',
      '-text',
      '-nameopt',
      'utf8,sep_comma_plus',
    );
    expect(sign).toContain('Digital Signature, Non Repudiation');
    expect(sign).toContain('1.2.392.200149.8.5.1.1.20');
    expect(sign).toContain('O=JPKI-MOCK TEST');
    expect(sign).not.toContain('Authority Information Access');
    const auth = await ask('x509', '-in', file('auth.pem'), '-noout', '-text');
    expect(auth).toContain('TLS Web Client Authentication');
    expect(auth).toContain('OCSP - URI:http://ocsp-auth.jlis.test');
    for (const text of [sign, auth]) expect(text).not.toMatch(/jpki\.go\.jp|j-lis\.go\.jp/);
  });

  test.for(['sign', 'auth'] as const)(
    'the answers about the %s certificate verify, good and revoked, and the CRL lists it',
    async (kind) => {
      const answer = async (): Promise<string> => {
        await ask(
          'ocsp',
          '-issuer',
          file(`${kind}-ca.pem`),
          '-cert',
          file(`${kind}.pem`),
          '-no_nonce',
          '-reqout',
          file('request.der'),
        );
        const response = await post(world, OCSP[kind], new Uint8Array(await readFile(file('request.der'))));
        await writeFile(file('response.der'), new Uint8Array(await response.arrayBuffer()));
        return ask(
          'ocsp',
          '-respin',
          file('response.der'),
          '-reqin',
          file('request.der'),
          '-issuer',
          file(`${kind}-ca.pem`),
          '-cert',
          file(`${kind}.pem`),
          '-CAfile',
          file(`${kind}-ca.pem`),
        );
      };
      const crl = async (): Promise<string> => {
        const url = `http://${kind === 'sign' ? JLIS_HOSTS.crlSign : JLIS_HOSTS.crlAuth}/full.crl`;
        const response = await world.network.fetchAs('rig')(url);
        await writeFile(file('full.crl'), new Uint8Array(await response.arrayBuffer()));
        return ask(
          'crl',
          '-inform',
          'DER',
          '-in',
          file('full.crl'),
          '-CAfile',
          file(`${kind}-ca.pem`),
          '-noout',
          '-text',
        );
      };
      const good = await answer();
      expect(good).toContain('Response verify OK');
      expect(good).toMatch(/\.pem: good/);
      const serial = readCertificate(kind === 'sign' ? card.signCert : card.authCert)
        .serial.toString(16)
        .toUpperCase();
      expect(await crl()).not.toContain(serial);
      jlis.revoke(kind, card.citizen, 'affiliationChanged');
      const revoked = await answer();
      expect(revoked).toContain('Response verify OK');
      expect(revoked).toMatch(/\.pem: revoked[\s\S]*affiliationChanged/);
      const listed = await crl();
      expect(listed).toContain('verify OK');
      expect(listed).toContain(serial);
    },
  );
});

test('by GET too, with the slashes of Base64 escaped or not', async () => {
  const world = createWorld({ seed: 1 });
  const jlis = createJlis(world);
  // A request whose Base64 has a slash; nonces are drawn until one comes.
  const asked = certId(jlis.anchors.sign, 9n, 'sha1');
  let text = '';
  for (let i = 0; i < 200 && !text.includes('/'); i++)
    text = Buffer.from(buildOcspRequest({ certIds: [asked], nonce: world.chance.bytes(16) })).toString(
      'base64',
    );
  expect(text).toContain('/');
  for (const path of [encodeURIComponent(text), text]) {
    const response = await world.network.fetchAs('rig')(OCSP.sign + path);
    expect(readOcspResponse(new Uint8Array(await response.arrayBuffer())).status).toBe('successful');
  }
});
