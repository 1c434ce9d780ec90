/** What happens to the card itself. Sources: municipal explanations; 公的個人認証法 9条–12条, 16条の14 for what follows. */
import { type CardProfile, loadProfile } from '../../card/index.ts';
import { cardLastDay } from '../authority/validity.ts';
import { stayEnd } from '../register/first-card.ts';
import type { CardRecord, Person } from '../register/records.ts';
import type { DeskEvents } from './event-table.ts';
import type { DeskWork } from './work.ts';

/** The same kind of card, as a new one: nothing on it has ended. */
const renewed = (profile: CardProfile): CardProfile => ({
  ...profile,
  card: 'valid',
  certificates: {
    sign: profile.certificates.sign === 'none' ? 'none' : 'valid',
    auth: profile.certificates.auth === 'none' ? 'none' : 'valid',
  },
});

const usual = loadProfile('default');

/** A new card for the person, of the kind of the former. */
function freshCard(work: DeskWork, { entry, cards }: Person): CardRecord {
  const { today, at } = work;
  const former = cards.at(-1);
  const lastDay = cardLastDay(today, entry.birth, entry.stayUntil ?? stayEnd(entry.nationality, today));
  return {
    sequence: (former?.sequence ?? 0) + 1,
    issuedAt: at,
    profile: former ? renewed(former.profile) : usual,
    lastDay,
    state: 'in-use',
    chip: { face: entry, lastDay, sign: undefined, auth: undefined },
  };
}

function demandResident(work: DeskWork): void {
  if (work.person.status !== 'resident') work.refuse('not-resident');
}

/** May this person have a signing certificate on this card? */
export const maySign = ({ person, today, office }: DeskWork, { profile }: CardRecord): boolean =>
  profile.certificates.sign !== 'none' &&
  office.steps.mayHaveSigning(today, person.entry.birth, office.knobs);

export const cardEvents: Pick<
  DeskEvents,
  'continue-card' | 'update-card' | 'lose-card' | 'find-card' | 'reissue-card' | 'return-card' | 'reset-pin'
> = {
  'continue-card'(work) {
    const card = work.usableCard();
    if (card.continueBy === undefined) work.refuse('nothing-to-continue');
    delete card.continueBy;
    work.write();
  },

  'update-card'(work) {
    demandResident(work);
    if (work.usableCard().continueBy !== undefined) work.refuse('card-not-continued');
    work.write();
  },

  // By telephone, at any hour. The phone's certificates live on: it is another thing that was not lost.
  'lose-card'(work) {
    const card = work.usableCard();
    card.state = 'stopped';
    work.hold(work.open(work.office.steps.heldWithCard, 'card'), 'card-lost');
  },

  // A hold of a card's certificate is never lifted: what was held ends, and is issued anew.
  'find-card'(work) {
    const { person, office, at } = work;
    const card = person.cards.at(-1);
    if (card?.state !== 'stopped') return work.refuse('card-not-stopped');
    if (person.status !== 'resident' && person.status !== 'abroad') work.refuse('not-resident');
    if (card.continueBy !== undefined) work.refuse('card-not-continued');
    if (card.lastDay < work.today) work.refuse('no-card');
    card.state = 'in-use';
    const held = work
      .open(['sign', 'auth'], 'card')
      .filter((certificate) => office.steps.lossOf(certificate, at) !== undefined);
    work.end(held, 'card-found');
    for (const kind of ['auth', 'sign'] as const)
      if (held.some((certificate) => certificate.kind === kind)) work.issue(kind, 'card');
  },

  'reissue-card'(work) {
    const { person } = work;
    demandResident(work);
    if (person.entry.stayUntil !== undefined && person.entry.stayUntil <= work.today)
      work.refuse('stay-ended');
    const card = freshCard(work, person);
    work.voidCard('card-reissued');
    work.newCard(card);
    if (card.profile.certificates.auth !== 'none') work.issue('auth', 'card');
    if (maySign(work, card)) work.issue('sign', 'card');
  },

  'return-card'(work) {
    const card = work.person.cards.at(-1);
    if (card === undefined || card.state === 'void') work.refuse('no-card');
    work.voidCard('card-returned');
  },

  // Not a revocation: only the chip learns of it.
  'reset-pin'(work) {
    if (work.usableCard().continueBy !== undefined) work.refuse('card-not-continued');
    if (work.person.status !== 'resident' && work.person.status !== 'abroad') work.refuse('not-resident');
  },
};
