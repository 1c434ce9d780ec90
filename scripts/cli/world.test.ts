/** OpenSSL, unmodified, against the world of the real command line. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foreignClient } from '../../simulator/world/index.ts';
import {
  citizen,
  fposHil,
  getFrom,
  run,
  send,
  startFposHil,
  startWorld,
  type ToldWorld,
} from './testing/cli.ts';

const openssl = foreignClient('openssl', 'openssl');
const KINDS = {
  sign: ['jpkiSign', 'ocspSign', 'crlSign'],
  auth: ['jpkiAuth', 'ocspAuth', 'crlAuth'],
} as const;
type Kind = keyof typeof KINDS;
const DAY_MS = 86_400_000;

let folder: string;
let world: Awaited<ReturnType<typeof startWorld>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fpos-hil-test-'));
  world = await startWorld();
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A certificate of a citizen as a file, PEM by OpenSSL itself. */
async function certificateFile(told: ToldWorld, number: number, kind: Kind): Promise<string> {
  const { certificates } = await citizen(told, number);
  const path = join(folder, `${number}-${kind}.der`);
  await writeFile(path, Buffer.from(certificates[kind], 'base64'));
  return path;
}

const ocsp = (told: ToldWorld, kind: Kind, ...args: readonly string[]) => {
  const [anchor, url] = KINDS[kind];
  const ca = told.anchors[anchor];
  return run('openssl', ['ocsp', '-url', told.urls[url], '-CAfile', ca, '-issuer', ca, ...args]);
};

async function crlText(told: ToldWorld, kind: Kind): Promise<{ text: string; verified: string }> {
  const [anchor, , crl] = KINDS[kind];
  const path = join(folder, `${kind}.crl`);
  await writeFile(path, Buffer.from(await (await fetch(told.urls[crl])).arrayBuffer()));
  const { stdout, stderr } = await run('openssl', [
    ...['crl', '-inform', 'DER', '-in', path, '-CAfile', told.anchors[anchor], '-noout', '-text'],
  ]);
  return { text: stdout, verified: stderr };
}

