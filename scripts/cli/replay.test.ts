/** `card --record` under OpenSC, and `replay` of what it wrote. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromHex, toHex } from '../../simulator/apdu/index.ts';
import { openCardFile } from '../../simulator/card/index.ts';
import { headerLine } from '../../simulator/reader/index.ts';
import { foreignClient } from '../../simulator/world/index.ts';
import { main } from './main.ts';
import { fposHil } from './testing/cli.ts';

const opensc = foreignClient('pkcs11-tool', 'opensc');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fpos-hil-replay-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function hil(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await main(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    env: {},
  });
  return { code, out, err };
}

test.skipIf('missing' in opensc)(
  'what OpenSC said to a card is recorded without its PIN, played again, and compared',
  async () => {
    const [card, file] = [join(folder, 'own.card.json'), join(folder, 'opensc.rec')];
    expect((await hil('card', '--file', card, 'new')).code).toBe(0);
    const logIn = [
      'pkcs11-tool',
      '--token-label',
      'JPKI (Digital Signature PIN)',
      '--login',
      '--pin',
      'ABC123',
      '-O',
    ];
    expect((await fposHil(['card', '--file', card, '--record', file, '--', ...logIn])).code).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toMatch(/ABC123|414243313233/);
    expect(text).toContain('"secret":{"of":"D392F000260100000001:001B","is":"right"}');

    const same = await hil('replay', file, '--file', card, '--content');
    expect(same).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^No difference in \d{2,} events\.\n$/),
    });
    const show = await hil('replay', file, '--show');
    expect(show.out).toMatch(/^power on → 3BE000FF8131FE4514\n/);
    expect(show.out).toMatch(/^VERIFY IEF\.SIGN_PIN \(6 bytes\) → 9000$/m);

    const rule = 'the next READ BINARY of EF.AUTH_CERT answers 6982';
    const other = await hil('replay', file, '--file', card, '--rule', rule, '--json');
    expect(other.code).toBe(1);
    const { differences } = JSON.parse(other.out);
    expect(differences).toEqual([
      expect.objectContaining({
        kind: 'status-word',
        expected: '9000',
        actual: '6982',
        line: expect.stringContaining('EF.AUTH_CERT'),
      }),
    ]);
    const japanese = await hil('replay', file, '--file', card, '--rule', rule, '--lang', 'ja');
    expect(japanese.out).toContain('状態バイト: 記録では 9000、今回は 6982');
    expect(japanese.out).toMatch(/個のイベントに 1 個の違い: 状態バイト 1。/);

    const shorter = join(folder, 'shorter.rec');
    writeFileSync(shorter, text.split('\n').toSpliced(4, 1).join('\n'));
    const beside = await hil('replay', file, '--with', shorter, '--json');
    expect([
      beside.code,
      JSON.parse(beside.out).differences.map(({ kind }: { kind: string }) => kind),
    ]).toEqual([1, ['order']]);
    // A password that was changed since is the one that is sent.
    const opened = openCardFile(card);
    opened.card.power('on');
    for (const capdu of [
      '00A4040C0AD392F000260100000001',
      '0020009B06414243313233',
      '0024019B0658595A373839',
    ])
      expect(toHex(opened.card.transmit(fromHex(capdu)))).toBe('9000');
    opened.close();
    expect(await hil('replay', file, '--file', card, '--content')).toMatchObject({ code: 0, err: '' });
    // The recording is not written over.
    expect(await hil('card', '--file', card, '--record', file, '--', 'true')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^ERR_RECORDING_FILE: /),
    });
  },
);

test.each([
  ['nothing', undefined, [], /^ERR_RECORDING_FILE: .* cannot be read\nhint: /],
  ['a text', 'hello\n', [], /^ERR_RECORDING: .*:1: not JSON\nhint: /],
  ['another JSON', '{"a":1}\n', [], /^ERR_RECORDING: .*:1: \/recording: /],
  [
    'an event that is none',
    `${headerLine()}\n{"capdu":"00A"}\n`,
    [],
    /^ERR_RECORDING: .*:2: \/capdu: upper-case hex/,
  ],
  ['two ways at once', `${headerLine()}\n`, ['--show', '--profile', 'default'], /^ERR_REPLAY_USE: /],
])('refused: %s', async (name, text, options, says) => {
  const file = join(folder, `${name}.rec`);
  if (text !== undefined) writeFileSync(file, text);
  const { code, err } = await hil('replay', file, ...options);
  expect(code).toBe(2);
  expect(err).toMatch(says);
});
