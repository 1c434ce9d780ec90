/** One OCSP answer and one CRL of 10,000 entries, against OpenSSL doing the same in a process of its own. */
import { execFileSync } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  authorityKeyIdentifier,
  buildCertificate,
  buildCrl,
  buildOcspRequest,
  buildOcspResponse,
  certId,
  cRLNumber,
  keyIdOf,
  name,
  readOcspRequest,
  rsaSigner,
  spkiOf,
} from '../../simulator/pki/index.ts';
import { type BenchResult, compare, type NotRun, type Subject } from './harness.ts';
import { benchKey } from './specimen.ts';

const ENTRIES = 10_000;
const FROM = new Date('2026-01-01T00:00:00Z');
const TO = new Date('2036-01-01T00:00:00Z');
const TIME_LIMIT_MS = 60_000;

const key = benchKey('bench ca');
const signer = rsaSigner(key);
const subject = name([
  ['C', 'JP'],
  ['CN', 'Benchmark CA TEST'],
]);

const caCertificate = buildCertificate({
  serial: 1n,
  issuer: subject,
  subject,
  notBefore: FROM,
  notAfter: TO,
  spki: spkiOf(key),
  extensions: [],
  signer,
});

function haveOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore', timeout: TIME_LIMIT_MS });
    return true;
  } catch {
    return false;
  }
}

const serialHex = (n: number): string => (0x1000_0000 + n).toString(16).toUpperCase();

/** A line of the index of `openssl ca`: revoked, expiry, revocation with its reason, serial, file, subject. */
const indexLine = (n: number): string =>
  `R\t360101000000Z\t260102000000Z,superseded\t${serialHex(n)}\tunknown\t/C=JP/CN=${n}\n`;

const CONFIGURATION = `[ca]
default_ca = bench
[bench]
database = index.txt
certificate = ca.pem
private_key = key.pem
default_md = sha256
default_crl_days = 7
`;

const pem = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

function opensslFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-bench-'));
  const files = {
    'ca.pem': pem('CERTIFICATE', caCertificate),
    'key.pem': createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' })).export({
      type: 'pkcs8',
      format: 'pem',
    }),
    'index.txt': Array.from({ length: ENTRIES }, (_, n) => indexLine(n)).join(''),
    'one.txt': `V\t360101000000Z\t\t${serialHex(1)}\tunknown\t/C=JP/CN=1\n`,
    'ca.cnf': CONFIGURATION,
    'request.der': buildOcspRequest({ certIds: [certId(caCertificate, 0x1000_0001n, 'sha1')] }),
  };
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

const processes = (folder: string, what: string, args: readonly string[]): Subject => ({
  name: what,
  run(times) {
    for (let n = 0; n < times; n++) {
      execFileSync('openssl', args, { cwd: folder, stdio: 'ignore', timeout: TIME_LIMIT_MS });
    }
  },
});

function answerOnce(request: Uint8Array): void {
  const asked = readOcspRequest(request);
  buildOcspResponse({
    responses: asked.certIds.map((id) => ({ certId: id, status: 'good', thisUpdate: FROM, nextUpdate: TO })),
    producedAt: FROM,
    responderKeyHash: keyIdOf(signer.spki),
    signer,
    certs: [caCertificate],
  });
}

const request = buildOcspRequest({ certIds: [certId(caCertificate, 0x1000_0001n, 'sha1')] });
const ocsp: Subject = {
  name: 'ours',
  run(times) {
    for (let n = 0; n < times; n++) answerOnce(request);
  },
};
const bareSignature: Subject = {
  name: 'bare RSA-2048 signature',
  run(times) {
    for (let n = 0; n < times; n++) sign('sha256', request, key);
  },
};
const crl: Subject = {
  name: 'ours',
  run(times) {
    for (let round = 0; round < times; round++) {
      buildCrl({
        issuer: subject,
        thisUpdate: FROM,
        nextUpdate: TO,
        entries: Array.from({ length: ENTRIES }, (_, n) => ({
          serial: BigInt(0x1000_0000 + n),
          revocationDate: FROM,
          reason: 'superseded' as const,
        })),
        extensions: [authorityKeyIdentifier({ keyId: keyIdOf(signer.spki) }), cRLNumber(1n)],
        signer,
      });
    }
  },
};

const OPENSSL_OCSP = ['ocsp', '-index', 'one.txt', '-CA', 'ca.pem', '-rsigner', 'ca.pem', '-rkey', 'key.pem'];

export async function benchStatus(): Promise<BenchResult[]> {
  const limit = { id: 'OCSP, limit', what: 'one OCSP answer, against the one signature it needs' };
  const answer = {
    id: 'OCSP, openssl',
    what: 'one OCSP answer, against one run of openssl ocsp (its start included)',
  };
  const list = {
    id: 'CRL 10,000',
    what: 'a CRL of 10,000 entries, against openssl ca -gencrl (its start included)',
  };
  const first = await compare(limit, ocsp, bareSignature);
  if (!haveOpenssl()) {
    const missing = (about: { id: string; what: string }): NotRun => ({
      ...about,
      notRun: 'openssl (apt-get install openssl)',
    });
    return [first, missing(answer), missing(list)];
  }
  const folder = opensslFolder();
  try {
    const respond = processes(folder, 'openssl ocsp', [
      ...OPENSSL_OCSP,
      '-reqin',
      'request.der',
      '-respout',
      'made',
    ]);
    const generate = processes(folder, 'openssl ca', ['ca', '-config', 'ca.cnf', '-gencrl', '-out', 'made']);
    return [first, await compare(answer, ocsp, respond), await compare(list, crl, generate)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
