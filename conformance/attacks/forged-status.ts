/** A status answer that J-LIS never gave. */
import {
  authorityKeyIdentifier,
  buildCertificate,
  buildOcspResponse,
  extKeyUsage,
  keyIdOf,
  keyUsage,
  OID,
  readCertificate,
  readOcspRequest,
  rsaSigner,
  subjectKeyIdentifier,
} from '../../simulator/pki/index.ts';
import type { Tampering, World } from '../../simulator/world/index.ts';

const MINUTES = 60_000;

/**
 * Every answer of that responder becomes `good`, fresh and with the right nonce, by a responder that looks like the real
 * one in all but its certificate: it was signed by the attacker's key and not by the CA's.
 */
export function statusForgedGood(world: World, host: string, caCertificate: Uint8Array): Tampering {
  const ca = readCertificate(caCertificate);
  const attacker = rsaSigner(world.keys.rsa('attacker'));
  const now = world.clock.now();
  const responder = buildCertificate({
    serial: 77n,
    issuer: ca.subject,
    subject: ca.subject,
    notBefore: new Date(now.getTime() - MINUTES),
    notAfter: new Date(now.getTime() + 60 * MINUTES),
    spki: attacker.spki,
    extensions: [
      keyUsage('digitalSignature'),
      extKeyUsage(OID.ocspSigning),
      authorityKeyIdentifier({ keyId: ca.ski ?? keyIdOf(ca.spki) }),
      subjectKeyIdentifier(attacker.spki),
    ],
    signer: attacker,
  });
  return {
    host,
    says: 'the answer of J-LIS was replaced by a forged "good"',
    response(_given, { body }) {
      const asked = readOcspRequest(body);
      const at = world.clock.now();
      const forged = buildOcspResponse({
        responses: asked.certIds.map((certId) => ({
          certId,
          status: 'good' as const,
          thisUpdate: at,
          nextUpdate: new Date(at.getTime() + 15 * MINUTES),
        })),
        producedAt: at,
        ...(asked.nonce && { nonce: asked.nonce }),
        responderKeyHash: keyIdOf(attacker.spki),
        signer: attacker,
        certs: [responder],
      });
      return { status: 200, type: 'application/ocsp-response', headers: {}, body: forged };
    },
  };
}
