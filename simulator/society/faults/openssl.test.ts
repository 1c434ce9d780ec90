/** Faults over sockets and in real time, as OpenSSL and curl notice them. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { defectsOnPurpose } from '../../../testing/defects-on-purpose.ts';
import { toPem } from '../../pki/index.ts';
import { createWorld, machineClock, machineWait, needs, type World } from '../../world/index.ts';
import {
  createSociety,
  type FaultInput,
  HOSTS,
  type LoopbackServer,
  type Society,
  serveOnLoopback,
  throughNetwork,
} from '../index.ts';

defectsOnPurpose('faults: answers that are stale, replayed, signed by the wrong key, cut');

const openssl = needs('openssl', 'openssl');
const curl = needs('curl', 'curl');
const run = promisify(execFile);
const HOUR = 3_600_000;

let folder: string;
let society: Society;
let ocsp: LoopbackServer;
let crl: LoopbackServer;
const file = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fpos-hil-faults-'));
  const world = createWorld({ seed: 3, clock: machineClock });
  society = await createSociety(world);
  const serve = (host: string) => serveOnLoopback(throughNetwork(world), { host });
  [ocsp, crl] = await Promise.all([serve(HOSTS.ocspSign), serve(HOSTS.crlSign)]);
  const pem = (ders: readonly Uint8Array[]) => ders.map((der) => toPem('CERTIFICATE', der)).join('');
  await writeFile(file('anchors.pem'), pem(society.jlis.anchors.sign));
  await writeFile(file('newest.pem'), pem(society.jlis.anchors.sign.slice(-1)));
  await writeFile(file('card.pem'), pem([society.card(society.citizen(1)).signCert!]));
});
afterEach(() => society.faults.clear());
afterAll(async () => {
  await Promise.all([ocsp, crl].map((server) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

/** What a program printed, whatever its exit code. */
const printed = (program: string, args: readonly string[]): Promise<string> =>
  run(program, args, { timeout: 30_000 }).then(
    ({ stdout, stderr }) => stdout + stderr,
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
  );

const askOcsp = (...more: readonly string[]): Promise<string> =>
  printed(openssl!, [
    ...['ocsp', '-url', ocsp.url, '-CAfile', file('anchors.pem'), '-issuer', file('newest.pem')],
    ...['-cert', file('card.pem'), '-nonce', ...more],
  ]);

describe.skipIf(openssl === undefined)('openssl ocsp', () => {
  const GOOD = /: good\n[\s\S]*Response verify OK/;
  const NOTICED: readonly (readonly [FaultInput, RegExp])[] = [
    [{ type: 'slow', ms: 5 }, GOOD],
    [{ type: 'down' }, /Error querying OCSP responder/],
    [{ type: 'lost' }, /Error querying OCSP responder/],
    [{ type: 'status', status: 503 }, /Error querying OCSP responder/],
    [{ type: 'stale', ms: HOUR }, /status expired/],
    [{ type: 'replayed' }, /Nonce Verify error/],
    [{ type: 'wrong-key' }, /Response Verify Failure/],
    [{ type: 'clock-off', ms: HOUR }, /status not yet valid/],
    [{ type: 'clock-off', ms: -HOUR }, /status expired/],
    [{ type: 'cut' }, /Error querying OCSP responder/],
    [{ type: 'cut', announced: 'cut' }, /Error querying OCSP responder/],
    [{ type: 'wrong-nonce' }, /Nonce Verify error/],
  ];
  test.each(NOTICED)('notices %j', async (fault, noticed) => {
    expect(await askOcsp()).toMatch(GOOD);
    society.faults.set('ocspSign', [fault]);
    const seen = await askOcsp();
    expect(seen).toMatch(noticed);
    if (noticed !== GOOD) expect(seen).not.toMatch(GOOD);
    society.faults.clear();
    expect(await askOcsp()).toMatch(GOOD);
  });

  test('gives up on a slow one, which waits no longer then', async () => {
    society.faults.set('ocspSign', [{ type: 'slow', ms: 600_000, next: 1 }]);
    expect(await askOcsp('-timeout', '1')).toMatch(/Timeout on request|querying OCSP responder/);
    expect(await askOcsp()).toMatch(GOOD);
    const http = society.world.recorder.observations.filter((o) => o.kind === 'http');
    expect(http.at(-2)).toMatchObject({ error: 'the caller no longer waited' });
  });
});

describe.skipIf(openssl === undefined)('openssl crl', () => {
  const verify = async (): Promise<string> => {
    const answer = await fetch(`${crl.url}/full.crl`);
    await writeFile(file('full.crl'), Buffer.from(await answer.arrayBuffer()));
    return printed(openssl!, [
      ...['crl', '-inform', 'DER', '-in', file('full.crl'), '-CAfile', file('newest.pem'), '-noout'],
    ]);
  };
  const revocation = async (): Promise<string> => {
    await verify();
    await run(openssl!, ['crl', '-inform', 'DER', '-in', file('full.crl'), '-out', file('crl.pem')]);
    return printed(openssl!, [
      ...['verify', '-crl_check', '-CRLfile', file('crl.pem'), '-CAfile', file('newest.pem')],
      file('card.pem'),
    ]);
  };
  test('refuses the wrong key', async () => {
    expect(await verify()).toBe('verify OK\n');
    society.faults.set('crlSign', [{ type: 'wrong-key' }]);
    expect(await verify()).toMatch(/verify failure/);
  });
  test('openssl verify refuses lists that are too old or of tomorrow', async () => {
    expect(await revocation()).toMatch(/: OK/);
    society.faults.set('crlSign', [{ type: 'stale', ms: 72 * HOUR }]);
    expect(await revocation()).toMatch(/CRL has expired/);
    society.faults.set('crlSign', [{ type: 'clock-off', ms: 48 * HOUR }]);
    expect(await revocation()).toMatch(/CRL is not yet valid/);
  });
});

describe.skipIf(curl === undefined)('curl', () => {
  const get = (): Promise<string> =>
    printed(curl!, [
      '--silent',
      '--show-error',
      '--max-time',
      '20',
      '-o',
      file('out'),
      `${crl.url}/full.crl`,
    ]);
  test.each([
    ['lost', [{ type: 'lost' }], /Empty reply from server/],
    ['down', [{ type: 'down' }], /Empty reply from server/],
    ['cut', [{ type: 'cut' }], /transfer closed with \d+ bytes remaining/],
    ['cut at once', [{ type: 'cut', bytes: 0 }], /transfer closed with \d+ bytes remaining/],
    ['cut where it says so', [{ type: 'cut', announced: 'cut' }], /^$/],
  ] as const)('%s', async (_name, faults, noticed) => {
    expect(await get()).toBe('');
    society.faults.set('crlSign', faults);
    expect(await get()).toMatch(noticed);
  });
});

test('closing a server ends what is slow', async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { promise: ended, resolve: end } = Promise.withResolvers<unknown>();
  const wait: World['wait'] = async (ms, signal) => {
    begin();
    await machineWait(ms, signal).catch(end);
  };
  const world = createWorld({ seed: 3, wait });
  const own = await createSociety(world);
  own.faults.set('bank', [{ type: 'slow', ms: 600_000 }]);
  const server = await serveOnLoopback(throughNetwork(world), { host: HOSTS.bank });
  const asked = fetch(server.url).catch((error: Error) => error);
  await begun;
  await server.close();
  expect(await ended).toMatchObject({ name: 'AbortError' });
  expect(await asked).toBeInstanceOf(TypeError);
});
