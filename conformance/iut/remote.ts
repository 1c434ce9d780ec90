/**
 * An IUT outside this process, whatever carries the contract: cases kept apart, addresses put in and taken out.
 *
 * One connection serves all cases; `reset` divides them. It is replaced when it ended, broke the protocol, or still owed
 * an answer when its case was over. What the IUT calls before it has answered `reset` belongs to no case; what it breaks
 * before `reset` is sent belongs to the case before.
 */
import { type Json, withDeadline } from '../../simulator/world/index.ts';
import { type Connector, type ConnectorKind, IutBroke, type RigSide, RpcError } from './connector.ts';
import { CONTRACT_VERSIONS, type IutCall, type ResetResult, RIG_CALLS, SERVED_UNDER } from './contract.ts';
import { createGateway } from './gateway.ts';
import type { CallTag, JsonRpcPeer } from './json-rpc.ts';
import { sendPlain } from './loopback.ts';
import type { TlsOptions } from './tls.ts';

/** A connection to a living IUT. */
export interface Link {
  readonly peer: JsonRpcPeer;
  /** Resolves once `peer.broken` tells why it is of no use any more. */
  readonly down: Promise<void>;
  stop(): Promise<void>;
}

/** What a link tells the connector. */
export interface LinkSide {
  readonly onCall: (method: string, params: Json) => Promise<Json>;
  readonly onStray: (tag: CallTag, says: string) => boolean;
  readonly onBroken: (error: IutBroke) => void;
}

export interface RemoteOptions {
  readonly kind: ConnectorKind;
  /** Connects, or starts to: calls made meanwhile wait. Throws IutBroke. */
  readonly open: (side: LinkSide) => Link;
  /** Real time from the start to the answer to `hello`. */
  readonly helloLimitMs?: number | undefined;
  /** The address of this machine as the IUT reaches it; listeners bind to it. */
  readonly rigHost?: string | undefined;
  /** Members of `hello` besides the versions. */
  readonly introduce?: () => Promise<Readonly<Record<string, Json>>>;
  /** Header fields of every request to the IUT. Like the case id, they stand in no transcript. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** For an IUT that serves under `https:`. */
  readonly tls?: TlsOptions | undefined;
  readonly onClose?: () => Promise<void>;
}

export interface RemoteConnector extends Connector {
  /** Why the IUT is of no use for the rest of this case, or undefined; also when no call was open as it broke. */
  broken(): IutBroke | undefined;
}

/** A JVM on a busy machine needs seconds to start. */
const HELLO_LIMIT_MS = 20_000;
/** Below the limit of a step, so that a server without an answer is told from an operation without one. */
const HTTP_LIMIT_MS = 20_000;
/** From a lost connection to the news that the process is gone. */
const NEWS_OF_END_MS = 200;
/** Tells the case to an implementer who looks at HTTP requests. Never recorded. */
export const CASE_HEADER = 'fpos-hil-case';

/** Invalid Request of JSON-RPC: nothing is invalid about it but the time. The in-process connector says the same. */
const NO_CASE = -32_600;
const LATE = new RpcError(NO_CASE, 'no case runs');

export async function isDoneWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  try {
    await withDeadline(work, ms, () => new Error());
    return true;
  } catch {
    return false;
  }
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasNoBody = (status: number): boolean => status === 204 || status === 205 || status === 304;

/** One case as the connector knows it. */
interface Current extends CallTag {
  readonly rig: RigSide;
  /** From here on what the IUT says belongs to this case. */
  resetSent: boolean;
  /** It has answered `reset`. */
  entered: boolean;
}

