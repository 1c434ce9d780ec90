/** OpenSC, unmodified, with the card of the real command line. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromPem } from '../../simulator/pki/index.ts';
import { foreignClient } from '../../simulator/world/index.ts';
import { citizen, fposHil, run, startFposHil, startWorld } from './testing/cli.ts';

const opensc = foreignClient('pkcs15-tool', 'opensc');
const openssl = foreignClient('openssl', 'openssl');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fpos-hil-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A shell script with a card in the reader; `$OUT` is a folder of the test. */
const withCard = (script: string, options: readonly string[] = []) =>
  fposHil(['card', ...options, '--', 'sh', '-c', script], { OUT: folder });

const triesIn = (text: string): number[] =>
  [...text.matchAll(/Tries left\s*: (\d+)/g)].map((m) => Number(m[1]));

describe.skipIf('missing' in opensc)('OpenSC', () => {
  test('names the card', async () => {
    const { code, stdout } = await fposHil(['card', '--', 'opensc-tool', '-n']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'jpki\n' });
  });

  test('lists what is on the card, with three and five tries', async () => {
    const { code, stdout } = await fposHil(['card', '--', 'pkcs15-tool', '-D']);
    expect(code).toBe(0);
    expect(triesIn(stdout)).toEqual([3, 5]);
    for (const name of ['User Authentication', 'Digital Signature']) {
      expect(stdout).toContain(`Private RSA Key [${name} Key]`);
      expect(stdout).toContain(`X.509 Certificate [${name} Certificate]`);
      expect(stdout).toContain(`X.509 Certificate [${name} Certificate CA]`);
      expect(stdout).toContain(`PIN [${name} PIN]`);
    }
  });

  test('programs of one session share a card: a wrong PIN lowers the counter, the right one restores it', async () => {
    const logIn = (token: string, pin: string) =>
      `pkcs11-tool --token-label "JPKI (${token} PIN)" --login --pin ${pin} -O >$OUT/log 2>&1; echo login $?`;
    const { stdout } = await withCard(
      [
        logIn('User Authentication', '9999'),
        'pkcs15-tool --list-pins',
        logIn('Digital Signature', 'WRONG1'),
        'pkcs15-tool --list-pins',
        logIn('User Authentication', '1234'),
        'pkcs15-tool --list-pins',
      ].join('\n'),
    );
    expect(triesIn(stdout)).toEqual([2, 5, 2, 4, 3, 4]);
    expect(stdout.match(/login \d/g)).toEqual(['login 1', 'login 1', 'login 0']);
  });

  test('--readers N: each reader has the card of another citizen; more than sixteen are refused', async () => {
    const serials = (reader: number): string =>
      `pkcs15-tool --reader ${reader} --list-certificates 2>/dev/null | sed -n 's/.*Encoded serial : //p' | head -1`;
    const { stdout } = await withCard(`${serials(0)}; ${serials(1)}; opensc-tool -l | tail -1`, [
      '--readers',
      '2',
    ]);
    const [first, second, list] = stdout.trimEnd().split('\n');
    expect(first).toMatch(/^02 04 [0-9A-F]{8}$/);
    expect(second).toMatch(/^02 04 [0-9A-F]{8}$/);
    expect(second).not.toBe(first);
    expect(list).toMatch(/^1 +Yes +fpos-hil TEST Virtual Reader 01 00$/);
    const refused = await fposHil(['card', '--readers', '17', '--', 'true']);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('ERR_READERS') });
  });

  test('every start is a fresh card', async () => {
    await withCard('pkcs11-tool --token-label "JPKI (User Authentication PIN)" --login --pin 9999 -O');
    expect(triesIn((await withCard('pkcs15-tool --list-pins')).stdout)).toEqual([3, 5]);
  });

  test('the exit code is that of the command', async () => {
    expect((await withCard('exit 37')).code).toBe(37);
    expect((await withCard('kill -9 $$')).code).toBe(137);
  });

  test('--trace tells of exchanges, and of no PIN', async () => {
    const { code, stderr, stdout } = await fposHil([
      ...['card', '--trace', '--', 'pkcs11-tool'],
      ...['--token-label', 'JPKI (Digital Signature PIN)', '--login', '--pin', 'ABC123', '-O'],
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^card: SELECT JPKI-AP → 9000$/m);
    expect(stderr).toMatch(/^card: VERIFY .*IEF\.SIGN_PIN.* → 9000/m);
    expect(stderr + stdout).not.toMatch(/ABC123|414243313233/);
  });

  test('card --pcsc prints the export line, and leaves nothing behind', async () => {
    const service = await startFposHil(['card', '--pcsc']);
    const [, socket] = /^export PCSCLITE_CSOCK_NAME=(\S+)$/.exec(service.line) ?? [];
    const { stdout } = await run('sh', ['-c', `${service.line}\nopensc-tool -n`]);
    expect(stdout).toBe('jpki\n');
    expect(await service.stop()).toBe(0);
    await expect(readFile(socket!)).rejects.toThrow('ENOENT');
  });

  describe.skipIf('missing' in openssl)('and OpenSSL', () => {
    test('both keys sign, and the certificates on the card are those of the world of the same day', async () => {
      const world = await startWorld(['--seed', '5']);
      try {
        await writeFile(join(folder, 'data'), 'signed by the card');
        const sign = (token: string, pin: string, out: string) =>
          `pkcs11-tool --token-label "JPKI (${token} PIN)" --login --pin ${pin} --sign -m SHA256-RSA-PKCS ` +
          `--input-file $OUT/data --output-file $OUT/${out} >$OUT/log 2>&1 || exit 1`;
        const { code } = await withCard(
          [
            'pkcs15-tool --read-certificate 1 >$OUT/auth.pem || exit 1',
            'pkcs15-tool --read-certificate 2 --verify-pin --auth-id 2 --pin ABC123 >$OUT/sign.pem || exit 1',
            sign('User Authentication', '1234', 'auth.sig'),
            sign('Digital Signature', 'ABC123', 'sign.sig'),
          ].join('\n'),
          ['--seed', '5', '--citizen', '3'],
        );
        expect(code).toBe(0);
        const { certificates } = await citizen(world.told, 3);
        const file = (name: string) => join(folder, name);
        for (const kind of ['auth', 'sign'] as const) {
          const anchor = world.told.anchors[kind === 'auth' ? 'jpkiAuth' : 'jpkiSign'];
          const verified = await run('openssl', [
            'verify',
            '-x509_strict',
            '-CAfile',
            anchor,
            file(`${kind}.pem`),
          ]);
          expect(verified.stdout).toBe(`${file(`${kind}.pem`)}: OK\n`);
          const { stdout: key } = await run('openssl', [
            'x509',
            '-in',
            file(`${kind}.pem`),
            '-pubkey',
            '-noout',
          ]);
          await writeFile(file(`${kind}.key`), key);
          const signature = await run('openssl', [
            ...['dgst', '-sha256', '-verify', file(`${kind}.key`)],
            ...['-signature', file(`${kind}.sig`), file('data')],
          ]);
          expect(signature.stdout).toBe('Verified OK\n');
          const read = fromPem('CERTIFICATE', await readFile(file(`${kind}.pem`), 'utf8'));
          expect(Buffer.from(read).toString('base64')).toBe(certificates[kind]);
          const url = world.told.urls[kind === 'auth' ? 'ocspAuth' : 'ocspSign'];
          const status = await run('openssl', [
            ...['ocsp', '-url', url, '-CAfile', anchor, '-issuer', anchor, '-cert', file(`${kind}.pem`)],
          ]);
          expect(status.stdout).toMatch(/: good\n/);
        }
      } finally {
        await world.stop();
      }
    });
  });
});

