/** Which card led to which identifier. */
import { applications } from './ca.ts';
import { identifiers, type SeenIdentifier } from './ca-person.ts';
import { oncePerView } from './seen.ts';

export interface SeenCard extends SeenIdentifier {
  /** Number of the JPKI certificate under the signed application. */
  readonly serialHex: string;
  /** The installation that asked: another one is another phone. */
  readonly appInstance: unknown;
  /** SubjectPublicKeyInfo of its key, DER. */
  readonly spki: Uint8Array;
}

/** On the route with the key in the application, where one message is answered with the certificates. */
export const cardsOf = oncePerView((seen): readonly SeenCard[] => {
  const signed = applications(seen);
  return identifiers(seen).flatMap((identifier) => {
    const own = signed.find(({ n }) => n === identifier.n);
    const card = own?.card;
    const { appInstance } = own?.content ?? {};
    return card ? [{ ...identifier, serialHex: card.serialHex, appInstance, spki: card.spki }] : [];
  });
});
