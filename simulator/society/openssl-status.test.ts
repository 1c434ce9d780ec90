/** OCSP and lists of a CA with several generations, asked for and judged by OpenSSL, over a loopback socket. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crlHandler, ocspHandler, STATUS_KNOBS } from '../jlis/status/index.ts';
import { type MemorySource, MUNICIPALITIES, memorySource } from '../jlis/status/testing/memory-source.ts';
import { readOcspRequest, readOcspResponse, toPem } from '../pki/index.ts';
import { openssl, opensslMade, opensslPath } from '../pki/test-openssl.ts';
import { virtualClock } from '../world/index.ts';
import { type LoopbackServer, serveOnLoopback } from './servers.ts';

// The number 0x0A lives under both generations; its namesake under the older one is revoked.
const GOOD = 0x0an;
const REVOKED = 0x0bn;
const HELD = 0x0cn;
const ELSEWHERE = 0x0dn;

const clock = virtualClock(new Date('2026-04-01T12:00:00+09:00'));
// OpenSSL judges certificates at `-attime`, but the times of an OCSP answer by the clock of the machine: any is let pass.
const whenever = ['-validity_period', '999999999'];
const atTime = (at = clock.now()) => ['-attime', String(at.getTime() / 1000)];

let source: MemorySource;
let ocsp: LoopbackServer;
let crl: LoopbackServer;
let files: Record<string, Uint8Array | string>;

beforeAll(async () => {
  source = memorySource(clock);
  const pem = (der: Uint8Array) => toPem('CERTIFICATE', der);
  const [older, newer] = source.generationsAt(clock.now());
  files = {
    'older.pem': pem(older!.certificate),
    'newer.pem': pem(newer!.certificate),
    'both.pem': pem(older!.certificate) + pem(newer!.certificate),
    'good.pem': pem(source.issue(3, GOOD)),
    'revoked.pem': pem(source.issue(3, REVOKED)),
    'held.pem': pem(source.issue(3, HELD)),
    'elsewhere.pem': pem(source.issue(3, ELSEWHERE, { municipality: 1 })),
    'namesake.pem': pem(source.issue(2, GOOD)),
  };
  source.revoke(3, REVOKED, 'affiliationChanged');
  source.revoke(3, HELD, 'certificateHold');
  source.revoke(3, ELSEWHERE, 'superseded');
  source.revoke(2, GOOD, 'keyCompromise');
  clock.advance(86_400_000);
  ocsp = await serveOnLoopback(ocspHandler(source, STATUS_KNOBS, { title: 'OCSP (TEST)' }), {
    host: 'ocsp-sign.jlis.test',
  });
  crl = await serveOnLoopback(crlHandler(source, STATUS_KNOBS, { title: 'CRL (TEST)' }), {
    host: 'crl-sign.jlis.test',
  });
});
afterAll(() => Promise.all([ocsp.close(), crl.close()]));

const ask = (...args: string[]) =>
  openssl(['ocsp', '-url', `${ocsp.url}/`, '-CAfile', 'both.pem', ...atTime(), ...whenever, ...args], files);

describe.skipIf(opensslPath === undefined)('OpenSSL asks by OCSP', () => {
  test.each(['-sha1', '-sha256'])(
    'for several certificates at once, with its own nonce, %s',
    async (hash) => {
      const certificates = ['good.pem', 'revoked.pem', 'held.pem'].flatMap((file) => ['-cert', file]);
      const run = await ask('-issuer', 'newer.pem', hash, ...certificates);
      expect(run.text).toContain('Response verify OK');
      expect(run.text).not.toContain('WARNING');
      expect(run.text).toContain('good.pem: good');
      expect(run.text).toMatch(/revoked\.pem: revoked[\s\S]*?Reason: affiliationChanged/);
      expect(run.text).toMatch(/held\.pem: revoked[\s\S]*?Reason: certificateHold/);
      expect(run.text).toContain('Revocation Time: Apr  1 03:00:00 2026 GMT');
      expect(run.text).toContain('This Update: Apr  2 03:00:00 2026 GMT');
      expect(run.text).toContain('Next Update: Apr  2 03:15:00 2026 GMT');
      expect(run.code).toBe(0);
    },
  );

  test('without a nonce', async () => {
    const run = await ask('-no_nonce', '-issuer', 'newer.pem', '-cert', 'good.pem');
    expect(run.text).toContain('Response verify OK');
    expect(run.text).toContain('good.pem: good');
  });

  test('about the same number of the older generation, and gets another answer', async () => {
    const run = await ask('-issuer', 'older.pem', '-cert', 'namesake.pem');
    expect(run.text).toContain('Response verify OK');
    expect(run.text).toMatch(/namesake\.pem: revoked[\s\S]*?Reason: keyCompromise/);
  });

  test('about a number never issued', async () => {
    const run = await ask('-issuer', 'newer.pem', '-serial', '0xFFFF');
    expect(run.text).toContain('Response verify OK');
    expect(run.text).toContain('0xFFFF: unknown');
  });

  test('about two generations in one request: no responder may speak for both', async () => {
    const two = [
      '-issuer',
      'newer.pem',
      '-cert',
      'good.pem',
      '-issuer',
      'older.pem',
      '-cert',
      'namesake.pem',
    ];
    const run = await ask(...two);
    // One answer about another issuer spoils the whole for OpenSSL; what it says is as documented.
    expect(run.text).toContain('Response Verify Failure');
    const alone = await ask('-noverify', ...two);
    expect(alone.text).toContain('good.pem: good');
    expect(alone.text).toContain('namesake.pem: unknown');
  });

  test('with a signed request, whose signature nobody looks at', async () => {
    const signer = ['-signer', 'signer.pem', '-signkey', 'key.pem'];
    const key = await opensslMade(['genpkey', '-algorithm', 'RSA', '-out']);
    const signerFiles = { ...files, 'key.pem': key };
    const subject = ['-subj', '/CN=TEST asker', '-days', '2'];
    const own = await opensslMade(
      ['req', '-new', '-x509', '-key', 'key.pem', ...subject, '-out'],
      signerFiles,
    );
    const asked = ['-no_nonce', '-issuer', 'newer.pem', '-cert', 'good.pem'];
    const request = await opensslMade(['ocsp', ...signer, ...asked, '-reqout'], {
      ...signerFiles,
      'signer.pem': own,
    });
    expect(readOcspRequest(request).isSigned).toBe(true);
    const response = await fetch(ocsp.url, { method: 'POST', body: new Uint8Array(request) });
    const der = new Uint8Array(await response.arrayBuffer());
    expect(readOcspResponse(der).status).toBe('successful');
    const run = await openssl(
      [
        'ocsp',
        '-respin',
        'r.der',
        '-reqin',
        'q.der',
        ...asked,
        '-CAfile',
        'both.pem',
        ...atTime(),
        ...whenever,
      ],
      { ...files, 'r.der': der, 'q.der': request },
    );
    expect(run.text).toContain('Response verify OK');
    expect(run.text).toContain('good.pem: good');
  });

  test('reads the answers that only say why there is none', async () => {
    const response = await fetch(ocsp.url, { method: 'POST', body: 'nonsense' });
    const der = new Uint8Array(await response.arrayBuffer());
    const run = await openssl(['ocsp', '-respin', 'r.der', '-resp_text'], { 'r.der': der });
    expect(run.text).toContain('malformedrequest (1)');
  });
});

const list = async (path: string): Promise<Uint8Array> => {
  const response = await fetch(crl.url + path);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};

/** `openssl verify` of a certificate with these lists, all generations being trusted. */
async function verify(
  file: string,
  paths: readonly string[],
  args: readonly string[] = [],
  at = clock.now(),
) {
  const crls = await Promise.all(paths.map(list));
  const pems = crls.map((der) => toPem('X509 CRL', der)).join('');
  return openssl(
    ['verify', '-crl_check', ...args, ...atTime(at), '-CAfile', 'both.pem', '-CRLfile', 'crls.pem', file],
    { ...files, 'crls.pem': pems },
  );
}

