import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { Json, Observation } from '../../simulator/world/index.ts';
import { step, type TestCase } from '../cases/define.ts';
import { thatHolds } from '../checks/expectation.ts';
import { runCase } from '../runner/run-case.ts';
import { IutBroke, RpcError } from './connector.ts';
import { LINE_BYTES_MAX } from './line-peer.ts';
import type { RemoteConnector } from './remote.ts';
import { type StdioOptions, stdioConnector } from './stdio.ts';
import { type FakeRig, fakeRig, inlineIut, RESET } from './testing/inline-iut.ts';

const opened: RemoteConnector[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((connector) => connector.close()));
});
const iut = (body: string, options?: Partial<StdioOptions>): RemoteConnector => {
  const connector = inlineIut(body, options);
  opened.push(connector);
  return connector;
};

const HELLO: Json = { contract: 1 };
const enrol = (connector: RemoteConnector): Promise<Json> => connector.call('library.enrol', {});
const broke = (work: Promise<unknown>): Promise<IutBroke> =>
  work.then(
    (result) => expect.fail(`it went well: ${JSON.stringify(result)}`),
    (error: unknown) => {
      expect(error).toBeInstanceOf(IutBroke);
      return error as IutBroke;
    },
  );

/** The connector in a case, after `reset`. */
async function inCase(body: string, rig = fakeRig()): Promise<RemoteConnector> {
  const connector = iut(body);
  await connector.attach(rig);
  await connector.call('reset', RESET);
  return connector;
}

