/** OCSP over HTTP: RFC 6960, appendix A.1, and RFC 5019, 5. */
import { buildOcspError } from '../../pki/index.ts';
import { createService, operation } from '../../profile/index.ts';
import { answerInHand, type Handler } from '../../world/index.ts';
import { cacheableResponse, type MayAsk } from './http.ts';
import type { StatusKnobs } from './knobs.ts';
import { createOcspResponder, type OcspReply } from './ocsp-responder.ts';
import type { StatusSource } from './source.ts';

const TYPE = 'application/ocsp-response';
const ANSWER = {
  200: { says: 'OCSPResponse, DER; also when it only says why there is no answer', type: TYPE },
};
const UNAUTHORIZED: OcspReply = {
  kind: 'error',
  error: 'unauthorized',
  der: buildOcspError('unauthorized'),
};

/**
 * The request in the path of a GET, or undefined. Taken from the address itself: routing would take away a slash at its
 * end, which is a letter of Base64. Clients escape `/`, `+` and `=`, or forget to.
 */
function requestIn(url: string): Uint8Array | undefined {
  let text: string;
  try {
    text = decodeURIComponent(new URL(url).pathname.slice(1));
  } catch {
    return undefined; // a broken escape
  }
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  return isBase64 ? Buffer.from(text, 'base64') : undefined;
}

const NOTHING = new Uint8Array(0);

export interface OcspServiceOptions {
  readonly title: string;
  /** Default: anybody. Whoever may not is told `unauthorized`. */
  readonly mayAsk?: MayAsk;
}

export function ocspHandler(
  source: StatusSource,
  knobs: StatusKnobs,
  { title, mayAsk = () => true }: OcspServiceOptions,
): Handler {
  const responder = createOcspResponder(source, knobs);
  const replyTo = (request: Uint8Array, headers: Headers): OcspReply =>
    mayAsk(headers) ? responder.answer(request) : UNAUTHORIZED;
  return createService(title, [
    operation({
      method: 'POST',
      path: '/',
      summary: 'Status of certificates, RFC 6960 appendix A.1.',
      bodyType: 'application/ocsp-request',
      answers: ANSWER,
      problems: ['request-too-large'],
      handle: ({ body, headers }) =>
        answerInHand(replyTo(body, headers).der, { headers: { 'content-type': TYPE } }),
    }),
    operation({
      method: 'GET',
      path: '/{request+}',
      summary:
        'The same by GET: Base64 of the request, URL-encoded. Caches may keep what was asked without a nonce.',
      answers: { ...ANSWER, 304: { says: 'If-None-Match names the answer there is.' } },
      handle({ url, headers }) {
        const reply = replyTo(requestIn(url) ?? NOTHING, headers);
        if (reply.kind === 'shared') return cacheableResponse(TYPE, reply, source.clock.now(), headers);
        // RFC 5019, 6.2: errors are not kept; nor is what answers one nonce.
        return answerInHand(reply.der, {
          headers: { 'content-type': TYPE, 'cache-control': 'no-store' },
        });
      },
    }),
  ]);
}