describe.skipIf(opensslPath === undefined)('OpenSSL reads the lists', () => {
  const [here, there] = MUNICIPALITIES.map(({ code }) => code);

  test.each([
    ['/gen3/full.crl', 'newer.pem', ['0B', '0C', '0D']],
    ['/gen2/full.crl', 'older.pem', ['0A']],
    [`/gen3/${here}.crl`, 'newer.pem', ['0B', '0C']],
    [`/gen3/${there}.crl`, 'newer.pem', ['0D']],
    ['/gen3/arl.crl', 'newer.pem', []],
  ] as const)('%s verifies with %s and names %j', async (path, issuer, serials) => {
    const run = await openssl(
      ['crl', '-inform', 'DER', '-in', 'list.der', '-CAfile', issuer, '-noout', '-text'],
      { ...files, 'list.der': await list(path) },
    );
    expect(run.text).toContain('verify OK');
    expect([...run.text.matchAll(/Serial Number: (\w+)/g)].map(([, serial]) => serial)).toEqual(serials);
    expect(run.text).toContain('Last Update: Apr  1 20:00:00 2026 GMT');
    expect(run.text).toContain('Next Update: Apr  3 20:00:00 2026 GMT');
    const other = issuer === 'newer.pem' ? 'older.pem' : 'newer.pem';
    const wrong = await openssl(['crl', '-inform', 'DER', '-in', 'list.der', '-CAfile', other, '-noout'], {
      ...files,
      'list.der': await list(path),
    });
    expect(wrong.text).not.toContain('verify OK');
    const parsed = await openssl(['asn1parse', '-inform', 'DER', '-in', 'list.der'], {
      'list.der': await list(path),
    });
    expect(parsed.code).toBe(0);
  });

  test('a partitioned list says in OpenSSL’s words what it is', async () => {
    const run = await openssl(['crl', '-inform', 'DER', '-in', 'list.der', '-noout', '-text'], {
      'list.der': await list(`/gen3/${here}.crl`),
    });
    expect(run.text).toMatch(/Issuing Distribution Point: critical[\s\S]*CN = Mihon-shi CRLDP/);
    expect(run.text).toContain('Only User Certificates');
  });

  test.each([
    ['full', '/gen3/full.crl'],
    ['of its municipality', `/gen3/${here}.crl`],
  ])('finds who is revoked by the list %s', async (_, path) => {
    expect((await verify('good.pem', [path])).text).toContain('good.pem: OK');
    expect((await verify('revoked.pem', [path])).text).toContain('certificate revoked');
    expect((await verify('held.pem', [path])).text).toContain('certificate revoked');
  });

  test('does not take the list of another municipality, of CA certificates, or of another generation', async () => {
    // A list whose point is not the certificate's says nothing about it.
    expect((await verify('elsewhere.pem', [`/gen3/${here}.crl`])).text).toContain('different CRL scope');
    expect((await verify('elsewhere.pem', [`/gen3/${there}.crl`])).text).toContain('certificate revoked');
    expect((await verify('good.pem', ['/gen3/arl.crl'])).text).toContain('different CRL scope');
    expect((await verify('good.pem', ['/gen2/full.crl'])).text).toContain('unable to get certificate CRL');
  });

  test('finds the right list among those of two generations with one name', async () => {
    const both = ['/gen2/full.crl', '/gen3/full.crl'];
    expect((await verify('good.pem', both)).text).toContain('good.pem: OK');
    expect((await verify('namesake.pem', both)).text).toContain('certificate revoked');
    expect((await verify('good.pem', both.toReversed())).text).toContain('good.pem: OK');
    expect((await verify('namesake.pem', both.toReversed())).text).toContain('certificate revoked');
  });

  test('checks the whole chain with the list of CA certificates', async () => {
    const lists = [`/gen3/${here}.crl`, '/gen3/arl.crl'];
    expect((await verify('good.pem', lists, ['-crl_check_all', '-extended_crl'])).text).toContain(
      'good.pem: OK',
    );
    expect((await verify('good.pem', lists.slice(0, 1), ['-crl_check_all'])).text).toContain(
      'error 44 at 1 depth lookup: different CRL scope',
    );
  });

  test('finds a list stale after two days', async () => {
    const [morning, end] = ['2026-04-02T05:00:00+09:00', '2026-04-04T05:00:00+09:00'].map(
      (at) => new Date(at),
    );
    const at = async (moment: Date) => (await verify('good.pem', ['/gen3/full.crl'], [], moment)).text;
    expect(await at(new Date(end!.getTime() - 1000))).toContain('good.pem: OK');
    expect(await at(end!)).toContain('CRL has expired'); // OpenSSL no longer takes a list at nextUpdate itself
    expect(await at(new Date(morning!.getTime() - 1000))).toContain('CRL is not yet valid');
  });
});
