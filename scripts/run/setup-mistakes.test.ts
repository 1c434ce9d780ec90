/** Forty mistakes in a set-up, each made on purpose: each ends with a message that names the field, and no case runs. */

import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CA_EXTENSIONS, certify, makeBench } from '../../conformance/decode/openssl-samples.ts';
import { needs } from '../../simulator/world/index.ts';
import { main } from '../cli/main.ts';
import { inJapanese } from '../cli/words/faults.ts';

const IUT = join(import.meta.dirname, 'testing', 'knobbed-iut.cjs');
const bench = makeBench();
afterAll(() => bench.remove());

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

let runs = 0;
/** `fpos-hil run` with this configuration, in this process. */
async function run(
  config: object | string,
  name = 'iut.json',
  language = 'en',
): Promise<Ended & { readonly ran: boolean }> {
  const file = bench.write(name, typeof config === 'string' ? config : JSON.stringify(config));
  const dir = bench.path(`out-${++runs}`);
  let [out, err] = ['', ''];
  const args = ['run', '--iut', file, '--out', dir, '--no-rejudge', '--filter', 'TC-RP-001'];
  const code = await main([...args, '--lang', language], {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: { LC_ALL: 'C' },
  });
  return { code, out, err, ran: existsSync(dir) };
}

/** A configuration that is right but for what `knobs` and `rest` say. */
const iut = (knobs: object = {}, rest: object = {}): object => ({
  command: [process.execPath, IUT],
  env: { KNOBS: JSON.stringify(knobs) },
  timeLimits: { helloMs: 4_000, stepMs: 4_000 },
  ...rest,
});
const hello = (part: object): object => ({ hello: part });
const roles = (...list: string[]): object => hello({ roles: list });
const https = (part: object = {}): object => ({ connect: { http: 'https://127.0.0.1:1/' }, tls: part });

const base64 = (name: string): string => Buffer.from(bench.read(`${name}.der`)).toString('base64');

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
/** The IUT ended, or said something that does not fit: told as it was. And what is no mistake in the file's content. */
const THEIRS =
  /exit code|is not JSON|not JSON: "starting"|not today|does not fit|no licence|Invalid|cannot start/;

type Mistake = readonly [name: string, config: () => object | string, field: string, found: RegExp];

