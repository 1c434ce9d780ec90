/**
 * An IUT as a child process that speaks the contract on its standard input and output.
 *
 * One child serves all cases; `reset` divides them. It is replaced when it ended, broke the protocol, or still owed an
 * answer when its case was over. What it says before it has answered `reset` belongs to no case.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { type Json, withDeadline } from '../../simulator/world/index.ts';
import { type Connector, IutBroke, type RigSide, RpcError } from './connector.ts';
import { CONTRACT_VERSION, type IutCall, type ResetResult, RIG_CALLS } from './contract.ts';
import { createGateway } from './gateway.ts';
import { type JsonRpcPeer, jsonRpcPeer } from './json-rpc.ts';
import { sendPlain } from './loopback.ts';

export interface StdioOptions {
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly cwd?: string | undefined;
  /** Beside the environment of this process. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Real time from the start of the process to its answer to `hello`. */
  readonly helloLimitMs?: number | undefined;
}

export interface StdioConnector extends Connector {
  readonly kind: 'stdio';
  /** Why the IUT is of no use for the rest of this case, or undefined; also when no call was open as it broke. */
  broken(): IutBroke | undefined;
}

/** A JVM on a busy machine needs seconds to start. */
const HELLO_LIMIT_MS = 20_000;
/** Below the limit of a step, so that a server without an answer is told from an operation without one. */
const HTTP_LIMIT_MS = 20_000;
/** How long an IUT may take to end by itself, and again after SIGTERM. */
const END_LIMIT_MS = 2_000;
/** From the end of a process to the last of its output; a grandchild may hold the pipe open for ever. */
const LAST_OUTPUT_MS = 1_000;
/** From a lost connection to the news that the process is gone. */
const NEWS_OF_END_MS = 200;
const STDERR_BYTES_KEPT = 4_096;

/** Invalid Request of JSON-RPC: nothing is invalid about it but the time. The in-process connector says the same. */
const NO_CASE = -32_600;
const LATE = new RpcError(NO_CASE, 'no case runs');

interface Child {
  readonly peer: JsonRpcPeer;
  /** Resolves once `peer.broken` tells why it is of no use any more. */
  readonly down: Promise<void>;
  greeted: boolean;
  stop(): Promise<void>;
}

type Spawned = ChildProcessByStdio<Writable, Readable, Readable>;

/** Children that live; none survives this process, however it ends. */
const living = new Set<Spawned>();
let watching = false;

/** The child and whatever it started in its process group. */
function signal({ pid, exitCode, signalCode }: Spawned, name: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    if (process.platform !== 'win32') process.kill(-pid, name);
    else if (exitCode === null && signalCode === null) process.kill(pid, name);
  } catch {
    // gone already
  }
}

async function isDoneWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  try {
    await withDeadline(work, ms, () => new Error());
    return true;
  } catch {
    return false;
  }
}

