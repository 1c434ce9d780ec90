/** PEM, the text form of DER. Source: RFC 7468, 2 and 3. */
import { DecodeError } from '../errors.ts';

/** The labels in use here (RFC 7468, 4 to 10). A CRL is `X509 CRL`; other programs refuse `CRL`. */
export type PemLabel =
  | 'CERTIFICATE'
  | 'CERTIFICATE REQUEST'
  | 'X509 CRL'
  | 'CMS'
  | 'PRIVATE KEY'
  | 'PUBLIC KEY';

/** Lines of 64 characters between BEGIN and END, with a line end after each. */
export function toPem(label: PemLabel, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** The first block with this label; text around it is passed over. DecodeError ERR_PEM if there is none. */
export function fromPem(label: PemLabel, text: string): Uint8Array {
  const block = new RegExp(`-----BEGIN ${label}-----\\s([A-Za-z0-9+/=\\s]*)-----END ${label}-----`).exec(
    text,
  );
  const base64 = block?.[1]?.replaceAll(/\s/g, '');
  const der = base64 === undefined ? undefined : Buffer.from(base64, 'base64');
  if (der === undefined || der.toString('base64') !== base64) {
    throw new DecodeError('ERR_PEM', 'pem', `no well-formed block "${label}"`);
  }
  return Uint8Array.from(der);
}