describe.skipIf('missing' in openssl)('OpenSSL', () => {
  for (const kind of ['sign', 'auth'] as const) {
    test(`${kind}: accepts the chain strictly, and finds it good`, async () => {
      const { told } = world;
      const [anchor] = KINDS[kind];
      const cert = await certificateFile(told, 1, kind);
      const chain = await run('openssl', ['verify', '-x509_strict', '-CAfile', told.anchors[anchor], cert]);
      expect(chain.stdout).toBe(`${cert}: OK\n`);
      const answer = await ocsp(told, kind, '-cert', cert);
      expect(answer.stderr).toContain('Response verify OK');
      expect(answer.stdout).toContain(`${cert}: good`);
    });

    test(`${kind}: knows no foreign serial, and answers the GET form like the other`, async () => {
      const { told } = world;
      expect((await ocsp(told, kind, '-serial', '0x7')).stdout).toContain('0x7: unknown');
      const [anchor, url] = KINDS[kind];
      const [request, response] = [join(folder, `${kind}.req`), join(folder, `${kind}.resp`)];
      const cert = await certificateFile(told, 4, kind);
      const issuer = ['-issuer', told.anchors[anchor]];
      await run('openssl', ['ocsp', ...issuer, '-cert', cert, '-no_nonce', '-reqout', request]);
      const asked = encodeURIComponent((await readFile(request)).toString('base64'));
      const answer = await fetch(`${told.urls[url]}/${asked}`);
      expect(answer.headers.get('content-type')).toBe('application/ocsp-response');
      await writeFile(response, Buffer.from(await answer.arrayBuffer()));
      const read = await run('openssl', [
        ...[
          'ocsp',
          '-respin',
          response,
          '-CAfile',
          told.anchors[anchor],
          ...issuer,
          '-cert',
          cert,
          '-no_nonce',
        ],
      ]);
      expect(read.stdout).toContain(`${cert}: good`);
    });

    test(`${kind}: no certificate names a real authority`, async () => {
      const { told } = world;
      const files = [await certificateFile(told, 1, kind), told.anchors[KINDS[kind][0]], told.anchors.ca];
      for (const file of files) {
        const { code, stdout } = await run('openssl', ['x509', '-in', file, '-noout', '-text']);
        expect(code).toBe(0);
        const hosts = [...stdout.matchAll(/\w+:\/\/([^\s/:]+)/g)].map((m) => m[1]!);
        expect(hosts.filter((host) => !host.endsWith('.test'))).toEqual([]);
        expect(stdout).toContain('TEST');
        expect(stdout).not.toMatch(/\.go\.jp|lg\.jp/);
      }
    });
  }

  test('a day after a revocation OCSP and CRL tell it; the neighbour stays good', async () => {
    const { told, stop } = await startWorld(['--at', new Date().toISOString()]);
    try {
      const { serials } = await citizen(told, 1);
      for (const kind of ['sign', 'auth'] as const) {
        expect((await crlText(told, kind)).text).not.toContain(serials[kind]);
        const event = { type: 'revoke', citizen: 1, certificate: kind, reason: 'keyCompromise' };
        expect((await send('POST', `${told.urls.control}/events`, event)).status).toBe(204);
      }
      await send('PUT', `${told.urls.control}/clock`, { advanceMs: DAY_MS });
      for (const kind of ['sign', 'auth'] as const) {
        const ask = async (number: number) => {
          const cert = await certificateFile(told, number, kind);
          return ocsp(told, kind, '-cert', cert, '-validity_period', String((2 * DAY_MS) / 1000));
        };
        const after = await ask(1);
        expect(after.stderr).toContain('Response verify OK');
        expect(after.stdout).toMatch(/: revoked\n[\s\S]*Reason: keyCompromise/);
        const crl = await crlText(told, kind);
        expect(crl.verified).toContain('verify OK');
        expect(crl.text).toContain(`Serial Number: ${serials[kind]}`);
        expect((await ask(2)).stdout).toContain(': good');
      }
    } finally {
      await stop();
    }
  });

  test('the chain is accepted at both ends of the times that --at takes', async () => {
    for (const at of ['2016-01-01T00:00:00+09:00', '2099-12-31T23:59:59+09:00']) {
      const pinned = await startWorld(['--at', at]);
      try {
        const cert = await certificateFile(pinned.told, 9, 'sign');
        const { stdout, stderr } = await run('openssl', [
          ...[
            'verify',
            '-attime',
            String(Date.parse(at) / 1000),
            '-CAfile',
            pinned.told.anchors.jpkiSign,
            cert,
          ],
        ]);
        expect(stdout + stderr).toBe(`${cert}: OK\n`);
      } finally {
        await pinned.stop();
      }
    }
  });
});

test('the same seed gives the same world, in any time zone and locale; another seed another one', async () => {
  const describeWorld = async (seed: string, env: Record<string, string>) => {
    const { told, stop } = await startWorld(['--at', '2026-04-01T09:00:00+09:00', '--seed', seed], env);
    const { jpkiSign, jpkiAuth, ca } = told.anchors;
    const anchors = await Promise.all([jpkiSign, jpkiAuth, ca].map((path) => readFile(path, 'utf8')));
    const someone = await citizen(told, 12);
    expect(await stop()).toBe(0);
    return { anchors, someone, founded: told.founded };
  };
  const [here, there, other] = await Promise.all([
    describeWorld('3', { LC_ALL: 'C' }),
    describeWorld('3', { TZ: 'America/New_York', LC_ALL: 'ja_JP.UTF-8' }),
    describeWorld('4', {}),
  ]);
  expect(there).toEqual(here);
  expect(here.founded).toBe('2026-03-31T15:00:00.000Z');
  expect(other.anchors.filter((pem) => here.anchors.includes(pem))).toEqual([]);
});

test('every server describes itself, and J-LIS tells where its services are', async () => {
  const { told } = world;
  for (const url of Object.values(told.urls)) {
    const { text } = await getFrom(told, new URL('/openapi.json', url).href);
    expect((JSON.parse(text) as { openapi: string }).openapi).toBe('3.1.0');
  }
  const { ocspSign, ocspAuth, crlSign, crlAuth, verifier, holder } = told.urls;
  const { text } = await getFrom(told, told.urls.jlis);
  const { services } = JSON.parse(text) as { services: object };
  expect(services).toEqual({ ocspSign, ocspAuth, crlSign, crlAuth, verifier, holder });
});

