/** OCSP requests with another nonce: the responder then signs rightly what nobody asked. */
import { buildOcspRequest, type OcspRequest, readOcspRequest } from '../../pki/index.ts';
import type { Chance, WireRequest } from '../../world/index.ts';

const isGet = ({ method }: WireRequest): boolean => method === 'GET';

function askedIn(request: WireRequest): OcspRequest | undefined {
  try {
    const path = new URL(request.url).pathname.slice(1);
    return readOcspRequest(isGet(request) ? Buffer.from(decodeURIComponent(path), 'base64') : request.body);
  } catch {
    return undefined;
  }
}

export const hasNonce = (request: WireRequest): boolean => askedIn(request)?.nonce !== undefined;

/** The same question by the same method with a nonce of the same length; unchanged if it has none. */
export function withOtherNonce(request: WireRequest, chance: Chance): WireRequest {
  const asked = askedIn(request);
  if (!asked?.nonce) return request;
  const other = buildOcspRequest({ certIds: asked.certIds, nonce: chance.bytes(asked.nonce.length) });
  if (!isGet(request)) return { ...request, body: other };
  const path = encodeURIComponent(Buffer.from(other).toString('base64'));
  return { ...request, url: new URL(`/${path}`, request.url).href };
}
