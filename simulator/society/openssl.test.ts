/** What a whole enrolment leaves behind, judged by OpenSSL. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readCms, toPem } from '../pki/index.ts';
import { needs } from '../world/foreign-program.ts';
import { createWorld, machineClock } from '../world/index.ts';
import { CA_URL, createSociety, insert, willingUser } from './index.ts';

const openssl = needs('openssl', 'openssl');
const run = promisify(execFile);

describe.skipIf(openssl === undefined)('judged by OpenSSL', () => {
  test('application, request and certificate of a real enrolment', async () => {
    const world = createWorld({ seed: 1, clock: machineClock });
    const society = await createSociety(world);
    const card = society.card(society.citizen(1));
    const outcome = await society
      .phone({ name: 'a', chip: insert(card), ui: willingUser('ABC123') })
      .enrol({ appId: 'abc-bank', ca: CA_URL });
    if (outcome.state !== 'done') throw new Error(outcome.code);
    const sent = world.recorder.observations.find((o) => o.kind === 'http' && o.url.endsWith('/signed'));
    if (sent?.kind !== 'http') throw new Error('no application was handed in');
    const cms = Buffer.from(JSON.parse(sent.request!.text!).cms, 'base64');
    const { csr } = JSON.parse(Buffer.from(readCms(cms).content).toString('utf8')) as { csr: string };

    const dir = await mkdtemp(join(tmpdir(), 'ca-'));
    const file = (name: string): string => join(dir, name);
    const ask = (...args: string[]) => run(openssl!, args).then((r) => r.stdout + r.stderr);
    await writeFile(file('application.cms'), cms);
    await writeFile(file('request.der'), Buffer.from(csr, 'base64'));
    await writeFile(
      file('jpki.pem'),
      society.jlis.anchors.sign.map((der) => toPem('CERTIFICATE', der)).join(''),
    );
    await writeFile(file('ca.pem'), toPem('CERTIFICATE', society.caAnchors[0]!));
    await writeFile(file('own.pem'), toPem('CERTIFICATE', outcome.credential.certificate));
    expect(
      await ask(
        'cms',
        '-verify',
        '-inform',
        'DER',
        '-in',
        file('application.cms'),
        '-CAfile',
        file('jpki.pem'),
        '-purpose',
        'any',
        '-cades',
      ),
    ).toMatch(/CAdES Verification successful/);
    expect(await ask('req', '-inform', 'DER', '-in', file('request.der'), '-verify', '-noout')).toMatch(
      /verify OK/,
    );
    expect(await ask('verify', '-x509_strict', '-CAfile', file('ca.pem'), file('own.pem'))).toContain(': OK');
    const text = await ask(
      'x509',
      '-in',
      file('own.pem'),
      '-noout',
      '-subject',
      '-nameopt',
      'utf8,sep_comma_plus',
    );
    expect(text).toContain(`CN=${society.citizen(1).name}`);
    await rm(dir, { recursive: true });
  });
});
