/** Starts the real command line, as a user does, and other programs beside it; never blocks the process of the test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../../bin/fpos-hil.js', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of a person with an English locale: nothing of the test runner's own wishes for colour. */
const environment = (env: Readonly<Record<string, string>>): NodeJS.ProcessEnv => {
  const { FORCE_COLOR: _, FPOS_HIL_DEBUG: __, ...own } = process.env;
  return { ...own, LC_ALL: 'C', ...env };
};

const TIME_LIMIT_MS = 30_000;

/** Runs a program to its end. */
export async function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const child = spawn(program, args, {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIME_LIMIT_MS,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

export const fposHil = (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Outcome> =>
  run(process.execPath, [BIN, ...args], env);

/** A command that runs until it is stopped. */
export interface Running {
  /** The first line that it printed. */
  readonly line: string;
  readonly child: ChildProcess;
  /** SIGTERM; its exit code. */
  stop(): Promise<number | null>;
}

/** Starts a command and waits for its first line. */
export async function startFposHil(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  let text = '';
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (more: string) => {
    complaints += more;
  });
  child.stdout.setEncoding('utf8');
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (more: string) => {
      text += more;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
    child.once('close', () => reject(new Error(`ended without a line: ${complaints}`)));
  });
  return {
    line: await firstLine,
    child,
    async stop() {
      child.kill('SIGTERM');
      return (await ended)[0];
    },
  };
}

/** What `world --json` prints. */
export interface ToldWorld {
  readonly urls: Readonly<
    Record<
      | 'control'
      | 'jlis'
      | 'ocspSign'
      | 'ocspAuth'
      | 'crlSign'
      | 'crlAuth'
      | 'ca'
      | 'bank'
      | 'verifier'
      | 'holder'
      | 'caTls',
      string
    >
  >;
  readonly tls: { readonly root: string } & Readonly<
    Record<'ca' | 'bank', { readonly certificate: string; readonly key: string }>
  >;
  readonly anchors: Readonly<Record<'jpkiSign' | 'jpkiAuth' | 'ca', string>>;
  readonly seed: number;
  readonly founded: string;
}

export async function startWorld(
  args: readonly string[] = [],
  env?: Readonly<Record<string, string>>,
): Promise<Running & { readonly told: ToldWorld }> {
  const running = await startFposHil(['world', '--json', ...args], env);
  return { ...running, told: JSON.parse(running.line) as ToldWorld };
}

/** What POST /citizens of the control interface answers. */
export interface ToldCitizen {
  readonly items: Readonly<Record<'name' | 'address' | 'birth' | 'gender', string>>;
  readonly certificates: Readonly<Record<'sign' | 'auth', string>>;
  readonly serials: Readonly<Record<'sign' | 'auth', string>>;
}

/** GET of either kind of URL, trusting the TLS root of the world; `as` a registered verifier, or nobody. */
export async function getFrom({ tls }: ToldWorld, url: string, as?: 'ca' | 'bank') {
  if (!url.startsWith('https:')) {
    const answer = await fetch(url);
    return { status: answer.status, text: await answer.text() };
  }
  const client = as && { cert: await readFile(tls[as].certificate), key: await readFile(tls[as].key) };
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  const asked = request(url, { agent: false, ca: await readFile(tls.root), ...client }, (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text })).on('error', reject);
  });
  asked.on('error', reject).end();
  return promise;
}

export const send = (method: string, url: string, body: unknown): Promise<Response> =>
  fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

export async function citizen(told: ToldWorld, number: number): Promise<ToldCitizen> {
  return (await send('POST', `${told.urls.control}/citizens`, { number })).json() as Promise<ToldCitizen>;
}
