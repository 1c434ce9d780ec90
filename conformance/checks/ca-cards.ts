/** Which card led to which identifier. */
import { decodeCertificate } from '../decode/index.ts';
import { applications, tryTo } from './ca.ts';
import { identifiers, type SeenIdentifier } from './ca-person.ts';
import type { Seen } from './seen.ts';

export interface SeenCard extends SeenIdentifier {
  /** Number of the JPKI certificate under the signed application. */
  readonly serialHex: string;
  /** The installation that asked: another one is another phone. */
  readonly appInstance: unknown;
  /** SubjectPublicKeyInfo of its key, DER. */
  readonly spki: Uint8Array;
}

/** On the route with the key in the application, where one message is answered with the certificates. */
export const cardsOf = (seen: Seen): readonly SeenCard[] => {
  const signed = applications(seen);
  return identifiers(seen).flatMap((identifier) => {
    const own = signed.find(({ n }) => n === identifier.n);
    const der = own?.cms.signerCertDer;
    const card = der && tryTo(() => decodeCertificate(der));
    const { appInstance } = own?.content ?? {};
    return card ? [{ ...identifier, serialHex: card.serialHex, appInstance, spki: card.spki }] : [];
  });
};