function startChild(
  { command: [program = '', ...args], cwd, env }: StdioOptions,
  onCall: (method: string, params: Json) => Promise<Json>,
): Child {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(cwd !== undefined && { cwd }),
    detached: process.platform !== 'win32', // a process group of its own: ending it ends wrappers' children too
  }) as Spawned;
  living.add(child);
  if (!watching) {
    watching = true;
    process.once('exit', () => {
      for (const left of living) signal(left, 'SIGKILL');
    });
  }

  let stderr = Buffer.alloc(0);
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = Buffer.concat([stderr, chunk]).subarray(-STDERR_BYTES_KEPT);
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve()); // not started
  });
  const { promise: down, resolve: onBroken } = Promise.withResolvers<void>();
  const peer = jsonRpcPeer({
    input: child.stdout,
    output: child.stdin,
    onCall,
    onBroken: () => onBroken(),
    peer: 'the IUT',
  });

  const over = async (): Promise<void> => {
    await isDoneWithin(closed, LAST_OUTPUT_MS);
    const how =
      child.signalCode !== null
        ? `was ended by ${child.signalCode}`
        : child.exitCode !== null
          ? `ended with exit code ${child.exitCode}`
          : 'closed its standard output';
    const during = peer.open.length > 0 ? ` during ${peer.open.join(', ')}` : '';
    const last = stderr.toString('utf8').trim();
    const says =
      last === '' ? '; it wrote nothing to its standard error' : `; its standard error ends: ${last}`;
    peer.fail(new IutBroke('crash', `the IUT ${how}${during}${says}`));
  };
  child.stdout.once('end', () => void over());
  child.once('exit', () => void over());
  child.once('error', (cause) => {
    living.delete(child);
    const where = cwd === undefined ? '' : ` in ${cwd}`;
    peer.fail(new IutBroke('unreachable', `cannot start ${program}${where}: ${cause.message}`, cause));
  });
  void ended.then(() => living.delete(child));

  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    const healthy = !peer.broken && peer.open.length === 0;
    peer.fail(new IutBroke('unreachable', 'the IUT was ended by the rig'));
    child.stdin.end();
    if (!(healthy && (await isDoneWithin(ended, END_LIMIT_MS)))) {
      signal(child, 'SIGTERM');
      await isDoneWithin(ended, END_LIMIT_MS);
    }
    signal(child, 'SIGKILL'); // and what is left of its group
    await ended;
  };
  return {
    peer,
    down,
    greeted: false,
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasNoBody = (status: number): boolean => status === 204 || status === 205 || status === 304;

export function stdioConnector(options: StdioOptions): StdioConnector {
  const { helloLimitMs = HELLO_LIMIT_MS } = options;
  const gateway = createGateway();
  let child: Child | undefined;
  /** The case that runs, and whether the IUT is in it: it is once it has answered `reset`. */
  let current: { readonly rig: RigSide; entered: boolean } | undefined;
  let urls: NonNullable<ResetResult['urls']> = {};
  let firstHello: string | undefined;
  /** PINs that the IUT was told. They may turn up in what it prints, and that goes into a transcript. */
  const secrets = new Set<string>();

  const clean = (text: string): string => {
    let out = gateway.textToNames(text);
    for (const secret of secrets) out = out.replaceAll(secret, '(pin)');
    return out;
  };
  const cleaned = (error: unknown): unknown => {
    if (error instanceof RpcError) return new RpcError(error.code, clean(error.message));
    if (error instanceof IutBroke) return new IutBroke(error.how, clean(error.message), error.cause);
    return error;
  };

  async function onCall(method: string, params: Json): Promise<Json> {
    const own = current;
    if (!own?.entered) throw LATE;
    const result = await own.rig.call(method as IutCall, gateway.toNames(params));
    if (isObject(result) && typeof result.pin === 'string' && result.pin !== '') secrets.add(result.pin);
    return gateway.toAddresses(result);
  }

  const start = (): Child => startChild(options, onCall);

  async function greet(own: Child): Promise<Json> {
    const limit = new IutBroke('timeout', `the IUT did not answer hello within ${helloLimitMs} ms`);
    let answer: Json;
    try {
      answer = await withDeadline(
        own.peer.call('hello', { contract: CONTRACT_VERSION }),
        helloLimitMs,
        () => limit,
      );
    } catch (error) {
      if (error === limit) {
        own.peer.fail(limit);
        await own.stop();
      }
      throw error;
    }
    const text = JSON.stringify(answer);
    firstHello ??= text;
    if (text !== firstHello) {
      const other = new IutBroke('garbage', 'started again, the IUT answers hello differently');
      own.peer.fail(other);
      throw other;
    }
    own.greeted = true;
    return answer;
  }

  /** The addresses where the IUT serves are this connector's business; no case sees them. */
  function takeUrls(result: Json): Json {
    if (!isObject(result) || result.urls === undefined) return result;
    const given = RIG_CALLS.reset.result.shape.urls.safeParse(result.urls);
    if (!given.success) return result; // the rig says what does not fit
    urls = given.data ?? {};
    for (const url of Object.values(urls))
      if (url !== undefined && !/^https?:/i.test(url))
        throw new IutBroke('garbage', `reset: ${url} is no http URL`);
    const { urls: _, ...rest } = result;
    return rest;
  }

  async function callInCase(method: keyof typeof RIG_CALLS, params: Json): Promise<Json> {
    const own = current;
    if (!own || !child) throw new IutBroke('unreachable', `${method}: no case runs`);
    const sent = await gateway.toAddresses(params);
    if (current !== own) throw new IutBroke('unreachable', `${method}: no case runs`);
    const result = await child.peer.call(method, sent);
    if (method !== 'reset') return gateway.toNames(result);
    own.entered = true;
    return gateway.toNames(takeUrls(result));
  }

  return {
    kind: 'stdio',
    broken() {
      const broken = child?.peer.broken;
      return broken && (cleaned(broken) as IutBroke);
    },
    async attach(rig) {
      if (child && (child.peer.broken || child.peer.open.length > 0)) {
        await child.stop();
        child = undefined;
      }
      current = { rig, entered: false };
      urls = {};
      gateway.open(rig);
      child ??= start();
      try {
        if (!child.greeted) await greet(child);
      } catch (error) {
        throw cleaned(error);
      }
    },
    async call(method, params) {
      try {
        if (method !== 'hello') return await callInCase(method, params);
        child ??= start();
        return gateway.toNames(await greet(child));
      } catch (error) {
        throw cleaned(error);
      }
    },
    handler: (role) => async (request) => {
      const key = role === 'ca' ? 'ca' : 'bank';
      const base = urls[key];
      if (child?.peer.broken) throw cleaned(child.peer.broken);
      if (base === undefined) throw new IutBroke('unreachable', `the answer to reset has no urls.${key}`);
      const { pathname, search } = new URL(request.url);
      const body = new Uint8Array(await request.arrayBuffer());
      const { 'content-type': type = '', ...headers } = Object.fromEntries(request.headers);
      try {
        const answer = await sendPlain(
          `${base.replace(/\/+$/, '')}${pathname}${search}`,
          { method: request.method, type, headers, body },
          HTTP_LIMIT_MS,
        );
        return new Response(hasNoBody(answer.status) ? null : new Uint8Array(answer.body), {
          status: answer.status,
          headers: answer.type ? { 'content-type': answer.type } : {},
        });
      } catch (error) {
        // Did it only hang up, or is it gone? `broken` must know before the case goes on.
        if (child) await isDoneWithin(child.down, NEWS_OF_END_MS);
        throw error;
      }
    },
    async detach() {
      current = undefined;
      urls = {};
      gateway.shut();
      child?.peer.refuseOpen(LATE);
      // It owes an answer, which would come in the middle of another case.
      if (child && child.peer.open.length > 0) await child.stop();
    },
    async close() {
      current = undefined;
      await child?.stop();
      child = undefined;
      await gateway.close();
    },
  };
}
