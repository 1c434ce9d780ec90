/** What the IUT contract costs: round trips beside a bare echo, the way to the first verdict, the suite by each connector. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { CASES } from '../../conformance/cases/index.ts';
import type { Connector } from '../../conformance/iut/connector.ts';
import { httpConnector } from '../../conformance/iut/http.ts';
import { inProcess } from '../../conformance/iut/in-process.ts';
import { listenOnLoopback } from '../../conformance/iut/loopback.ts';
import { referenceIut } from '../../conformance/iut/reference/reference-iut.ts';
import { stdioConnector } from '../../conformance/iut/stdio.ts';
import { runSuite } from '../../conformance/runner/run.ts';
import { ROLES } from '../../conformance/verdict/types.ts';
import { type BenchResult, type Comparison, compare, comparison, figuresOf } from './harness.ts';

/** Answers each line with a line: what a pipe and a process cost at the least. */
const ECHO = `require('node:readline').createInterface({ input: process.stdin }).on('line', (l) => process.stdout.write(l + '\\n'));`;
/** The least that an implementation can do: it takes the id out of the line, and answers what it always answers. */
const ANSWERS = `require('node:readline').createInterface({ input: process.stdin }).on('line', (l) => {
  const says = l.includes('"card.transmit"') ? '{"rapdu":"9000"}' : l.includes('"hello"') ? '${JSON.stringify({ contract: 1, name: 'x', version: '1', roles: ['card'], clock: 'own' })}' : '{}';
  process.stdout.write('{"jsonrpc":"2.0","id":' + /"id":("[^"]*"|[0-9]+)/.exec(l)[1] + ',"result":' + says + '}\\n');
});`;
const CAPDU = '00A4040C0AD392F000260100000001';

async function roundTrips(): Promise<Comparison> {
  const connector = stdioConnector({ command: [process.execPath, '-e', ANSWERS] });
  const echo: ChildProcess = spawn(process.execPath, ['-e', ECHO], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: echo.stdout! });
  const message = `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'card.transmit', params: { capdu: CAPDU } })}\n`;
  try {
    await connector.attach({ call: async () => ({}), fetch: () => Promise.reject(new Error()), hosts: [] });
    await connector.call('reset', {});
    return await compare(
      { id: 'contract.stdio', what: 'round trip of the contract over stdio', aim: '0.6 or more' },
      {
        name: 'card.transmit',
        async run(times) {
          for (let i = 0; i < times; i++) await connector.call('card.transmit', { capdu: CAPDU });
        },
      },
      {
        name: 'bare echo process',
        async run(times) {
          for (let i = 0; i < times; i++) {
            const line = once(lines, 'line');
            echo.stdin!.write(message);
            await line;
          }
        },
      },
    );
  } finally {
    await connector.close();
    echo.kill();
  }
}

const perSecond = (things: number, ms: number): readonly [number] => [(1000 * things) / ms];
async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function firstVerdict(): Promise<BenchResult> {
  const about = {
    id: 'contract.start',
    what: 'from the start of the built command line to the first verdict',
  };
  const main = resolve('dist/scripts/cli/main.js');
  if (!existsSync(main)) return { ...about, notRun: 'no dist: npm run build' };
  const out = await mkdtemp(join(tmpdir(), 'fpos-hil-bench-'));
  const args = ['run', '--case', 'TC-CARD-001', '--no-rejudge', '--out', out];
  const program = `const { main } = await import(${JSON.stringify(main)}); await main(${JSON.stringify(args)});`;
  const time = async (code: string): Promise<number[]> => {
    const rates: number[] = [];
    for (let i = 0; i < 5; i++)
      rates.push(
        1000 /
          (await milliseconds(() =>
            once(spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' }), 'exit'),
          )),
      );
    return rates;
  };
  try {
    const [ours, bare] = [await time(program), await time('0')];
    return comparison(
      { ...about, aim: 'more than 0.5/s' },
      figuresOf('run, one case', ours),
      figuresOf('bare node', bare),
    );
  } finally {
    await rm(out, { recursive: true });
  }
}

async function suite(connector: Connector): Promise<number> {
  const hello = { contract: 1, name: 'x', version: '1', roles: [...ROLES], clock: 'controlled' as const };
  const iut = { id: 'reference', connector, hello, roles: ROLES };
  try {
    return await milliseconds(async () => {
      const { judged } = await runSuite({ iuts: [iut], seed: '1', cases: CASES });
      if (judged.some(({ verdict }) => verdict !== 'pass')) throw new Error('the reference did not pass');
    });
  } finally {
    await connector.close();
  }
}

async function suites(): Promise<readonly BenchResult[]> {
  const main = resolve('conformance/iut/reference/main.ts');
  const held = await listenOnLoopback(async () => ({ status: 404, type: '', body: new Uint8Array() }));
  await held.close();
  const port = String(held.port);
  const own = figuresOf(
    'cases, in this process',
    perSecond(CASES.length, await suite(inProcess(referenceIut('reference')))),
  );
  const over = async (name: string, connector: Connector): Promise<BenchResult> =>
    comparison(
      { id: `contract.suite-${name}`, what: `the whole suite over ${name}` },
      figuresOf(`cases, over ${name}`, perSecond(CASES.length, await suite(connector))),
      own,
    );
  return [
    await over('stdio', stdioConnector({ command: [process.execPath, main] })),
    await over(
      'http',
      httpConnector({
        url: `http://127.0.0.1:${port}/`,
        program: { command: [process.execPath, main, '--http', port] },
      }),
    ),
  ];
}

export const benchContract = async (): Promise<readonly BenchResult[]> => [
  await roundTrips(),
  await firstVerdict(),
  ...(await suites()),
];