test('J-LIS knows its verifiers by the client certificates of the JSON line, and nobody else', async () => {
  const { told } = world;
  for (const file of [told.tls.ca.key, told.tls.bank.key, told.tls.ca.certificate, told.tls.root])
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  const report = `${told.urls.verifier}/report/2026`;
  expect((await getFrom(told, report, 'ca')).status).toBe(200);
  expect((await getFrom(told, report, 'bank')).status).toBe(200);
  expect(await getFrom(told, report)).toMatchObject({
    status: 403,
    text: expect.stringContaining('"code":"verifier-unknown"'),
  });
  const other = await startWorld();
  try {
    expect(
      (await getFrom({ ...told, tls: { ...other.told.tls, root: told.tls.root } }, report, 'ca')).status,
    ).toBe(403);
    // The keys do not follow from the seed: these two worlds have the same.
    const roots = await Promise.all([told, other.told].map(({ tls }) => readFile(tls.root, 'utf8')));
    expect(roots[0]).not.toBe(roots[1]);
  } finally {
    await other.stop();
  }
});

test('a stop ends kept and half-open connections, takes the folder away, and exits with 0', async () => {
  const { told, stop, child } = await startWorld(['--at', '2026-04-01T09:00:00+09:00']);
  const folderOfWorld = dirname(told.anchors.ca);
  expect((await stat(folderOfWorld)).mode & 0o777).toBe(0o700);
  expect(await (await fetch(`${told.urls.control}/requests`)).json()).toEqual({ requests: [] });
  const half = connect(Number(new URL(told.urls.ca).port), '127.0.0.1');
  half.on('error', () => {});
  half.write('POST /applications HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{');
  // Bounded here and not by the runner's patience: five seconds is far more than closing sockets takes.
  const killer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  expect(await stop()).toBe(0);
  clearTimeout(killer);
  expect(existsSync(folderOfWorld)).toBe(false);
  half.destroy();
});

/** A port that most likely nobody has, nor the ones after it. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return 20_000 + (port % 10_000); // below those that the system gives to others
}

test('--port gives fixed ports, in the order of the URLs', async () => {
  const base = await freePort();
  const { told, stop } = await startWorld(['--port', String(base)]);
  expect(Object.values(told.urls).map((url) => Number(new URL(url).port) - base)).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ]);
  expect(await stop()).toBe(0);
});

test('a port that is taken is refused with a sentence', async () => {
  const { port } = new URL(world.told.urls.control);
  const { code, stdout, stderr } = await fposHil(['world', '--port', port]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^ERR_PORT: cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\)\nhint: .*\n$/);
});

test('without --json a table for people, in their language', async () => {
  const table = await startFposHil(['world', '--lang', 'ja']);
  expect(table.line).toContain('シード 1 の世界');
  expect(await table.stop()).toBe(0);
});

test('what cannot be read is answered with its name', async () => {
  const { control, ocspSign, bank, ca } = world.told.urls;
  const problemOf = async (response: Response) => {
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    return `${response.status} ${((await response.json()) as { code: string }).code}`;
  };
  expect(await problemOf(await send('POST', `${control}/citizens`, '{"number":'))).toBe(
    '400 request-malformed',
  );
  expect(await problemOf(await send('POST', `${control}/citizens`, { number: 0 }))).toBe(
    '400 request-malformed',
  );
  expect(await problemOf(await send('PUT', `${control}/clock`, { advanceMs: 1 }))).toBe(
    '409 clock-not-pinned',
  );
  expect(await problemOf(await send('POST', `${ca}/applications`, 'x'.repeat(70_000)))).toBe(
    '413 request-too-large',
  );
  expect(await problemOf(await fetch(`${bank}/nothing/here`))).toBe('404 not-found');
  expect(await problemOf(await send('PUT', `${ocspSign}/`, ''))).toBe('405 method-not-allowed');
  // RFC 6960 4.2.1: malformedRequest (1), unsigned.
  const truncated = await fetch(ocspSign, { method: 'POST', body: new Uint8Array([0x30, 0x6a, 0x30]) });
  expect([...new Uint8Array(await truncated.arrayBuffer())]).toEqual([0x30, 0x03, 0x0a, 0x01, 0x01]);
});
