/** Cards that are none: messages signed with something that looks like a person's JPKI certificate. */
import { sign } from 'node:crypto';
import {
  buildCertificate,
  prepareCms,
  readCertificate,
  rsaSigner,
  spkiOf,
} from '../../simulator/pki/index.ts';
import { contentBytes } from '../../simulator/profile/index.ts';
import type { World } from '../../simulator/world/index.ts';

type Setting = Pick<World, 'keys' | 'clock'>;

/** The content signed by the attacker's key, under a certificate that is somebody else's: CMS in Base64. */
export function signedByAnotherKey(
  { keys, clock }: Setting,
  certificate: Uint8Array,
  content: object,
): string {
  const cms = prepareCms({
    content: contentBytes(content),
    signerCert: certificate,
    signingTime: clock.now(),
  });
  const key = keys.rsa('attacker card');
  return Buffer.from(cms.assemble(sign('sha256', cms.toBeSigned, key))).toString('base64');
}

/**
 * The same under a certificate that the attacker made for that key: names, number, four items and key identifiers are those
 * of the genuine one; only the signature is not J-LIS's.
 */
export function signedUnderForgedCertificate(setting: Setting, genuine: Uint8Array, content: object): string {
  const real = readCertificate(genuine);
  const forged = buildCertificate({
    serial: real.serial,
    issuer: real.issuer,
    subject: real.subject,
    notBefore: real.notBefore,
    notAfter: real.notAfter,
    spki: spkiOf(setting.keys.rsa('attacker card')),
    extensions: [...real.extensions].map(([oid, { critical, value }]) => ({ oid, critical, value })),
    signer: rsaSigner(setting.keys.rsa('attacker ca')),
  });
  return signedByAnotherKey(setting, forged, content);
}
