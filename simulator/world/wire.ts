/** HTTP messages as the network of a world carries them: whole, as bytes, without a connection. */
import { createHash } from 'node:crypto';
import { CLIENT_CERT_FIELD, clientCertField } from './client-certificate.ts';
import type { Body } from './observation.ts';

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
  /** All headers but the content type; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The connection ends after `body` although this many bytes were announced. Absent: the body is whole. */
  readonly announcedBytes?: number;
}

/** Who comes, and how long it waits. */
export interface Coming {
  readonly clientCertificate?: Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

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

/** Fetch Standard: these have no body, and `new Response` refuses one. */
const hasNullBody = (status: number): boolean => status === 204 || status === 205 || status === 304;

export function toRequest(
  { method, url, type, headers, body }: WireRequest,
  { clientCertificate, signal }: Coming,
): Request {
  return new Request(url, {
    method,
    headers: {
      ...headers,
      ...(type && { 'content-type': type }),
      ...(clientCertificate && { [CLIENT_CERT_FIELD]: clientCertField(clientCertificate) }),
    },
    ...(!/^(GET|HEAD)$/.test(method) && { body: new Uint8Array(body) }),
    ...(signal && { signal }),
  });
}

export async function fromResponse(response: Response): Promise<WireResponse> {
  const body = new Uint8Array(await response.arrayBuffer());
  const { 'content-type': type = '', ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, type, headers, body };
}

/** A body that breaks off, as the platform's fetch gives it: the bytes that came, then a TypeError. */
const brokenBody = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream(
    {
      pull(controller) {
        if (bytes.length > 0) controller.enqueue(new Uint8Array(bytes));
        controller.error(new TypeError('terminated: the connection ended inside the body'));
      },
    },
    { highWaterMark: 0 },
  );

export function toResponse({ status, type, headers, body, announcedBytes }: WireResponse): Response {
  const broken = announcedBytes !== undefined;
  return new Response(hasNullBody(status) ? null : broken ? brokenBody(body) : new Uint8Array(body), {
    status,
    headers: {
      ...headers,
      ...(type && { 'content-type': type }),
      ...(broken && { 'content-length': String(announcedBytes) }),
    },
  });
}
