/** OCSP requests with another nonce: the responder then signs rightly what nobody asked. */
import { buildOcspRequest, type OcspRequest, readOcspRequest } from '../../pki/index.ts';
import type { Chance, WireRequest } from '../../world/index.ts';

const isGet = ({ method }: WireRequest): boolean => method === 'GET';

/** RFC 6960, A.1: by GET the request is the path behind that of the service, by POST it is the body. */
function askedIn(request: WireRequest, ocspPath: string): OcspRequest | undefined {
  try {
    const { pathname } = new URL(request.url);
    if (!`${pathname}/`.startsWith(`${ocspPath}/`)) return undefined;
    const text = decodeURIComponent(pathname.slice(ocspPath.length + 1));
    return readOcspRequest(isGet(request) ? Buffer.from(text, 'base64') : request.body);
  } catch {
    return undefined;
  }
}

export const hasNonce = (request: WireRequest, ocspPath: string): boolean =>
  askedIn(request, ocspPath)?.nonce !== undefined;

/** The same question by the same method with a nonce of the same length; unchanged if it has none. */
export function withOtherNonce(request: WireRequest, ocspPath: string, chance: Chance): WireRequest {
  const asked = askedIn(request, ocspPath);
  if (!asked?.nonce) return request;
  const other = buildOcspRequest({ certIds: asked.certIds, nonce: chance.bytes(asked.nonce.length) });
  if (!isGet(request)) return { ...request, body: other };
  const text = encodeURIComponent(Buffer.from(other).toString('base64'));
  return { ...request, url: new URL(`${ocspPath}/${text}`, request.url).href };
}
