/** Who is who over TLS, as node:https, curl and OpenSSL come in. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request as httpsRequest, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCertificate, name, p256PrivateKey, p256Signer, toPem } from '../pki/index.ts';
import { createService, jsonResponse, operation } from '../profile/index.ts';
import {
  chanceFrom,
  clientCertificateOf,
  createWorld,
  machineChance,
  machineClock,
  needs,
} from '../world/index.ts';
import { type LoopbackServer, serveOnLoopback, throughNetwork } from './servers.ts';
import { createTlsAuthority, type TlsIdentity } from './tls.ts';

const HOST = 'verifier.jlis.test';
const DAY_MS = 86_400_000;
const now = machineClock.now();
const days = (count: number): Date => new Date(now.getTime() + count * DAY_MS);
const authority = createTlsAuthority({ chance: machineChance(), at: now });
const another = createTlsAuthority({ chance: machineChance(), at: now });
const ca = authority.client('accredited-ca');

/** With the subject of `ca`, and signed by its own key. */
function selfMade(): TlsIdentity {
  const scalar = chanceFrom('self-made').bytes(32);
  const signer = p256Signer(scalar);
  const subject = name([
    ['O', 'FPOS-HIL MOCK TEST'],
    ['CN', 'accredited-ca'],
  ]);
  const [notBefore, notAfter] = [days(-1), days(1)];
  const fields = { serial: 5n, issuer: subject, subject, notBefore, notAfter, spki: signer.spki };
  return {
    certificate: buildCertificate({ ...fields, extensions: [], signer }),
    privateKey: Uint8Array.from(p256PrivateKey(scalar).export({ type: 'pkcs8', format: 'der' })),
  };
}

const CLIENTS: Readonly<Record<string, { identity: TlsIdentity | undefined; known: boolean }>> = {
  'the registered one': { identity: ca, known: true },
  'another of this root': { identity: authority.client('another'), known: true },
  none: { identity: undefined, known: false },
  'one of another root with the same subject': { identity: another.client('accredited-ca'), known: false },
  'a self-made one with the same subject': { identity: selfMade(), known: false },
  'one that has expired': {
    identity: authority.client('accredited-ca', { notBefore: days(-2), notAfter: days(-1) }),
    known: false,
  },
  'one that is not valid yet': {
    identity: authority.client('accredited-ca', { notBefore: days(1), notAfter: days(2) }),
    known: false,
  },
  'the certificate of a server': { identity: authority.server('accredited-ca'), known: false },
};

const world = createWorld({ seed: 1, clock: machineClock });
/** Tells whom it was told about. */
const who = createService('Who (TEST)', [
  operation({
    method: 'GET',
    path: '/who',
    summary: 'Who calls.',
    answers: { 200: { says: 'Certificate as Base64.' } },
    handle: ({ headers }) => {
      const told = clientCertificateOf({ headers });
      return jsonResponse(told ? Buffer.from(told).toString('base64') : null);
    },
  }),
]);

let server: LoopbackServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fpos-hil-tls-'));
  world.network.serve(HOST, 'jlis', who);
  server = await serveOnLoopback(throughNetwork(world), {
    host: HOST,
    tls: { identity: authority.server(HOST), clientRoot: authority.root },
  });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const ROOT = toPem('CERTIFICATE', authority.root);

/** One GET by node:https, under the name of the host. */
function get(path: string, identity: TlsIdentity | undefined, more: RequestOptions = {}) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const options: RequestOptions = {
      ...(identity && {
        cert: toPem('CERTIFICATE', identity.certificate),
        key: toPem('PRIVATE KEY', identity.privateKey),
      }),
      agent: false,
      ca: ROOT,
      servername: HOST,
      ...more,
    };
    const sent = httpsRequest(`${server.url}${path}`, options, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text })).on('error', reject);
    });
    sent.on('error', reject).end();
  });
}

const told = (identity: TlsIdentity | undefined): string =>
  JSON.stringify(identity ? Buffer.from(identity.certificate).toString('base64') : null);

test.each(Object.entries(CLIENTS))('node:https with %s', async (_name, { identity, known }) => {
  expect(await get('/who', identity)).toEqual({ status: 200, text: told(known ? identity : undefined) });
});

test('what a client says of itself in a header field is not passed on', async () => {
  const headers = { 'Client-Cert': `:${Buffer.from(ca.certificate).toString('base64')}:` };
  expect(await get('/who', undefined, { headers })).toEqual({ status: 200, text: 'null' });
  expect(await get('/who', CLIENTS['another of this root']!.identity, { headers })).toMatchObject({
    text: told(CLIENTS['another of this root']!.identity),
  });
});