const MISTAKES: readonly Mistake[] = [
  // the file
  ['a comma too many', () => '{"command": ["a"],}', 'iut.json', /not JSON at line 1/],
  [
    'a word without quotes',
    () => '{\n  "connect": "stdio",\n  "command": nope\n}\n',
    'iut.json',
    /not JSON at line 3, column 15/,
  ],
  ['a misspelt member', () => ({ ...iut(), rolls: ['card'] }), 'the top level', /unknown "rolls"/],
  ['a command in one text', () => iut({}, { command: 'node adapter.js' }), '.command', /must be a list/],
  ['no command', () => ({ roles: ['card'] }), '.command', /is missing/],
  [
    'a card by PC/SC, and a role that has none',
    () => iut({}, { card: 'pcsc', roles: ['relying-party'] }),
    '.card',
    /only a library has a card/,
  ],
  [
    'a card by PC/SC for a program that runs already',
    () => ({ connect: { http: 'http://127.0.0.1:9' }, card: 'pcsc', roles: ['library'] }),
    '.card',
    /cannot be told/,
  ],
  ['an unknown role', () => iut({}, { roles: ['bank'] }), '.roles[0]', /is "bank"/],
  ['a role twice', () => iut({}, { roles: ['library', 'library'] }), '.roles', /twice/],
  ['an unknown ICS item', () => iut({}, { ics: { clock: true } }), '.ics', /unknown "clock"/],
  [
    'an ICS item in words',
    () => iut({}, { ics: { 'controlled-clock': 'no' } }),
    '.ics["controlled-clock"]',
    /true or false/,
  ],
  [
    'an ICS that denies both routes',
    () =>
      iut({}, { roles: ['library'], ics: { 'key-in-application': false, 'code-after-signature': false } }),
    '.ics',
    /at least one of/,
  ],
  [
    'a limit in words',
    () => iut({}, { timeLimits: { stepMs: '9s' } }),
    '.timeLimits.stepMs',
    /must be a number/,
  ],
  // secrets
  [
    'a PIN in the file',
    () => iut({}, { pins: { signPin: 'ABC123' } }),
    '.pins.signPin',
    /a secret stands in the file/,
  ],
  [
    'a missing PIN',
    () => iut(roles('card'), { pins: { signPin: { env: 'FPOS_HIL_NO_PIN' } } }),
    '.pins.signPin.env',
    /has no FPOS_HIL_NO_PIN/,
  ],
  [
    'a PIN file that is not there',
    () => iut(roles('card'), { pins: { authPin: { file: 'no.pin' } } }),
    '.pins.authPin.file',
    /ENOENT/,
  ],
  [
    'a PIN from two places',
    () => iut({}, { pins: { authPin: { file: 'a', env: 'B' } } }),
    '.pins.authPin',
    /exactly one/,
  ],
  [
    'a PIN of the wrong form',
    () => iut(roles('card'), { pins: { authPin: { file: 'long.pin' } } }),
    '.pins.authPin',
    /has 6 characters/,
  ],
  [
    'a token without a way to show it',
    () => iut({}, { token: { file: 'long.pin' } }),
    '.token',
    /over stdio nobody/,
  ],
  [
    'a door without a token',
    () => ({ connect: { listen: { port: 18_765 } } }),
    '.token',
    /anybody could dial in/,
  ],
  // the way to it
  [
    'a program that is not there',
    () => iut({}, { command: ['no-such-program-9001'] }),
    '.command[0]',
    /there is no program/,
  ],
  [
    'a program that is not executable',
    () => iut({}, { command: ['./long.pin'] }),
    '.command[0]',
    /not executable/,
  ],
  ['a folder that is not there', () => iut({}, { cwd: 'nowhere' }), '.cwd', /is no folder/],
  ['a URL that is none', () => ({ connect: { http: 'port 80' } }), '.connect.http', /is no URL/],
  [
    'a scheme of another way',
    () => ({ connect: { webSocket: 'http://127.0.0.1/' } }),
    '.connect.webSocket',
    /begins with http:/,
  ],
  [
    'a password in a URL',
    () => ({ connect: { http: 'http://me:secret@127.0.0.1/' } }),
    '.connect.http',
    /password stands in the URL/,
  ],
  [
    'a wrong port',
    () => ({ connect: { http: `http://127.0.0.1:${closedPort}/` } }),
    '.connect.http',
    /nobody answers.*ECONNREFUSED/,
  ],
  [
    'an address of another machine',
    () => iut({}, { connect: { http: 'http://127.0.0.1:1/' }, rigHost: '192.0.2.7' }),
    '.rigHost',
    /no address of this machine/,
  ],
  [
    'a header field that cases set',
    () => iut({}, { headers: { Authorization: 'Bearer TEST' } }),
    '.headers["Authorization"]',
    /is set by the rig or by a case/,
  ],
  [
    'a header field that is none',
    () => iut({}, { headers: { 'x key': 'TEST' } }),
    '.headers["x key"]',
    /no name of a header field/,
  ],
  [
    'a value that no header field may have',
    () => iut({}, { headers: { 'x-key': 'キー' } }),
    '.headers["x-key"]',
    /no header field may have/,
  ],
  // certificates and keys
  ['trust that is not there', () => https({ trust: 'no.pem' }), '.tls.trust', /there is no file no.pem/],
  [
    'a key where a certificate belongs',
    () => https({ trust: 'good.key' }),
    '.tls.trust',
    /no certificate in PEM/,
  ],
  [
    'an expired client certificate',
    () => https({ certificate: 'old.pem', key: 'old.key' }),
    '.tls.certificate',
    /expired on 2026-02-01/,
  ],
  [
    'a client certificate of tomorrow',
    () => https({ certificate: 'early.pem', key: 'early.key' }),
    '.tls.certificate',
    /not valid before/,
  ],
  ['a swapped key', () => https({ certificate: 'good.pem', key: 'old.key' }), '.tls.key', /does not belong/],
  ['a certificate without its key', () => https({ certificate: 'good.pem' }), '.tls.key', /is missing/],
  [
    'TLS settings for plain HTTP',
    () => ({ connect: { http: 'http://127.0.0.1:1/' }, tls: { trust: 'good.pem' } }),
    '.tls',
    /nothing is reached under https/,
  ],
  // the start
  ['one that ends at once', () => iut({ exit: 3 }), '.command', /exit code 3.*no licence/],
  [
    'one that says nothing',
    () => iut({ silent: 'hello' }, { timeLimits: { helloMs: 400 } }),
    '.command',
    /did not answer hello within 400 ms/,
  ],
  ['log lines on standard output', () => iut({ print: 'starting' }), '.command', /not JSON: "starting"/],
  ['a hello that is refused', () => iut({ refuses: 'hello' }), 'hello', /not today/],
  [
    'an old version of the contract',
    () => iut(hello({ contract: 2 })),
    'hello.contract',
    /speaks version 2.*the rig 1/,
  ],
  ['a hello that lacks the clock', () => iut(hello({ clock: null })), 'hello.clock', /./],
  [
    'a role that hello does not offer',
    () => iut({}, { roles: ['card'] }),
    '.roles[0]',
    /claims card, and hello says library/,
  ],
  [
    'a clock that is claimed and not there',
    () => iut({}, { ics: { 'controlled-clock': true } }),
    '.ics["controlled-clock"]',
    /own/,
  ],
  [
    'a clock that is denied and there',
    () => iut(hello({ clock: 'controlled' }), { ics: { 'controlled-clock': false } }),
    '.ics["controlled-clock"]',
    /would stand still/,
  ],
  [
    'a clock two hours off',
    () => iut(hello({ now: new Date(Date.now() - 7_200_000).toISOString() })),
    'hello.now',
    /120 minutes behind/,
  ],
  // the roles
  ['one that ends at reset', () => iut({ dies: true }), 'reset (role library)', /exit code 7/],
  ['a reset that is refused', () => iut({ refuses: 'reset' }), 'reset (role library)', /not today/],
  [
    'a reset that does not fit',
    () => iut({ reset: { state: 'done' } }),
    'reset (role library)',
    /does not fit the contract: Unrecognized key: "state"[\s\S]*hint: Answer reset with \{\} at least;/,
  ],
  [
    'a reset of a ca that does not fit',
    () => iut({ ...roles('ca'), anchor: base64('good'), reset: { anchors: { ca: 'MIIB' } } }),
    'reset (role ca)',
    /does not fit the contract: anchors\.ca: [\s\S]*hint: Answer reset with \{"urls": \{"ca": .*"anchors": /,
  ],
  [
    'a reset that is not answered',
    () => iut({ silent: 'reset' }, { timeLimits: { helloMs: 4_000, stepMs: 300 } }),
    'reset (role library)',
    /did not answer reset within 300 ms[\s\S]*hint: Answer sooner, or raise \.timeLimits\.stepMs\.$/m,
  ],
  [
    'a bank that does not say where',
    () => iut({ ...roles('relying-party'), reset: { urls: {} } }),
    'reset.urls.bank',
    /does not say where/,
  ],
  [
    'a wrong port of the bank',
    () => iut({ ...roles('relying-party'), reset: { urls: { bank: `http://127.0.0.1:${closedPort}` } } }),
    'reset.urls.bank',
    /ECONNREFUSED/,
  ],
  [
    'something else at that port',
    () => iut({ ...roles('relying-party'), raw: true }),
    'reset.urls.bank',
    /does not speak HTTP/,
  ],
  [
    'two roles on one URL',
    () =>
      iut({
        ...roles('ca', 'relying-party'),
        anchor: base64('good'),
        reset: {
          urls: { ca: `http://127.0.0.1:${openPort}`, bank: `http://127.0.0.1:${openPort}/` },
          anchors: { ca: [base64('good')] },
        },
      }),
    'reset.urls.bank',
    /is that of the ca, too/,
  ],
  [
    'a card that never answers',
    () => iut({ ...roles('card'), silent: 'card.transmit' }, { timeLimits: { helloMs: 4_000, stepMs: 500 } }),
    'reset (role card)',
    /did not answer what was sent to the card within 500 ms/,
  ],
  [
    'a bank whose clock is off',
    () => iut({ ...roles('relying-party'), date: 7_200_000 }),
    'reset.urls.bank (Date)',
    /120 minutes ahead/,
  ],
  [
    'a server certificate that nobody trusts',
    () => iut({ ...roles('relying-party'), tls: bench.path('person') }),
    '.tls.trust',
    /not trusted/,
  ],
  [
    'a CA without an anchor',
    () => iut({ ...roles('ca'), reset: { anchors: {} } }),
    'reset.anchors.ca',
    /no trust anchor/,
  ],
  [
    'an anchor that is no certificate',
    () => iut({ ...roles('ca'), anchor: 'AAAA' }),
    'reset.anchors.ca[0]',
    /no certificate/,
  ],
  [
    'an expired anchor',
    () => iut({ ...roles('ca'), anchor: base64('old') }),
    'reset.anchors.ca[0]',
    /expired on 2026-02-01/,
  ],
  [
    'an anchor with a swapped key',
    () => iut({ ...roles('ca'), anchor: base64('swapped') }),
    'reset.anchors.ca[0]',
    /not signed by its own key/,
  ],
  [
    'an anchor that is no authority',
    () => iut({ ...roles('ca'), anchor: base64('person') }),
    'reset.anchors.ca[0]',
    /no certificate of an authority/,
  ],
  [
    'a wrong anchor in the file',
    () => iut({ ...roles('ca'), anchor: base64('good') }, { anchors: { ca: ['old.pem'] } }),
    '.anchors.ca',
    /not what the IUT gives/,
  ],
  ['a locked card', () => iut({ ...roles('card'), tries: '6983' }), '.pins.signPin', /locked/],
  [
    'a wrong PIN',
    () => iut({ ...roles('card'), verify: '63C4' }, { pins: { authPin: { file: 'four.pin' } } }),
    '.pins.authPin',
    /does not take it \(63C4\)/,
  ],
  [
    'too few tries to risk one',
    () => iut({ ...roles('card'), tries: '63C1' }, { pins: { authPin: { file: 'four.pin' } } }),
    '.pins.authPin',
    /too few/,
  ],
];

let closedPort = 0;
let openPort = 0;

describe.skipIf(needs('openssl', 'openssl') === undefined)('a mistake in the set-up', () => {
  const other = createServer((socket) =>
    socket.on('error', () => {}).end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n'),
  );
  beforeAll(async () => {
    const sample = (name: string, more: object = {}) =>
      certify(bench, {
        name,
        subject: `/CN=MOCK TEST ${name}`,
        extensions: CA_EXTENSIONS,
        key: 'ec',
        to: '20351231145959Z',
        ...more,
      });
    await sample('good', { from: '20260101000000Z' });
    await sample('old', { from: '20260101000000Z', to: '20260201000000Z' });
    await sample('early', { from: '20340101000000Z' });
    await sample('person', { extensions: 'basicConstraints=CA:FALSE' });
    await bench.run(['pkey', '-in', 'old.key', '-pubout', '-out', 'old.pub']);
    await bench.run([
      'x509',
      '-in',
      'good.pem',
      '-signkey',
      'good.key',
      '-force_pubkey',
      'old.pub',
      '-outform',
      'DER',
      '-out',
      'swapped.der',
      '-days',
      '3000',
    ]);
    bench.write('long.pin', '123456\n');
    bench.write('four.pin', '1234\n');
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    openPort = (other.address() as AddressInfo).port;
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    closedPort = (gone.address() as AddressInfo).port;
    await new Promise((resolve) => gone.close(resolve));
  });
  afterAll(() => other.close());

  test('there are at least forty of them', () => expect(MISTAKES.length).toBeGreaterThanOrEqual(40));

  test.each(MISTAKES.map((m) => [...m] as const))('%s', async (_, config, field, found) => {
    const { code, err, out, ran } = await run(config());
    expect(err).toMatch(found);
    expect(err).toContain(field);
    expect(err).toMatch(/^ERR_\w+: /);
    expect(err).toMatch(/\nhint: \S/);
    expect(err).not.toContain('ABC123');
    expect(err).not.toMatch(/\bat .*\.ts:\d+/);
    expect([code, out, ran]).toEqual([2, '', false]);
    // What the IUT itself said stays in its words; what we say has a sentence in Japanese.
    const [said = '', hint = ''] = err.trim().split('\nhint: ');
    for (const fault of said.split(/; (?=\.|hello|reset)/)) {
      const own = fault.replace(
        /^(ERR_\w+: \S+: )?(\S+|the top level|reset \(role \w+\)|\S+ \(Date\)): /,
        '',
      );
      if (!THEIRS.test(own))
        expect([own, inJapanese('found', own)]).toEqual([own, expect.stringMatching(JAPANESE)]);
    }
    if (!said.includes('; '))
      expect([hint, inJapanese('mend', hint)]).toEqual([hint, expect.stringMatching(JAPANESE)]);
  });

  test('the same mend under many mistakes is told once', async () => {
    const ics = { 'code-after-signature': true, 'key-kinds': true, 'earlier-schemes': false };
    for (const language of ['en', 'ja']) {
      const { err } = await run(iut({}, { ics }), 'iut.json', language);
      expect(err).toContain('.ics["key-kinds"]');
      const mends = err.match(
        /Leave it out, or claim such a role\.|書かないか、その役割を主張してください。/g,
      );
      expect(mends).toHaveLength(1);
    }
  });

  test('a mistake is told in Japanese', async () => {
    const { code, err } = await run(iut({}, { command: ['no-such-program-9001'] }), 'iut.json', 'ja');
    expect(err).toContain('.command[0]: プログラム no-such-program-9001 がありません');
    expect(err).toContain('インストールするか');
    expect(code).toBe(2);
  });

  test.each([
    ['a library', {}, {}],
    ['a bank', roles('relying-party'), {}],
    [
      'a bank under https',
      () => ({ ...roles('relying-party'), tls: bench.path('loopback') }),
      { tls: { trust: 'loopback.pem' } },
    ],
    ['a CA', () => ({ ...roles('ca'), anchor: base64('good') }), { anchors: { ca: ['good.pem'] } }],
    ['a card', roles('card'), { pins: { authPin: { file: 'four.pin' } } }],
  ])('without the mistake cases run: %s', async (name, knobs, rest) => {
    if (name === 'a bank under https')
      await certify(bench, {
        name: 'loopback',
        subject: '/CN=127.0.0.1',
        extensions: `basicConstraints=CA:TRUE\nsubjectAltName=IP:127.0.0.1`,
        key: 'ec',
        to: '20351231145959Z',
      });
    const { err, ran } = await run(iut(typeof knobs === 'function' ? knobs() : knobs, rest));
    expect([err, ran]).toEqual(['', true]);
  });

  test('a configuration in TypeScript', async () => {
    const { err, ran } = await run(
      `export default ${JSON.stringify(iut())} satisfies object;`,
      'iut.config.ts',
    );
    expect([err, ran]).toEqual(['', true]);
  });

  test('no listener for signals is left behind in this process', async () => {
    const listeners = () => [process.listenerCount('SIGINT'), process.listenerCount('SIGTERM')];
    const before = listeners();
    await run(iut({}, { roles: ['bank'] }));
    await run(iut());
    expect(listeners()).toEqual(before);
  });
});
