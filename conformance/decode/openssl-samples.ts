/** Samples for the tests of this folder, made by the openssl program: a foreign hand, so that a shared mistake shows. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder in which openssl works. */
export type Bench = {
  /** Runs openssl; a status other than 0 throws unless `mayFail`. */
  run: (args: string[], mayFail?: boolean) => Promise<{ status: number; output: string }>;
  write: (name: string, content: string | Uint8Array) => string;
  read: (name: string) => Uint8Array;
  path: (name: string) => string;
  remove: () => void;
};

export function makeBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-decode-'));
  const path = (name: string) => join(folder, name);
  return {
    path,
    write: (name, content) => {
      writeFileSync(path(name), content);
      return path(name);
    },
    read: (name) => new Uint8Array(readFileSync(path(name))),
    remove: () => rmSync(folder, { recursive: true, force: true }),
    run: (args, mayFail = false) =>
      new Promise((resolve, reject) => {
        const child = spawn('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
        let output = '';
        child.stdout.on('data', (data) => {
          output += data;
        });
        child.stderr.on('data', (data) => {
          output += data;
        });
        child.on('error', reject);
        child.on('close', (status) => {
          if (status !== 0 && !mayFail) reject(new Error(`openssl ${args.join(' ')}: ${output}`));
          else resolve({ status: status ?? -1, output });
        });
      }),
  };
}

/** What a certificate of the bench is like. Times are openssl's `YYYYMMDDHHMMSSZ`. */
export type Sample = {
  name: string;
  subject: string;
  extensions: string;
  issuer?: string;
  key?: 'rsa' | 'ec' | 'short-rsa';
  serial?: string;
  from?: string;
  to?: string;
};

/** Makes a key and a certificate (`NAME.key`, `NAME.csr`, `NAME.der`, `NAME.pem`); without an issuer, self-signed. */
export async function certify(bench: Bench, sample: Sample): Promise<Uint8Array> {
  const { name, issuer = name, serial = '1234ABCD' } = sample;
  const kind =
    sample.key === 'ec'
      ? ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']
      : ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${sample.key === 'short-rsa' ? 1024 : 2048}`];
  await bench.run(['genpkey', ...kind, '-out', `${name}.key`]);
  bench.write(
    `${name}.cnf`,
    [
      '[req]\ndistinguished_name=dn\nprompt=no\nstring_mask=utf8only\nutf8=yes\n[dn]\nCN=unused',
      `[ca]\ndefault_ca=here\n[here]\ndatabase=${name}.db\nserial=${name}.serial\nnew_certs_dir=.\ndefault_md=sha256`,
      'policy=any\nunique_subject=no\nrand_serial=no\n[any]\nC=optional\nO=optional\nOU=optional\nL=optional\nCN=optional',
      `[ext]\n${sample.extensions}`,
    ].join('\n'),
  );
  bench.write(`${name}.db`, '');
  bench.write(`${name}.serial`, serial);
  await bench.run([
    'req',
    '-new',
    '-utf8',
    '-config',
    `${name}.cnf`,
    '-key',
    `${name}.key`,
    '-subj',
    sample.subject,
    '-out',
    `${name}.csr`,
  ]);
  const signer =
    issuer === name
      ? ['-selfsign', '-keyfile', `${name}.key`]
      : ['-cert', `${issuer}.pem`, '-keyfile', `${issuer}.key`];
  const period = ['-startdate', sample.from ?? '20260101000000Z', '-enddate', sample.to ?? '20301231145959Z'];
  await bench.run([
    'ca',
    '-batch',
    '-notext',
    '-utf8',
    '-preserveDN',
    '-config',
    `${name}.cnf`,
    '-extensions',
    'ext',
    ...signer,
    ...period,
    '-in',
    `${name}.csr`,
    '-out',
    `${name}.pem`,
  ]);
  await bench.run(['x509', '-in', `${name}.pem`, '-outform', 'DER', '-out', `${name}.der`]);
  return bench.read(`${name}.der`);
}

/** Extensions of a certificate authority. */
export const CA_EXTENSIONS =
  'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash';