test('on a kept connection, and on one taken up again, the client stays who it is', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (const identity of [ca, ca, undefined, authority.client('another'), undefined, ca])
    expect((await get('/who', identity, { agent })).text).toBe(told(identity));
  agent.destroy();
});

test('the observation has the digest of the certificate', async () => {
  await get('/who', ca);
  const last = world.recorder.observations.at(-1)!;
  expect(last).toMatchObject({
    url: `https://${HOST}/who`,
    clientCertificate: createHash('sha256').update(ca.certificate).digest('hex'),
  });
});

test('a client that knows another root does not come in; nor one that speaks no TLS', async () => {
  await expect(get('/who', ca, { ca: toPem('CERTIFICATE', another.root) })).rejects.toThrow();
  await expect(fetch(server.url.replace('https', 'http'))).rejects.toThrow();
  await expect(get('/who', ca, { servername: 'other.test' })).rejects.toThrow(/altnames/);
  expect((await get('/who', ca)).status).toBe(200);
});

test('the same chance makes the same certificates; another, others', () => {
  const make = (seed: number) => {
    const made = createTlsAuthority({ chance: chanceFrom(seed), at: new Date('2026-04-01T00:00:00Z') });
    return [
      made.root,
      made.server('a').certificate,
      made.client('b').certificate,
      made.client('c').certificate,
    ];
  };
  expect(make(1)).toEqual(make(1));
  const [first, second] = [make(1), make(2)];
  expect(first.filter((der, i) => Buffer.from(der).equals(Buffer.from(second[i]!)))).toEqual([]);
});

const run = promisify(execFile);
const file = async (fileName: string, content: string): Promise<string> => {
  await writeFile(join(folder, fileName), content);
  return join(folder, fileName);
};
const files = async ({ certificate, privateKey }: TlsIdentity): Promise<readonly [string, string]> => [
  await file('client.pem', toPem('CERTIFICATE', certificate)),
  await file('client.key', toPem('PRIVATE KEY', privateKey)),
];

const curl = needs('curl', 'curl');
describe.skipIf(curl === undefined)('curl', () => {
  test.each(Object.entries(CLIENTS))('with %s', async (_name, { identity, known }) => {
    const [cert, key] = identity ? await files(identity) : [];
    const { stdout } = await run(curl!, [
      ...['--silent', '--show-error', '--max-time', '20', '--cacert', await file('root.pem', ROOT)],
      ...['--connect-to', `${HOST}:443:127.0.0.1:${server.port}`],
      ...(cert && key ? ['--cert', cert, '--key', key] : []),
      `https://${HOST}/who`,
    ]);
    expect(stdout).toBe(told(known ? identity : undefined));
  });
});

const openssl = needs('openssl', 'openssl');
describe.skipIf(openssl === undefined)('OpenSSL', () => {
  test('finds root, server and client certificates good for what they are for, and only that', async () => {
    const root = await file('root.pem', ROOT);
    const verify = async (purpose: string, { certificate }: TlsIdentity, ...more: readonly string[]) => {
      const path = await file('leaf.pem', toPem('CERTIFICATE', certificate));
      const { stdout } = await run(openssl!, [
        ...['verify', '-x509_strict', '-purpose', purpose, '-CAfile', root, ...more, path],
      ]).catch((error: { stdout: string }) => error);
      return stdout.replace(path, '').trim();
    };
    const host = authority.server(HOST);
    expect(await verify('sslserver', host, '-verify_hostname', HOST)).toBe(': OK');
    expect(await verify('sslserver', host, '-verify_ip', '127.0.0.1')).toBe(': OK');
    expect(await verify('sslserver', host, '-verify_hostname', 'other.test')).not.toBe(': OK');
    expect(await verify('sslclient', ca)).toBe(': OK');
    expect(await verify('sslclient', host)).not.toBe(': OK');
    expect(await verify('sslserver', ca)).not.toBe(': OK');
  });

  test('s_client is asked for a certificate of the root, by name', async () => {
    const [cert, key] = await files(ca);
    const running = run(openssl!, [
      ...['s_client', '-connect', `127.0.0.1:${server.port}`, '-servername', HOST, '-verify_return_error'],
      ...['-CAfile', await file('root.pem', ROOT), '-cert', cert, '-key', key, '-ign_eof'],
    ]);
    running.child.stdin!.end('GET /who HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    const { stdout } = await running;
    expect(stdout).toContain(
      'Acceptable client certificate CA names\nO = FPOS-HIL MOCK TEST, CN = TLS root TEST',
    );
    expect(stdout).toContain('Verify return code: 0 (ok)');
    expect(stdout).toContain(told(ca));
  });
});
