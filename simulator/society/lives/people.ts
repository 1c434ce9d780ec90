/** People of a drawn life: cards, phones and apps by the vocabulary of the stories, and what is known of them from outside. */
import { FID } from '../../apdu/index.ts';
import { createLibrary, type FposSteps, memoryStorage, type Storage } from '../../fpos/index.ts';
import type { CustomerRecord } from '../../profile/index.ts';
import type { Person, Phone } from '../scenarios/index.ts';
import { libraryDeps, type Society } from '../society.ts';

/** What a life remembers of one person. Nothing of it comes from bank or CA, save what was last on record and was judged. */
export interface Somebody {
  readonly person: Person;
  readonly phones: Phone[];
  /** The phone whose certificate is in force in an app, as far as the person knows. */
  readonly holds: Map<string, Phone>;
  /** Every address and name in the register, oldest first. */
  readonly addresses: string[];
  readonly names: string[];
  /** Certificates may end by themselves: their name is no longer true, or two records of the CA turn out to be one person. */
  mayEnd: boolean;
  /** There is a new certificate on the card, of which J-LIS does not tell yet. */
  unseen: boolean;
  /**
   * The number on the card was changed and nobody may ask J-LIS for the link: without consent the CA must take the person for
   * somebody new (INV-18). What the bank knows under earlier identifiers is in `former`.
   */
  mayBeNew: boolean;
  readonly former: Map<string, Pick<Somebody, 'record' | 'paid'>>;
  /** A message to the CA fared badly: a consent of this person may not be there, or a withdrawal may. */
  mayLackConsent: boolean;
  /** A consent was given today, under which J-LIS tells nothing before tomorrow. */
  consentedToday: boolean;
  /** Where an enrolment was begun, by app, and the CA gave no answer. */
  readonly begun: Map<string, Phone>;
  /** Services whose relying party may hear of changes. */
  readonly allows: Set<string>;
  record: CustomerRecord | undefined;
  /** The text of the one press since then to which the bank said yes. */
  pressed: string | undefined;
  /** Texts of the payments to which the bank said yes. */
  paid: readonly string[];
  /** Under which identifier each app knows the person. */
  readonly identifiers: Map<string, string>;
  wrongPins: number;
  /** Taps that were judged. */
  taps: number;
}

/** An act on a phone. */
export interface Act {
  readonly who: Somebody;
  readonly phone: Phone;
  /** What the phone had shown last when the message left it. */
  readonly shown: string;
}

/** Nobody may ask J-LIS for the link, as far as can be told from outside. */
const isUnlinked = ({ allows, mayLackConsent, consentedToday }: Somebody): boolean =>
  allows.size === 0 || mayLackConsent || consentedToday;

/** A new certificate came onto the card. */
export function changesNumber(who: Somebody): void {
  who.unseen = true;
  if (isUnlinked(who)) who.mayBeNew = true;
}

/** J-LIS tells by now, and whoever may has asked. */
export function isKnown(who: Somebody): void {
  if (who.unseen && isUnlinked(who)) who.mayBeNew = true;
  who.unseen = false;
}

/** The app knows the person by another identifier now. */
export function becomes(who: Somebody, before: string, now: string): void {
  who.former.set(before, { record: who.record, paid: who.paid });
  const known = who.former.get(now);
  who.record = known?.record;
  who.paid = known?.paid ?? [];
  who.mayEnd = true;
}

export const SIGN_PIN_TRIES = 5;
export const signPinTriesLeft = ({ person }: Somebody): number => person.chip.triesLeft(FID.SIGN_PIN);

/** The same society, whose phones keep what they know where it can be stolen, run `steps`, and are typed `pin` into. */
export function lifeSociety(
  society: Society,
  steps: FposSteps,
  pin: () => string,
): { readonly society: Society; readonly storageOf: (phone: string) => Storage } {
  const storages = new Map<string, Storage>();
  const { caAnchors, world } = society;
  const phoneWith: Society['phoneWith'] = (card, { name, ui }) => {
    const storage = memoryStorage();
    storages.set(name, storage);
    const fetch = world.network.fetchAs('library');
    const own = { ...ui, signPin: async () => pin() };
    return createLibrary(libraryDeps(world, name, { card, ui: own, fetch, caAnchors, storage }), steps);
  };
  return { society: { ...society, phoneWith }, storageOf: (phone) => storages.get(phone)! };
}
