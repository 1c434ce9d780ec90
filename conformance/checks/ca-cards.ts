/** Which card led to which identifier. */
import { applications, signedFor } from './ca.ts';
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

/** By either route: what the card signed stands in the message that is answered, or in an earlier one of the application. */
export const cardsOf = oncePerView((seen): readonly SeenCard[] => {
  const signed = applications(seen);
  return identifiers(seen).flatMap((identifier) => {
    const own = signedFor(signed, identifier);
    const card = own?.card;
    const { appInstance } = own?.content ?? {};
    return card ? [{ ...identifier, serialHex: card.serialHex, appInstance, spki: card.spki }] : [];
  });
});