export function remoteConnector(options: RemoteOptions): RemoteConnector {
  const { helloLimitMs = HELLO_LIMIT_MS } = options;
  const gateway = createGateway(options.rigHost);
  let link: Link | undefined;
  let greeted: Link | undefined;
  let current: Current | undefined;
  /** The case before, until the next one sends its `reset`. */
  let previous: Current | undefined;
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

  const side: LinkSide = {
    async onCall(method, params) {
      const own = current;
      if (!own?.entered) throw LATE;
      const result = await own.rig.call(method as IutCall, gateway.toNames(params));
      if (isObject(result) && typeof result.pin === 'string' && result.pin !== '') secrets.add(result.pin);
      return gateway.toAddresses(result);
    },
    onStray(tag, says) {
      const { rig } = tag as Partial<Current>;
      if (!rig || (tag === current && current.resetSent)) return false;
      rig.late?.(new IutBroke('garbage', clean(`${says}, after its case was over`)));
      return true;
    },
    onBroken(error) {
      if (!current?.resetSent) previous?.rig.late?.(cleaned(error) as IutBroke);
    },
  };

  const start = (): Link => {
    link = options.open(side);
    return link;
  };
  const end = async (): Promise<void> => {
    const old = link;
    link = undefined;
    previous = undefined; // what it says while it ends is nobody's
    await old?.stop();
  };

  async function greet(own: Link): Promise<Json> {
    const limit = new IutBroke('timeout', `the IUT did not answer hello within ${helloLimitMs} ms`);
    const params = {
      contract: CONTRACT_VERSIONS[0],
      contracts: [...CONTRACT_VERSIONS],
      ...(await options.introduce?.()),
    };
    let answer: Json;
    try {
      answer = await withDeadline(own.peer.call('hello', params), helloLimitMs, () => limit);
    } catch (error) {
      if (error === limit) {
        own.peer.fail(limit);
        await own.stop();
      }
      throw error;
    }
    const text = JSON.stringify(isObject(answer) ? { ...answer, now: null } : answer);
    firstHello ??= text;
    if (text !== firstHello) {
      const other = new IutBroke('garbage', 'started again, the IUT answers hello differently');
      own.peer.fail(other);
      throw other;
    }
    greeted = own;
    return answer;
  }

  /** A link that is of use, greeted. */
  async function ready(): Promise<Link> {
    if (link && (link.peer.broken || link.peer.open.length > 0)) await end();
    const own = link ?? start();
    if (greeted !== own) await greet(own);
    return own;
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
    const over = () => new IutBroke('unreachable', `${method}: no case runs`);
    if (!own || !link) throw over();
    const sent = await gateway.toAddresses(params);
    if (method === 'reset' && !own.resetSent) {
      await ready(); // it may have broken since its last case
      previous = undefined;
      own.resetSent = true;
    }
    if (current !== own || !link) throw over();
    const result = await link.peer.call(method, sent, own);
    if (method !== 'reset') return gateway.toNames(result);
    own.entered = true;
    return gateway.toNames(takeUrls(result));
  }

  return {
    kind: options.kind,
    broken() {
      const broken = link?.peer.broken;
      return broken && (cleaned(broken) as IutBroke);
    },
    async attach(rig) {
      current = { rig, caseId: rig.caseId, resetSent: false, entered: false };
      urls = {};
      gateway.open(rig);
      try {
        await ready();
      } catch (error) {
        throw cleaned(error);
      }
    },
    async call(method, params) {
      try {
        if (method !== 'hello') return await callInCase(method, params);
        return gateway.toNames(await greet(link ?? start()));
      } catch (error) {
        throw cleaned(error);
      }
    },
    served: () => urls,
    handler: (role) => async (request) => {
      const key = SERVED_UNDER[role];
      const base = urls[key];
      if (link?.peer.broken) throw cleaned(link.peer.broken);
      if (base === undefined) throw new IutBroke('unreachable', `the answer to reset has no urls.${key}`);
      const { pathname, search } = new URL(request.url);
      const body = new Uint8Array(await request.arrayBuffer());
      const { 'content-type': type = '', ...headers } = Object.fromEntries(request.headers);
      const caseId = current?.rig.caseId;
      try {
        const answer = await sendPlain(
          `${base.replace(/\/+$/, '')}${pathname}${search}`,
          {
            method: request.method,
            type,
            headers: {
              ...headers,
              ...options.headers,
              ...(caseId !== undefined && { [CASE_HEADER]: caseId }),
            },
            body,
          },
          { limitMs: HTTP_LIMIT_MS, tls: options.tls },
        );
        return new Response(hasNoBody(answer.status) ? null : new Uint8Array(answer.body), {
          status: answer.status,
          headers: answer.type ? { 'content-type': answer.type } : {},
        });
      } catch (error) {
        // Did it only hang up, or is it gone? `broken` must know before the case goes on.
        if (link) await isDoneWithin(link.down, NEWS_OF_END_MS);
        throw error;
      }
    },
    async detach() {
      previous = current;
      current = undefined;
      urls = {};
      gateway.shut();
      link?.peer.refuseOpen(LATE);
      // It owes an answer, which would come in the middle of another case.
      if (link && link.peer.open.length > 0) await end();
    },
    async close() {
      current = undefined;
      await end();
      await gateway.close();
      await options.onClose?.();
    },
  };
}
