/**
 * The network of a world: hosts by name, what may go wrong on the way, and a witness of every message.
 *
 * Nobody in a world opens a socket. A host is a function from Request to Response; `society` serves the same functions
 * on loopback ports for those who live in another process.
 */
import { withoutClientCert } from './client-certificate.ts';
import type { Party, Seen } from './observation.ts';
import {
  bodyOf,
  type Coming,
  fromResponse,
  sha256,
  toRequest,
  toResponse,
  type WireRequest,
  type WireResponse,
} from './wire.ts';

export type Handler = (request: Request) => Response | Promise<Response>;

/** A change of messages on their way; the observation names it, so that no judge takes it for the IUT's doing. */
export interface Tampering {
  readonly host: string;
  readonly says: string;
  readonly request?: (request: WireRequest) => WireRequest;
  readonly response?: (response: WireResponse, request: WireRequest) => WireResponse;
}

/** One request as it stands before its host. */
export interface Arrival {
  readonly request: WireRequest;
  /** Aborted when the caller no longer waits. */
  readonly signal: AbortSignal | undefined;
  /** Asks the host, or another handler in its place; another request, if one is given. Fails when that one throws. */
  ask(instead?: { readonly handler?: Handler; readonly request?: WireRequest }): Promise<WireResponse>;
}

/** What became of a request: no answer means that the connection ends without one. `says` names each change made. */
export interface Departure {
  readonly answer: WireResponse | undefined;
  readonly says: readonly string[];
}

/** Stands before a host: asks it, or answers in its place. */
export type Doorkeeper = (arrival: Arrival) => Promise<Departure>;

export type Fetch = (
  url: string,
  init?: {
    method?: string;
    headers?: Record<string, string>;
    body?: string | Uint8Array;
    signal?: AbortSignal;
  },
) => Promise<Response>;

export interface Caller {
  /**
   * DER of the certificate with which the party comes through TLS. Handlers hear of it (see client-certificate.ts) in
   * requests to `https:` URLs; there is no such thing without TLS.
   */
  readonly clientCertificate?: Uint8Array | undefined;
}

export interface Network {
  /** Put a host on the network; an earlier one of that name is replaced. */
  serve(name: string, party: Party, handler: Handler): void;
  /** The fetch of one party. Fails with a `TypeError` as the platform's fetch does, when the host cannot be reached. */
  fetchAs(from: Party, caller?: Caller): Fetch;
  /** From now on, `name` cannot be reached, or can be again. */
  setReachable(name: string, reachable: boolean): void;
  /** Change messages until the returned function is called. */
  tamper(rule: Tampering): () => void;
  /** From now on, what is sent to `name` passes this one first; an earlier one of that host is replaced. */
  guard(name: string, doorkeeper: Doorkeeper): void;
  /** Can it be reached, as far as `setReachable` goes? */
  isReachable(name: string): boolean;
  /** The names of all hosts. */
  readonly hosts: readonly string[];
}

const NO_BYTES = new Uint8Array(0);

/** Names in lower case, sorted: the same request is recorded the same. */
const tidy = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const isEmpty = (headers: Readonly<Record<string, string>>): boolean => Object.keys(headers).length === 0;

/** The outcome of `work`, or a failure as soon as the caller gives up; the work itself goes on. */
async function whileWaited<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => reject(signal.reason);
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp);
  try {
    return await Promise.race([work, givenUp]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

export function createNetwork(witness: (seen: Seen) => void): Network {
  const hosts = new Map<string, { party: Party; handler: Handler }>();
  const down = new Set<string>();
  const tamperings = new Set<Tampering>();
  const doorkeepers = new Map<string, Doorkeeper>();

  async function exchange(from: Party, sent: WireRequest, coming: Coming): Promise<Response> {
    const name = new URL(sent.url).hostname;
    const rules = [...tamperings].filter((rule) => rule.host === name);
    const changes: string[] = [];
    let request = sent;
    for (const rule of rules) {
      const before = request;
      request = rule.request?.(request) ?? request;
      if (request !== before) changes.push(rule.says);
    }
    const host = hosts.get(name);
    const seenRequest = bodyOf(request.type, request.body);
    const record = (outcome: Partial<Extract<Seen, { kind: 'http' }>>): void =>
      witness({
        kind: 'http',
        from,
        to: host?.party ?? 'rig',
        method: request.method,
        url: request.url,
        ...(coming.clientCertificate && { clientCertificate: sha256(coming.clientCertificate) }),
        ...(!isEmpty(request.headers) && { headers: request.headers }),
        ...(seenRequest && { request: seenRequest }),
        ...outcome,
        ...(changes.length > 0 && { tampered: changes.join('; ') }),
      });
    const fail = (error: string, cause?: unknown): never => {
      record({ error });
      throw new TypeError(`fetch failed: ${name}: ${error}`, { cause });
    };

    if (!host || down.has(name)) return fail('host unreachable');
    const arrival: Arrival = {
      request,
      signal: coming.signal,
      ask: async ({ handler = host.handler, request: asked = request } = {}) =>
        fromResponse(await handler(toRequest(asked, coming))),
    };
    const doorkeeper = doorkeepers.get(name) ?? (async () => ({ answer: await arrival.ask(), says: [] }));
    let departure: Departure;
    try {
      departure = await whileWaited(doorkeeper(arrival), coming.signal);
    } catch (cause) {
      if (!coming.signal?.aborted) return fail('the host broke off without an answer', cause);
      record({ error: 'the caller no longer waited' });
      throw coming.signal.reason;
    }
    changes.push(...departure.says);
    if (!departure.answer) return fail('the connection ended without an answer');
    let { answer } = departure;
    for (const rule of rules) {
      const before = answer;
      answer = rule.response?.(answer, request) ?? answer;
      if (answer !== before) changes.push(rule.says);
    }
    const seenResponse = bodyOf(answer.type, answer.body);
    record({
      status: answer.status,
      ...(!isEmpty(answer.headers) && { responseHeaders: answer.headers }),
      ...(seenResponse && { response: seenResponse }),
      ...(answer.announcedBytes !== undefined && {
        error: `the connection ended after ${answer.body.length} of ${answer.announcedBytes} bytes`,
      }),
    });
    return toResponse(answer);
  }

  return {
    serve: (name, party, handler) => void hosts.set(name, { party, handler }),
    fetchAs:
      (from, { clientCertificate } = {}) =>
      (url, { method = 'GET', headers = {}, body, signal } = {}) => {
        const { 'content-type': type = '', ...rest } = tidy(headers);
        const bytes = body === undefined ? NO_BYTES : typeof body === 'string' ? Buffer.from(body) : body;
        const sent = { method, url, type, headers: withoutClientCert(rest), body: bytes };
        const overTls = url.startsWith('https:');
        return exchange(from, sent, { clientCertificate: overTls ? clientCertificate : undefined, signal });
      },
    setReachable: (name, reachable) => void (reachable ? down.delete(name) : down.add(name)),
    isReachable: (name) => !down.has(name),
    tamper(rule) {
      tamperings.add(rule);
      return () => void tamperings.delete(rule);
    },
    guard: (name, doorkeeper) => void doorkeepers.set(name, doorkeeper),
    get hosts() {
      return [...hosts.keys()];
    },
  };
}
