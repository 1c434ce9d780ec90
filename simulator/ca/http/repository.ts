/** The repository: open to everybody. */
import { type Operation, operation, Refusal } from '../../profile/index.ts';
import { answerInHand } from '../../world/index.ts';
import type { CaContext } from '../context.ts';
import { page } from '../repository/pages.ts';
import { answerOcsp, crlPublisher } from '../repository/status.ts';

const OCSP = { 200: { says: 'OCSPResponse, DER', type: 'application/ocsp-response' } };

const der = (bytes: Uint8Array, type: string): Response =>
  answerInHand(bytes, { headers: { 'content-type': type } });

/** RFC 6960, A.1: Base64 of the request, URL-encoded, as the rest of the path. What is none gets `malformedRequest`. */
function requestIn(url: string): Uint8Array {
  try {
    const text = decodeURIComponent(new URL(url).pathname.slice('/ocsp/'.length));
    return /^[A-Za-z0-9+/]+={0,2}$/.test(text)
      ? new Uint8Array(Buffer.from(text, 'base64'))
      : new Uint8Array();
  } catch {
    return new Uint8Array();
  }
}

export function repositoryOperations(ctx: CaContext): readonly Operation[] {
  const crl = crlPublisher(ctx);
  return [
    operation({
      method: 'GET',
      path: '/repository/ca.cer',
      summary: 'The certificate of the CA, DER: the trust anchor.',
      answers: { 200: { says: 'Certificate, DER', type: 'application/pkix-cert' } },
      handle: () => der(ctx.authority.certificate, 'application/pkix-cert'),
    }),
    operation({
      method: 'GET',
      path: '/repository/ca.crl',
      summary: 'The list of revoked certificates.',
      answers: { 200: { says: 'CertificateList, DER', type: 'application/pkix-crl' } },
      handle: () => der(crl(), 'application/pkix-crl'),
    }),
    operation({
      method: 'GET',
      path: '/repository/{page}',
      summary: 'cp, cps, terms, explanation; as .html or .txt.',
      answers: { 200: { says: 'The page.', type: ['text/html', 'text/plain'] } },
      problems: ['not-found'],
      handle({ path }) {
        const found = page(ctx, path.page!);
        if (!found) throw new Refusal('not-found');
        return found;
      },
    }),
    operation({
      method: 'POST',
      path: '/ocsp',
      summary: 'Status of certificates, RFC 6960, A.1.',
      bodyType: 'application/ocsp-request',
      answers: OCSP,
      problems: ['request-too-large'],
      handle: ({ body }) => der(answerOcsp(ctx, body), 'application/ocsp-response'),
    }),
    operation({
      method: 'GET',
      path: '/ocsp/{request+}',
      summary: 'The same by GET.',
      answers: OCSP,
      handle: ({ url }) => der(answerOcsp(ctx, requestIn(url)), 'application/ocsp-response'),
    }),
  ];
}
