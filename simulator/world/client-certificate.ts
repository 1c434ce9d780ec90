/**
 * Who calls, as a handler hears it: the certificate with which the caller came through TLS.
 *
 * Source: RFC 9440, 2.2: the end of the TLS connection tells the handler behind it in the header field `Client-Cert`, and
 * takes away whatever of that name the caller sent. Here the network of a world is that end; a handler may believe it.
 */

export const CLIENT_CERT_FIELD = 'client-cert';
/** RFC 9440, 2.3: the rest of the chain. Nobody here sets it, and nobody's is let through. */
const CLIENT_CERT_CHAIN_FIELD = 'client-cert-chain';

/** A Structured Field byte sequence (RFC 9651, 3.3.5). */
export const clientCertField = (certificate: Uint8Array): string =>
  `:${Buffer.from(certificate).toString('base64')}:`;

/** Names in lower case; what a caller may not say of itself is left out. */
export const withoutClientCert = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => name !== CLIENT_CERT_FIELD && name !== CLIENT_CERT_CHAIN_FIELD,
    ),
  );

/** DER of the caller's certificate; undefined when it came without one (or the field is none of ours). */
export function clientCertificateOf({ headers }: { readonly headers: Headers }): Uint8Array | undefined {
  const base64 = /^:([A-Za-z0-9+/]+={0,2}):$/.exec(headers.get(CLIENT_CERT_FIELD) ?? '')?.[1];
  return base64 === undefined ? undefined : new Uint8Array(Buffer.from(base64, 'base64'));
}
