/**
 * The network of a world: hosts by name, faults, and a witness of every message.
 *
 * Nobody in a world opens a socket. A host is a function from Request to Response; `society` serves the same functions
 * on loopback ports for those who live in another process.
 */
import { createHash } from 'node:crypto';
import { CLIENT_CERT_FIELD, clientCertField, withoutClientCert } from './client-certificate.ts';
import type { Body, Party, Seen } from './observation.ts';

export type Handler = (request: Request) => Response | Promise<Response>;

/** A message as a man in the middle sees it. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly type: string;
  /** All headers but the content type and what tells of client certificates; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
export interface WireResponse {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
}

/** A change of messages on their way; the observation names it, so that no judge takes it for the IUT's doing. */
export interface Tampering {
  readonly host: string;
  readonly says: string;
  readonly request?: (request: WireRequest) => WireRequest;
  readonly response?: (response: WireResponse, request: WireRequest) => WireResponse;
}

export type Fetch = (
  url: string,
  init?: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array },
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
  /** The names of all hosts. */
  readonly hosts: readonly string[];
}

const NO_BYTES = new Uint8Array(0);

/** Text stays readable in transcripts; everything else is Base64. Absent when there is no body. */
export function bodyOf(type: string, bytes: Uint8Array): Body | undefined {
  if (bytes.length === 0) return undefined;
  if (/^(text\/|application\/([a-z.-]+\+)?json|application\/jose)/.test(type)) {
    const text = Buffer.from(bytes).toString('utf8');
    // A declared text that is not UTF-8 would be altered by decoding: keep its bytes instead.
    if (Buffer.from(text, 'utf8').equals(Buffer.from(bytes))) return { type, text };
  }
  return { type, base64: Buffer.from(bytes).toString('base64') };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const nullBody = (status: number): boolean => status === 204 || status === 205 || status === 304;

export function createNetwork(witness: (seen: Seen) => void): Network {
  const hosts = new Map<string, { party: Party; handler: Handler }>();
  const down = new Set<string>();
  const tamperings = new Set<Tampering>();

  async function exchange(
    from: Party,
    sent: WireRequest,
    certificate: Uint8Array | undefined,
  ): Promise<Response> {
    const name = new URL(sent.url).hostname;
    const rules = [...tamperings].filter((rule) => rule.host === name);
    let request = sent;
    for (const rule of rules) if (rule.request) request = rule.request(request);
    const host = hosts.get(name);
    const base = {
      kind: 'http' as const,
      from,
      to: host?.party ?? ('rig' as const),
      method: request.method,
      url: request.url,
      ...(certificate && { clientCertificate: sha256(certificate) }),
    };
    const seenRequest = bodyOf(request.type, request.body);
    const changed: string[] = rules.filter((r) => r.request && request !== sent).map((r) => r.says);
    const sawRequest = {
      ...base,
      ...(Object.keys(request.headers).length > 0 && { headers: request.headers }),
      ...(seenRequest && { request: seenRequest }),
    };
    if (!host || down.has(name)) {
      witness({
        ...sawRequest,
        error: 'host unreachable',
        ...(changed.length > 0 && { tampered: changed.join('; ') }),
      });
      throw new TypeError(`fetch failed: ${name} cannot be reached`);
    }
    const hasBody = !/^(GET|HEAD)$/.test(request.method);
    let answer: WireResponse;
    try {
      const response = await host.handler(
        new Request(request.url, {
          method: request.method,
          headers: {
            ...request.headers,
            ...(request.type && { 'content-type': request.type }),
            ...(certificate && { [CLIENT_CERT_FIELD]: clientCertField(certificate) }),
          },
          ...(hasBody && { body: new Uint8Array(request.body) }),
        }),
      );
      const body = new Uint8Array(await response.arrayBuffer());
      answer = { status: response.status, type: response.headers.get('content-type') ?? '', body };
    } catch (cause) {
      witness({ ...sawRequest, error: 'the host broke off without an answer' });
      throw new TypeError(`fetch failed: ${name} broke off`, { cause });
    }
    const given = answer;
    for (const rule of rules) {
      if (!rule.response) continue;
      const before = answer;
      answer = rule.response(answer, request);
      if (answer !== before) changed.push(rule.says);
    }
    const seenResponse = bodyOf(answer.type, answer.body);
    witness({
      ...sawRequest,
      status: answer.status,
      ...(seenResponse && { response: seenResponse }),
      ...(changed.length > 0 && (answer !== given || request !== sent) && { tampered: changed.join('; ') }),
    });
    return new Response(nullBody(answer.status) ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers: answer.type ? { 'content-type': answer.type } : {},
    });
  }

  return {
    serve: (name, party, handler) => void hosts.set(name, { party, handler }),
    fetchAs:
      (from, { clientCertificate } = {}) =>
      (url, { method = 'GET', headers = {}, body } = {}) => {
        const { 'content-type': type = '', ...rest } = Object.fromEntries(
          Object.entries(headers)
            .map(([name, value]) => [name.toLowerCase(), value] as const)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        );
        const bytes = body === undefined ? NO_BYTES : typeof body === 'string' ? Buffer.from(body) : body;
        const sent = { method, url, type, headers: withoutClientCert(rest), body: bytes };
        return exchange(from, sent, url.startsWith('https:') ? clientCertificate : undefined);
      },
    setReachable: (name, reachable) => void (reachable ? down.delete(name) : down.add(name)),
    tamper(rule) {
      tamperings.add(rule);
      return () => void tamperings.delete(rule);
    },
    get hosts() {
      return [...hosts.keys()];
    },
  };
}
