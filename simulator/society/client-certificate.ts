/** The certificates with which parties of a world come through TLS: self-signed, known to the other side byte for byte. */
import {
  buildCertificate,
  type Der,
  extKeyUsage,
  keyUsage,
  name,
  OID,
  p256Signer,
  subjectKeyIdentifier,
} from '../pki/index.ts';
import type { World } from '../world/index.ts';

const VALID_MS = 20 * 365 * 24 * 3_600_000;

/** The same party of the same world has the same one. */
export function clientCertificate({ keys, founded }: Pick<World, 'keys' | 'founded'>, party: string): Der {
  const signer = p256Signer(keys.p256(`client ${party}`));
  const subject = name([
    ['O', 'FPOS-MOCK TEST'],
    ['CN', `TEST client ${party}`],
  ]);
  return buildCertificate({
    serial: 1n,
    issuer: subject,
    subject,
    notBefore: founded,
    notAfter: new Date(founded.getTime() + VALID_MS),
    spki: signer.spki,
    extensions: [
      keyUsage('digitalSignature'),
      extKeyUsage(OID.clientAuth),
      subjectKeyIdentifier(signer.spki),
    ],
    signer,
  });
}