describe('a card in a file', () => {
  test('is made once, and not over another one; a missing one is said', async () => {
    const path = join(folder, 'own.card.json');
    expect(await fposHil(['card', '--file', path, 'new'])).toMatchObject({ code: 0 });
    expect(await fposHil(['card', '--file', path, 'new'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ERR_CARD_FILE_EXISTS'),
    });
    expect(await fposHil(['card', '--file', join(folder, 'none.json'), '--', 'true'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ERR_CARD_FILE_MISSING'),
    });
  });

  test.skipIf('missing' in opensc)('keeps the counters over processes', async () => {
    const path = join(folder, 'kept.card.json');
    await fposHil(['card', '--file', path, 'new']);
    const tries = async () => triesIn((await withCard('pkcs15-tool --list-pins', ['--file', path])).stdout);
    expect(await tries()).toEqual([3, 5]);
    const apdus = [
      '00:A4:04:0C:0A:D3:92:F0:00:26:01:00:00:00:01',
      '00:A4:02:0C:02:00:18',
      '00:20:00:80:04:39:39:39:39',
    ];
    await withCard(`opensc-tool ${apdus.map((a) => `-s ${a}`).join(' ')}`, ['--file', path]);
    expect(await tries()).toEqual([2, 5]);
  });
});

describe('--world', () => {
  test('the card is the one of the running world, as the desk wrote it last', async () => {
    const { told, stop } = await startWorld(['--seed', '4']);
    try {
      const event = { type: 'renew-certificates', citizen: 3 };
      const refused = await fetch(`${told.urls.control}/events`, {
        method: 'POST',
        body: JSON.stringify(event),
      });
      expect(refused.status).toBe(409); // too early, and so nothing is changed
      const made = join(folder, 'of-world.json');
      const args = ['card', '--world', told.urls.control, '--citizen', '3', '--file', made];
      expect(await fposHil([...args, 'new'])).toMatchObject({ code: 0 });
      const { certificates } = await citizen(told, 3);
      const content = Buffer.from(certificates.sign, 'base64');
      const files = JSON.stringify(JSON.parse(await readFile(made, 'utf8')));
      expect(files.toLowerCase()).toContain(content.toString('hex'));
      const other = [
        'card',
        '--world',
        told.urls.control,
        '--citizen',
        '3',
        '--profile',
        'nothing',
        '--',
        'true',
      ];
      expect((await fposHil(other)).stderr).toMatch(/^ERR_CARD_PROFILE: /);
    } finally {
      await stop();
    }
  });

  test.skipIf('missing' in opensc)(
    'rules of the world hold for the card, and are counted there',
    async () => {
      const { told, stop } = await startWorld(['--seed', '4']);
      try {
        const rules = `${told.urls.control}/citizens/3/card/rules`;
        const rule = 'the next two SELECT of JPKI-AP answer 6F42';
        await fetch(rules, { method: 'POST', body: JSON.stringify({ rule }) });
        const send = 'opensc-tool -c default -s 00A4040C0AD392F000260100000001';
        const card = ['card', '--world', told.urls.control, '--citizen', '3', '--', 'sh', '-c'];
        const { stdout } = await fposHil([...card, `${send}; ${send}; ${send}`]);
        expect(stdout.match(/SW1=0x.., SW2=0x../g)).toEqual([
          'SW1=0x6F, SW2=0x42',
          'SW1=0x6F, SW2=0x42',
          'SW1=0x90, SW2=0x00',
        ]);
        expect(await (await fetch(rules)).json()).toEqual({ rules: [] }); // used up
      } finally {
        await stop();
      }
    },
  );

  test.each([
    ['not-a-url', /^ERR_WORLD: --world not-a-url: not an http URL\nhint: .*fpos-hil world/],
    ['http://127.0.0.1:1', /^ERR_WORLD: no world answers at http:\/\/127\.0\.0\.1:1\nhint: /],
  ])('%s is refused', async (url, says) => {
    const { code, stderr } = await fposHil(['card', '--world', url, '--', 'true']);
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  });
});
