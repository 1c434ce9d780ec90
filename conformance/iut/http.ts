/**
 * An IUT that speaks the contract over HTTP: the rig posts each call to one URL of the IUT, whose response is the answer;
 * the IUT posts its own calls to the URL that `hello` gave it (`callback`), and the response is the answer again.
 *
 * A callback URL and not a long poll: it is one blocking POST in any language, and `adb reverse` carries it to a phone.
 */
import { randomBytes } from 'node:crypto';
import { IutBroke } from './connector.ts';
import { excerpt, jsonRpcPeer, type ReceivingPeer } from './json-rpc.ts';
import { linkOn } from './link.ts';
import {
  type Loopback,
  listenOnLoopback,
  type PlainRequest,
  type PlainResponse,
  sendPlain,
} from './loopback.ts';
import { type Program, type ProgramOptions, startProgram } from './program.ts';
import { whenReachable } from './reachable.ts';
import {
  isDoneWithin,
  type Link,
  type LinkSide,
  type RemoteConnector,
  type RemoteOptions,
  remoteConnector,
} from './remote.ts';
import type { TlsOptions } from './tls.ts';

export interface HttpOptions extends Omit<RemoteOptions, 'kind' | 'open' | 'introduce'> {
  /** `http:` or `https:`. */
  readonly url: string;
  /** Shown as `Authorization: Bearer …`. */
  readonly token?: string | undefined;
  readonly tls?: TlsOptions | undefined;
  /** Starts the IUT; absent: it runs already. */
  readonly program?: ProgramOptions | undefined;
}

type Id = string | number;
interface Envelope {
  readonly id: Id;
  readonly method?: string;
}

/** From a lost connection to the news that the process is gone. */
const NEWS_OF_END_MS = 200;
const JSON_TYPE = 'application/json';

/** Undefined: not UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function idIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { id?: unknown } | null)?.id;
  } catch {
    return undefined;
  }
}

/** Why nothing came back. A server that hangs up in the middle of a call has broken; one that is not there is away. */
function lost(url: string, method: string, cause: unknown): IutBroke {
  const { code, message } = cause as NodeJS.ErrnoException;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EHOSTUNREACH'
    ? new IutBroke('unreachable', `nobody answers at ${url} (${code})`, cause)
    : new IutBroke('crash', `the IUT hung up during ${method} (${message})`, cause);
}

interface HttpLink extends Link {
  /** One call of the IUT, posted to the callback. */
  called(request: PlainRequest): Promise<PlainResponse>;
}

function openLink(options: HttpOptions, side: LinkSide): HttpLink {
  const { url, token, tls, headers: extra } = options;
  const { promise: down, resolve: isDown } = Promise.withResolvers<void>();
  const abort = new AbortController();
  const program: Program | undefined = options.program && startProgram(options.program, () => peer.open);
  const reached = whenReachable(url, program?.gone, options.helloLimitMs);
  reached.catch(() => {});
  /** Calls of the IUT that wait for their response. */
  const responses = new Map<Id, (answer: string) => void>();

  async function post(message: string, { id, method = '' }: Envelope): Promise<void> {
    let answer: PlainResponse;
    try {
      await reached;
      const headers = { ...extra, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
      const body = new TextEncoder().encode(message);
      answer = await sendPlain(
        url,
        { method: 'POST', type: JSON_TYPE, headers, body },
        { tls, signal: abort.signal },
      );
    } catch (cause) {
      // A program that ends tells more than its broken connection does.
      if (program) await isDoneWithin(program.gone, NEWS_OF_END_MS);
      peer.fail(cause instanceof IutBroke ? cause : lost(url, method, cause));
      return;
    }
    const garbage = (says: string): void => peer.fail(new IutBroke('garbage', `the IUT ${says}`));
    const text = textOf(answer.body);
    if (answer.status !== 200)
      garbage(`answered ${method} with HTTP ${answer.status}; every answer of the contract is 200`);
    else if (text === undefined) garbage(`answered ${method} with something that is not UTF-8`);
    // An answer belongs to the request that carried it, and to no other.
    else if (idIn(text) !== undefined && idIn(text) !== id)
      garbage(`answered ${method} under another id: ${excerpt(text)}`);
    else peer.receive(text);
  }

  const peer: ReceivingPeer = jsonRpcPeer({
    send(message) {
      const envelope = JSON.parse(message) as Envelope;
      if (envelope.method !== undefined) {
        void post(message, envelope);
        return;
      }
      responses.get(envelope.id)?.(message);
      responses.delete(envelope.id);
    },
    onCall: side.onCall,
    onStray: side.onStray,
    onBroken(error) {
      isDown();
      side.onBroken(error);
    },
    peer: 'the IUT',
  });
  void program?.gone.then((error) => peer.fail(error));
  return {
    ...linkOn(peer, { down, close: () => abort.abort(), program: () => program }),
    async called({ body }) {
      const text = textOf(body) ?? '';
      const id = idIn(text) as Id;
      const answered = new Promise<string | undefined>((resolve) => {
        if (responses.has(id)) resolve(undefined);
        else responses.set(id, resolve);
        void down.then(() => resolve(undefined));
      });
      peer.receive(text);
      const answer = await answered;
      const json = { type: JSON_TYPE, body: new TextEncoder().encode(answer ?? '') };
      return { status: answer === undefined ? 400 : 200, ...json };
    },
  };
}

export function httpConnector(options: HttpOptions): RemoteConnector {
  const { rigHost } = options;
  // Real chance, for it stands in no transcript: nobody else on this machine may call in the IUT's name.
  const path = `/${randomBytes(16).toString('hex')}`;
  let link: HttpLink | undefined;
  let listening: Promise<Loopback> | undefined;
  const answer = async (request: PlainRequest): Promise<PlainResponse> => {
    if (request.target !== path || request.method !== 'POST' || !link)
      return { status: 404, type: 'text/plain', body: new Uint8Array() };
    return link.called(request);
  };
  return remoteConnector({
    ...options,
    kind: 'http',
    open(side) {
      link = openLink(options, side);
      return link;
    },
    async introduce() {
      listening ??= listenOnLoopback(answer, { host: rigHost });
      return { callback: `http://${rigHost ?? '127.0.0.1'}:${(await listening).port}${path}` };
    },
    async onClose() {
      await (await listening)?.close();
    },
  });
}