/** Not counting a dead process that nobody has collected yet: not every init does. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(existsSync('/proc/self/stat') ? readFileSync(`/proc/${pid}/stat`, 'latin1') : '');
  } catch {
    return false;
  }
}

describe('before a case', () => {
  test('a program that is not there is unreachable, and named', async () => {
    const connector = stdioConnector({ command: ['no-such-program-9001'] });
    opened.push(connector);
    const error = await broke(connector.call('hello', HELLO));
    expect(error.how).toBe('unreachable');
    expect(error.message).toContain('cannot start no-such-program-9001');
  });

  test('a folder that is not there is named too', async () => {
    const error = await broke(iut('', { cwd: '/no/such/folder' }).call('hello', HELLO));
    expect(error).toMatchObject({ how: 'unreachable' });
    expect(error.message).toContain('in /no/such/folder');
  });

  test('a crash before hello shows exit code and the end of standard error', async () => {
    const error = await broke(iut(`console.error('no licence'); process.exit(3);`).call('hello', HELLO));
    expect(error.how).toBe('crash');
    expect(error.message).toMatch(/exit code 3 during hello; its standard error ends: no licence$/);
  });

  test('a hello that never comes runs into its own limit', async () => {
    const error = await broke(iut('on.hello = () => {};', { helloLimitMs: 300 }).call('hello', HELLO));
    expect(error).toMatchObject({ how: 'timeout', message: 'the IUT did not answer hello within 300 ms' });
  });

  test('env and cwd reach the child', async () => {
    const connector = iut(
      `on.hello = (id) => say(id, process.env.FPOS_HIL_TEST_WORD + ' ' + process.cwd());`,
      { env: { FPOS_HIL_TEST_WORD: 'word' }, cwd: '/' },
    );
    expect(await connector.call('hello', HELLO)).toBe('word /');
  });

  test('operations outside a case are refused by us, not sent', async () => {
    const connector = iut('');
    await connector.call('hello', HELLO);
    expect((await broke(enrol(connector))).message).toContain('no case runs');
  });
});

describe('a crash', () => {
  const body = `on['library.enrol'] = (id) => { console.error('pid ' + process.pid); process.exit(9); };
    on['library.login'] = (id) => say(id, process.pid);`;

  test('in a call fails that call and every later one of the case', async () => {
    const connector = await inCase(body);
    const first = await broke(enrol(connector));
    expect(first).toMatchObject({ how: 'crash' });
    expect(first.message).toMatch(/exit code 9 during library.enrol/);
    expect((await broke(connector.call('library.login', {}))).message).toBe(first.message);
    expect(connector.broken()?.message).toBe(first.message);
  });

  test('the next case has a new process, greeted anew', async () => {
    const connector = await inCase(body);
    const before = await connector.call('library.login', {});
    await broke(enrol(connector));
    await connector.detach();
    await connector.attach(fakeRig());
    expect(connector.broken()).toBeUndefined();
    await connector.call('reset', RESET);
    const after = await connector.call('library.login', {});
    expect(after).not.toBe(before);
  });

  test('a new process that says it is somebody else is not taken', async () => {
    const connector = iut(`on.hello = (id) => say(id, process.pid); ${body}`);
    await connector.attach(fakeRig());
    await connector.call('reset', RESET);
    await broke(enrol(connector));
    await connector.detach();
    expect((await broke(connector.attach(fakeRig()))).message).toContain('answers hello differently');
  });

  test('a signal is named', async () => {
    const connector = await inCase(`on['library.enrol'] = () => process.kill(process.pid, 'SIGKILL');`);
    expect((await broke(enrol(connector))).message).toContain('was ended by SIGKILL during library.enrol');
  });

  test('closing standard output counts, though the process lives', async () => {
    const connector = await inCase(
      `on['library.enrol'] = () => { require('node:fs').closeSync(1); setInterval(() => {}, 1000); };`,
    );
    expect((await broke(enrol(connector))).message).toContain('closed its standard output');
  });

  test('while the rig still answers a call of the IUT', async () => {
    let release = (_: Json): void => {};
    const rig = fakeRig({ call: () => new Promise<Json>((resolve) => (release = resolve)) });
    const connector = await inCase(
      `on['library.enrol'] = () => { ask('card.transmit', { capdu: '00' }); setTimeout(() => process.exit(4), 50); };`,
      rig,
    );
    expect((await broke(enrol(connector))).message).toContain('exit code 4 during library.enrol');
    release({ rapdu: '9000' }); // goes nowhere, and harms nobody
    await connector.detach();
    await connector.attach(fakeRig());
    expect(connector.broken()).toBeUndefined();
  });
});

describe('garbage ends the connection and says what was wrong', () => {
  test.each<[string, string, string | RegExp]>([
    ['a line of text', `raw('hello world\\n')`, 'a line that is not JSON: "hello world"'],
    ['an empty line', `raw('\\n')`, 'a line that is not JSON: ""'],
    ['bytes that are not UTF-8', `raw(Buffer.from([0x22, 0xff, 0x22, 0x0a]))`, 'not UTF-8'],
    ['a byte order mark', `raw('\\uFEFF'); say(id)`, 'not JSON'],
    ['a number', `raw('7\\n')`, 'no message of JSON-RPC: "7"'],
    ['a batch', `raw(JSON.stringify([{ jsonrpc: '2.0', id, result: {} }]) + '\\n')`, 'a batch'],
    ['no jsonrpc member', `raw(JSON.stringify({ id, result: {} }) + '\\n')`, 'without "jsonrpc": "2.0"'],
    ['jsonrpc 1.0', `send({ jsonrpc: '1.0', id, result: {} })`, 'without "jsonrpc": "2.0"'],
    ['an answer to a call never made', `send({ id: 4711, result: {} })`, 'a call "4711" that was never made'],
    ['an id of another type', `send({ id: String(id), result: {} })`, 'that was never made'],
    ['no result and no error', `send({ id })`, 'answered library.enrol with not exactly one of'],
    [
      'result and error',
      `send({ id, result: {}, error: { code: 1, message: '' } })`,
      'not exactly one of result and error',
    ],
    ['an error that is a text', `send({ id, error: 'no' })`, 'an error without code and message'],
    ['an error to nothing', `send({ id: null, error: { code: -32700, message: 'eh?' } })`, '"eh?"'],
    ['neither call nor answer', `send({ hello: 1 })`, 'neither a call nor an answer'],
    ['a notification', `send({ method: 'ui.show', params: {} })`, 'sent ui.show without an id'],
    ['a method that is no text', `send({ id: 1, method: 7 })`, 'whose method is no string'],
    ['an id that is an object', `send({ id: {}, method: 'ui.show' })`, 'no string or number'],
    ['levels without end', `raw('['.repeat(5e5) + ']'.repeat(5e5) + '\\n')`, 'a batch'],
    [
      'levels without end inside',
      `raw('{"jsonrpc":"2.0","id":1,"result":' + '['.repeat(4e5) + ']'.repeat(4e5) + '}\\n')`,
      'deeper than 32 levels',
    ],
    ['a line without end', `raw('x'.repeat(${LINE_BYTES_MAX + 1}))`, `longer than ${LINE_BYTES_MAX} bytes`],
    [
      'two answers in one breath',
      `const line = JSON.stringify({ jsonrpc: '2.0', id, result: {} }) + '\\n'; raw(line + line)`,
      /answered the call \d+ twice/,
    ],
  ])('%s', async (_, sent, says) => {
    const connector = await inCase(`on['library.enrol'] = (id) => { ${sent}; };`);
    const error = await broke(enrol(connector));
    expect(error.how).toBe('garbage');
    expect(error.message).toMatch(says);
    expect(error.message.length).toBeLessThan(300);
  });

  test('an id used twice at once', async () => {
    const rig = fakeRig({ call: () => new Promise<Json>(() => {}) });
    const connector = await inCase(
      `on['library.enrol'] = () => { for (let i = 0; i < 2; i++) send({ id: 'a', method: 'card.connect' }); };`,
      rig,
    );
    expect((await broke(enrol(connector))).message).toContain('the id a, under which a call is open');
  });

  test('a second answer that comes late fails the next call, and is seen without one', async () => {
    const connector = await inCase(
      `on['library.enrol'] = async (id) => { say(id); await later(50); say(id); };`,
    );
    await enrol(connector);
    await expect.poll(() => connector.broken()?.message).toMatch(/answered the call \d+ twice/);
    await broke(connector.call('library.login', {}));
  });

  test('an error answer is not garbage: the IUT says no', async () => {
    const connector = await inCase('');
    await expect(enrol(connector)).rejects.toMatchObject({ code: -32601, message: 'not implemented' });
    expect(connector.broken()).toBeUndefined();
  });

  test('urls that are no URLs are left in the result, for the rig to refuse; other schemes are refused', async () => {
    const connector = iut(`on.reset = (id, { case: name }) => say(id, { urls: { ca: name } });`);
    await connector.attach(fakeRig());
    expect(await connector.call('reset', { case: 'nowhere' })).toEqual({ urls: { ca: 'nowhere' } });
    const error = await broke(connector.call('reset', { case: 'ftp://localhost/' }));
    expect(error.message).toBe('reset: ftp://localhost/ is no http URL');
  });
});

describe('what is unusual and right', () => {
  test('a line just below the limit', async () => {
    const connector = await inCase(`on['library.enrol'] = (id) => say(id, 'x'.repeat(1048000));`);
    expect(((await enrol(connector)) as string).length).toBe(1_048_000);
  });

  test('characters cut in the middle of their bytes, lines in the middle of a chunk, and CR LF', async () => {
    const connector = await inCase(`on['library.enrol'] = async (id) => {
      const bytes = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, result: '氏名𠮷' }) + '\\r\\n');
      for (const byte of bytes) { raw(Buffer.of(byte)); await later(1); }
    };`);
    expect(await enrol(connector)).toBe('氏名𠮷');
  });

  test('many megabytes of noise on standard error; the message of a crash keeps the last 4 KiB', async () => {
    const connector = await inCase(`
      on['library.login'] = (id) => { for (let i = 0; i < 5000; i++) process.stderr.write('x'.repeat(1023) + '\\n'); say(id, 'done'); };
      on['library.enrol'] = () => { process.stderr.write('the last words', () => process.exit(1)); };`);
    expect(await connector.call('library.login', {})).toBe('done');
    const { message } = await broke(enrol(connector));
    expect(message).toMatch(/the last words$/);
    expect(message.length).toBeLessThan(4_300);
  });

  test('calls back inside a call, and a hundred calls of the rig at once', async () => {
    const rig = fakeRig({ call: async (_, params) => params });
    const connector = await inCase(
      `on['library.enrol'] = async (id, { n }) => say(id, (await ask('card.transmit', { n })).result);`,
      rig,
    );
    const numbers = Array.from({ length: 100 }, (_, n) => n);
    const answers = await Promise.all(numbers.map((n) => connector.call('library.enrol', { n })));
    expect(answers).toEqual(numbers.map((n) => ({ n })));
  });

  test('an error of the rig reaches the IUT with its code', async () => {
    const rig = fakeRig({ call: () => Promise.reject(new RpcError(-32001, 'the card left the field')) });
    const connector = await inCase(
      `on['library.enrol'] = async (id) => say(id, (await ask('card.connect')).error);`,
      rig,
    );
    expect(await enrol(connector)).toEqual({ code: -32001, message: 'the card left the field' });
  });

  test('a PIN that the IUT prints is cut from what is told of its end', async () => {
    const rig = fakeRig({ call: async () => ({ pin: 'ABC123' }) });
    const connector = await inCase(
      `on['library.enrol'] = async (id) => { const { result } = await ask('ui.prompt', { kind: 'sign-pin' });
         console.error('pin=' + result.pin); raw('pin ' + result.pin + '\\n'); };`,
      rig,
    );
    expect((await broke(enrol(connector))).message).toBe('the IUT sent a line that is not JSON: "pin (pin)"');
  });
});

describe('floods', () => {
  test('more calls at once than a library has hands', async () => {
    const rig = fakeRig({ call: () => new Promise<Json>(() => {}) });
    const connector = await inCase(
      `on['library.enrol'] = () => { for (let i = 0; i < 1000; i++) ask('card.connect'); };`,
      rig,
    );
    expect((await broke(enrol(connector))).message).toContain('more than 100 calls open at once');
    expect(rig.calls.length).toBe(100);
  });

  test('one after the other, in the rig of a case', async () => {
    const connector = iut(
      `on['library.enrol'] = async (id) => { for (;;) await ask('ui.show', { kind: 'terms' }); };`,
    );
    const seen = await run(connector, [step('Enrol', (rig) => rig.enrol())]);
    expect(brokeIn(seen)).toEqual([
      expect.objectContaining({ how: 'garbage', says: 'more than 5000 calls in one case' }),
    ]);
  });

  test('an IUT that does not read is not fed for ever', async () => {
    const connector = await inCase(`on['library.enrol'] = () => { for (;;); };`);
    const long = 'x'.repeat(1_000_000);
    const calls = Array.from({ length: 20 }, () => connector.call('library.enrol', { long }));
    const [first] = await Promise.all(calls.map((call) => broke(call)));
    expect(first!.message).toContain('does not read what it is sent');
  });
});

describe('cases are kept apart', () => {
  test('one process serves many', async () => {
    const connector = iut(`on['library.enrol'] = (id) => say(id, process.pid);`);
    const pids = new Set<Json>();
    for (let i = 0; i < 5; i++) {
      await connector.attach(fakeRig());
      await connector.call('reset', RESET);
      pids.add(await enrol(connector));
      await connector.detach();
    }
    expect(pids.size).toBe(1);
  });

  test('a call after the end of its case is refused, and the next case does not see it', async () => {
    const connector = iut(`
      let late = 'nothing';
      on['library.enrol'] = async (id) => { say(id); await later(100); late = (await ask('ui.show', { kind: 'issued' })).error; };
      on['library.login'] = (id) => say(id, late);`);
    const [first, second] = [fakeRig(), fakeRig()];
    await connector.attach(first);
    await connector.call('reset', RESET);
    await enrol(connector);
    await connector.detach();
    await connector.attach(second); // not yet reset: what comes now is of the case before
    await new Promise((resolve) => setTimeout(resolve, 300));
    await connector.call('reset', RESET);
    expect(await connector.call('library.login', {})).toEqual({ code: -32600, message: 'no case runs' });
    expect([...first.calls, ...second.calls]).toEqual([]);
  });

  test('a call that is open when its case ends is answered then, and only then', async () => {
    const connector = iut(`
      const got = [];
      on['library.enrol'] = async (id) => {
        void ask('card.connect');
        asked.set('c1', ({ error, result }) => got.push(error?.code ?? result));
        await later(50);
        say(id);
      };
      on['library.login'] = (id) => say(id, got);`);
    const { promise: answer, resolve: release } = Promise.withResolvers<Json>();
    await connector.attach(fakeRig({ call: () => answer }));
    await connector.call('reset', RESET);
    await enrol(connector);
    await connector.detach();
    release({ atr: '3B00' });
    await connector.attach(fakeRig());
    await connector.call('reset', RESET);
    expect(await connector.call('library.login', {})).toEqual([-32600]);
  });

  test('a call of the rig that is open when its case ends fails then, with its process', async () => {
    const rig = fakeRig();
    const connector = await inCase(
      `on['library.login'] = (id) => say(id, process.pid); on['library.enrol'] = () => ask('card.connect');`,
      rig,
    );
    const pid = (await connector.call('library.login', {})) as number;
    const hanging = broke(enrol(connector));
    await expect.poll(() => rig.calls.length).toBe(1);
    await connector.detach();
    expect((await hanging).message).toBe('the IUT was ended by the rig');
    expect(isAlive(pid)).toBe(false);
  });

  test('an IUT that hangs is left behind at the limit of a step, and the next case has another', async () => {
    const connector = iut(`
      let cases = 0;
      on.reset = (id, { case: name }) => { say(id); if (name === 'TC-LIB-9002') on['library.enrol'] = (id) => say(id, { state: 'refused', code: 'pid-' + process.pid }); };
      on['library.enrol'] = () => { process.on('SIGTERM', () => {}); for (;;); };`);
    const enrolStep = step('Enrol', (rig) => rig.enrol());
    const hung = await run(connector, [enrolStep], { stepLimitMs: 500 });
    expect(brokeIn(hung)).toEqual([expect.objectContaining({ how: 'timeout' })]);
    const next = await run(connector, [enrolStep], { id: 'TC-LIB-9002' });
    expect(brokeIn(next)).toEqual([]);
    expect(next.find((o) => o.kind === 'call' && o.method === 'library.enrol')).toHaveProperty('result');
  });
});

describe('what belongs to a case that is over', () => {
  const TWICE = `on['library.enrol'] = async (id) => { say(id); await later(150); say(id); };
    on['library.login'] = async (id) => { await later(400); say(id, 'well'); };`;
  const late = (): { rig: FakeRig; told: IutBroke[] } => {
    const told: IutBroke[] = [];
    return { rig: fakeRig({ caseId: 'TC-LIB-9001', late: (error) => void told.push(error) }), told };
  };

  test('a second answer in the middle of the next case is blamed on its own, and the next goes on', async () => {
    const { rig, told } = late();
    const connector = await inCase(TWICE, rig);
    await enrol(connector);
    await connector.detach();
    const next = late();
    await connector.attach(next.rig);
    await connector.call('reset', RESET);
    expect(await connector.call('library.login', {})).toBe('well');
    expect(told.map(({ how, message }) => [how, message])).toEqual([
      [
        'garbage',
        expect.stringMatching(/answered the call TC-LIB-9001\/\d+ twice.*after its case was over$/),
      ],
    ]);
    expect(next.told).toEqual([]);
    expect(connector.broken()).toBeUndefined();
  });

  test.each([
    ['a line of text', `raw('done\\n')`, 'garbage', 'not JSON: "done"'],
    ['an end of the process', 'process.exit(6)', 'crash', 'exit code 6'],
  ])('%s between two cases', async (_, act, how, says) => {
    const { rig, told } = late();
    const connector = await inCase(
      `on['library.enrol'] = async (id) => { say(id, process.pid); await later(50); ${act}; };`,
      rig,
    );
    const pid = await enrol(connector);
    await connector.detach();
    await expect.poll(() => told.length).toBe(1);
    expect(told[0]).toMatchObject({ how, message: expect.stringContaining(says) });
    const next = late();
    await connector.attach(next.rig);
    await connector.call('reset', RESET);
    expect(await enrol(connector)).not.toBe(pid);
    expect(next.told).toEqual([]);
  });

  test('it becomes an observation of that case, which a judge blames the procedure for', async () => {
    const connector = iut(
      `on['library.enrol'] = async (id) => { say(id, { state: 'refused', code: 'no' }); await later(50); raw('bye\\n'); };`,
    );
    const seen = await run(connector, [step('Enrol', (rig) => rig.enrol())]);
    expect(brokeIn(seen)).toEqual([]);
    await expect.poll(() => brokeIn(seen)).toEqual([expect.objectContaining({ how: 'garbage' })]);
    expect(seen.at(-1)!.n).toBe(seen.at(-2)!.n + 1);
  });
});

describe('the case goes with each message', () => {
  const body = `on['library.enrol'] = (id) => say(id, { state: 'refused', code: String(id) });
    const asked0 = on.reset; on.reset = (id, params) => { console.error(JSON.stringify(params)); asked0(id); };`;
  const codeOf = (seen: readonly Observation[]): unknown =>
    seen.flatMap((o) => (o.kind === 'call' && o.method === 'library.enrol' ? [o.result] : []))[0];
  const enrolStep = [step('Enrol', (rig) => rig.enrol())] as const;

  test('as the beginning of its id', async () => {
    expect(codeOf(await run(iut(body), enrolStep))).toMatchObject({
      code: expect.stringMatching(/^TC-LIB-9001\/\d+$/),
    });
  });

  test('in a blind run it stands nowhere', async () => {
    const seen = await run(iut(body), enrolStep, { blind: true });
    expect(codeOf(seen)).toMatchObject({ code: expect.stringMatching(/^\d+$/) });
    const params = seen.flatMap((o) => (o.kind === 'call' && o.from === 'rig' ? [o.params] : []));
    expect(JSON.stringify(params)).not.toContain('TC-');
  });
});

describe('names and addresses', () => {
  const rig = () =>
    fakeRig({
      hosts: ['ca.test', 'odd-host'],
      fetch: async (url) => new Response(`you asked for ${url}`),
    });

  test('http URLs of hosts become addresses, other texts stay; results hold names again', async () => {
    const connector = await inCase(
      `on['library.enrol'] = (id, params) => { console.error(JSON.stringify(params)); say(id, { params, shown: JSON.stringify(params) }); };`,
      rig(),
    );
    const params = {
      ca: 'http://ca.test',
      deep: [{ url: 'http://odd-host/a?b=c#d' }, 'http://later.test/x'],
      origin: 'https://ca.test',
      port: 'http://ca.test:8080/',
      elsewhere: 'http://example.org/',
      text: 'see http://ca.test for more',
    };
    const result = (await connector.call('library.enrol', params)) as { params: Json; shown: string };
    expect(result.params).toEqual(params);
    expect(result.shown).toContain('"ca":"http://ca.test"');
  });

  test('what the child is really told are ports of this machine that answer for the host', async () => {
    const connector = await inCase(
      `on['library.enrol'] = async (id, { ca, origin }) => say(id, {
         told: ca.replace(/[0-9]+$/, 'PORT').split('').join(' '), origin, text: await (await fetch(ca + '/a/b?c=%20')).text() });`,
      rig(),
    );
    expect(
      await connector.call('library.enrol', { ca: 'http://ca.test', origin: 'https://ca.test' }),
    ).toEqual({
      told: 'http://127.0.0.1:PORT'.split('').join(' '),
      origin: 'https://ca.test',
      text: 'you asked for http://ca.test/a/b?c=%20',
    });
  });

  test('addresses in calls, error messages and last words of the IUT become names', async () => {
    const own = rig();
    const connector = await inCase(
      `on['library.login'] = async (id, { ca }) => { await ask('ui.show', { text: 'at ' + ca }); send({ id, error: { code: 1, message: 'refused by ' + ca.slice(7) } }); };
       on['library.enrol'] = async (id, { ca }) => { console.error('lost ' + ca); process.exit(1); };`,
      own,
    );
    const params = { ca: 'http://ca.test' };
    await expect(connector.call('library.login', params)).rejects.toMatchObject({
      message: 'refused by ca.test',
    });
    expect(own.calls).toEqual([{ method: 'ui.show', params: { text: 'at http://ca.test' } }]);
    expect((await broke(connector.call('library.enrol', params))).message).toMatch(/lost http:\/\/ca\.test$/);
  });

  test('an HTTP request after the end of the case is a network error and reaches nobody', async () => {
    const own = rig();
    const connector = await inCase(
      `let url; on['library.enrol'] = (id, { ca }) => { url = ca; say(id); };
       on['library.login'] = async (id) => say(id, await fetch(url).then((r) => r.text(), (e) => e.message));`,
      own,
    );
    await connector.call('library.enrol', { ca: 'http://ca.test' });
    await connector.detach();
    await connector.attach(fakeRig());
    await connector.call('reset', RESET);
    expect(await connector.call('library.login', {})).toBe('fetch failed');
  });
});

describe('the HTTP service of an IUT', () => {
  const SERVER = `
    const server = require('node:http').createServer((request, response) => {
      const parts = [];
      request.on('data', (part) => parts.push(part)).on('end', () => {
        const body = Buffer.concat(parts);
        if (request.url.endsWith('/gone')) return process.exit(5);
        if (request.url.endsWith('/hang-up')) return request.socket.destroy();
        if (request.url.endsWith('/large')) return response.end(Buffer.alloc(1000000));
        if (request.url.endsWith('/moved')) return response.writeHead(302, { location: '/' }).end();
        if (request.url.endsWith('/empty')) return response.writeHead(204).end();
        response.writeHead(201, { 'content-type': request.headers['content-type'] ?? 'none/none' });
        response.end(Buffer.concat([Buffer.from(request.method + ' ' + request.url + ' '), body]));
      });
    });
    on.reset = (id) => server.listen(0, '127.0.0.1', () => say(id, { urls: { ca: 'http://127.0.0.1:' + server.address().port + '/base/' } }));
  `;
  const post = (path: string, body?: Uint8Array): Request =>
    new Request(`http://ca.test${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      ...(body && { body: new Uint8Array(body) }),
    });

  test('is reached under the URL of reset, every byte as it is; the case does not see the URL', async () => {
    const connector = iut(SERVER);
    await connector.attach(fakeRig());
    expect(await connector.call('reset', RESET)).toEqual({});
    const every = Uint8Array.from({ length: 256 }, (_, i) => i);
    const response = await connector.handler('ca')(post('/a?b=%2F', every));
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    const text = Buffer.from(await response.arrayBuffer());
    expect(text.subarray(0, -256).toString()).toBe('POST /base/a?b=%2F ');
    expect(new Uint8Array(text.subarray(-256))).toEqual(every);

    const get = await connector.handler('ca')(new Request('http://ca.test/'));
    expect(await get.text()).toBe('GET /base/ ');
    expect((await connector.handler('ca')(post('/moved'))).status).toBe(302);
    expect((await connector.handler('ca')(post('/empty'))).status).toBe(204);
  });

  test('hanging up, too much, and an end of the process are network errors; the last is known at once', async () => {
    const connector = await inCase(SERVER);
    const handler = connector.handler('ca');
    await expect(handler(post('/hang-up'))).rejects.toThrow();
    await expect(handler(post('/large'))).rejects.toThrow('a body longer');
    expect(connector.broken()).toBeUndefined();
    await expect(handler(post('/gone'))).rejects.toThrow();
    expect(connector.broken()?.message).toContain('exit code 5');
  });

  test('without a URL there is nothing to reach', async () => {
    const connector = await inCase(SERVER);
    expect((await broke(Promise.resolve(connector.handler('relying-party')(post('/'))))).how).toBe(
      'unreachable',
    );
    await connector.detach();
    expect((await broke(Promise.resolve(connector.handler('ca')(post('/'))))).message).toContain('urls.ca');
  });
});

describe('the end', () => {
  const pid = `on['library.enrol'] = (id) => say(id, process.pid);`;

  test('an IUT ends when its input ends', async () => {
    const connector = await inCase(pid);
    const child = (await enrol(connector)) as number;
    await connector.close();
    expect(isAlive(child)).toBe(false);
  });

  test('one that ignores that and SIGTERM is ended with everything it started', async () => {
    const connector = stdioConnector({
      command: [
        'sh',
        '-c',
        '"$0" "$@"; exit 0',
        process.execPath,
        '-e',
        `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);
         process.stdin.on('data', () => console.log(JSON.stringify({ jsonrpc: '2.0', id: 1, result: process.pid })));`,
      ],
    });
    const grandchild = (await connector.call('hello', HELLO)) as number;
    expect(isAlive(grandchild)).toBe(true);
    await connector.close();
    await expect.poll(() => isAlive(grandchild)).toBe(false);
  });

  test('closing twice, and before anything began, is fine', async () => {
    const connector = iut('');
    await connector.close();
    await connector.close();
  });
});

interface Options {
  readonly id?: TestCase['id'];
  readonly stepLimitMs?: number;
  readonly blind?: boolean;
}
function run(
  connector: RemoteConnector,
  procedure: TestCase['procedure'],
  { id = 'TC-LIB-9001', ...limits }: Options = {},
): Promise<readonly Observation[]> {
  return runCase(
    {
      id,
      role: 'library',
      requirements: ['NOTE-ONE-TAP'],
      purpose: 'The connector is driven.',
      purposeJa: '接続を動かす。',
      procedure,
      expectedResult: [thatHolds('nothing is judged here', () => true)],
      provenBy: { fail: ['mutant:library-taps-twice'] },
    },
    { connector, seed: '1', controlledClock: false, ...limits },
  );
}
const brokeIn = (seen: readonly Observation[]): readonly Observation[] =>
  seen.filter((o) => o.kind === 'broke' || o.kind === 'rig-error');
