/**
 * Changes of the resident register: moves, names, corrections, the end of an entry. Sources: 住民基本台帳法 22条–24条, 施行令
 * 30条の20 (days), 公的個人認証法 12条; municipal explanations of what they do to cards.
 */
import { composeKana, composeName, type NameKana, type NameParts } from '../../people/index.ts';
import { dateJst } from '../../world/index.ts';
import { cardLastDay, daysAfter, startOfDayJst } from '../authority/validity.ts';
import type { DeskEvents } from './event-table.ts';
import { type DeskWork, municipalityOf } from './work.ts';

/** A notice of leaving reaches the desk at most so many days before or after the day itself, and an arrival after it. */
const NOTICE_DAYS = 14;

const sameName = (a: NameParts, b: NameParts): boolean => composeName(a) === composeName(b);

type TypedKana = { family: string; given: string; formerFamily?: string | undefined };

const kanaOf = ({ family, given, formerFamily }: TypedKana): NameKana => ({
  family,
  given,
  ...(formerFamily !== undefined && { formerFamily }),
});

function demandResident(work: DeskWork): void {
  if (work.person.status !== 'resident') work.refuse('not-resident');
}

/** Another name; its reading is the one given, or none. */
function rename(work: DeskWork, nameParts: NameParts, kana: NameKana | undefined): void {
  const { entry } = work.person;
  if (sameName(entry.nameParts, nameParts)) work.refuse('no-change');
  work.change({ nameParts, name: composeName(nameParts), kana });
}

/** The entry here ends because the person leaves for another municipality. */
function leave(work: DeskWork): void {
  const { person, office } = work;
  const { departure } = person;
  person.status = 'moving';
  if (office.knobs.leavingEnds !== 'arrival') work.endByRegister(work.open(['sign']), 'items-changed');
  const lastDay = daysAfter(departure!.on, office.steps.daysToArrive);
  work.later(startOfDayJst(daysAfter(lastDay, 1)), (then) => {
    if (person.status === 'moving' && person.departure === departure) then.voidCard('card-void');
  });
}

/** The entry ends because the person leaves the country. */
function leaveCountry(work: DeskWork, on: string, continueCard: boolean): void {
  const { person, office } = work;
  person.status = 'abroad';
  if (continueCard) work.change({ address: office.knobs.abroadAddress(on) });
  else {
    person.entry = { ...person.entry, address: office.knobs.abroadAddress(on) };
    endEverything(work);
  }
}

function endEverything(work: DeskWork): void {
  const { person, office } = work;
  delete person.departure;
  work.endByRegister(work.open(office.steps.endedWithEntry), 'entry-ended');
  const card = person.cards.at(-1);
  if (card) card.state = 'void';
}

/** Now, if the day has come; else in its first moment, unless something came between. */
function onThatDay(work: DeskWork, run: (work: DeskWork) => void): void {
  const { person, today } = work;
  const { departure } = person;
  if (departure!.on <= today) {
    run(work);
    return;
  }
  work.later(startOfDayJst(departure!.on), (then) => {
    if (person.departure === departure && person.status === 'resident') run(then);
  });
}

/** After an arrival the card must be continued within some days; one that came too late is void. */
function askToContinue(work: DeskWork, movedOn: string): void {
  const { person, today, office } = work;
  const card = person.cards.at(-1);
  if (card === undefined || card.state === 'void') return;
  if (card.continueBy !== undefined || today > daysAfter(movedOn, NOTICE_DAYS)) {
    work.voidCard('card-void');
    return;
  }
  const continueBy = daysAfter(today, office.steps.daysToContinue);
  card.continueBy = continueBy;
  work.later(startOfDayJst(daysAfter(continueBy, 1)), (then) => {
    if (card.continueBy === continueBy && person.cards.at(-1) === card && card.state !== 'void')
      then.voidCard('card-void');
  });
}

export const registerEvents: Pick<
  DeskEvents,
  | 'move-within'
  | 'move-out'
  | 'move-in'
  | 'go-abroad'
  | 'change-name'
  | 'former-name'
  | 'alias'
  | 'correct-kana'
  | 'minor-correction'
  | 'correct-gender'
  | 'correct-birth'
  | 'extend-stay'
  | 'die'
  | 'delete-entry'
> = {
  'move-within'(work, { address }) {
    demandResident(work);
    if (address === work.person.entry.address) work.refuse('no-change');
    work.change({ address });
  },

  'move-out'(work, { on }) {
    const { person, today, office } = work;
    demandResident(work);
    if (person.departure) work.refuse('already-leaving');
    if (on > daysAfter(today, NOTICE_DAYS) || on < daysAfter(today, -NOTICE_DAYS))
      work.refuse('day-out-of-range');
    person.departure = { on, abroad: false };
    if (office.knobs.leavingEnds === 'notice') work.endByRegister(work.open(['sign']), 'items-changed');
    onThatDay(work, leave);
  },

  'move-in'(work, { municipality: code, address, movedOn = work.today }) {
    const { person, today } = work;
    const municipality = municipalityOf(code);
    const leavesEarlier = person.status === 'resident' && person.departure?.abroad === false;
    if (!leavesEarlier && person.status !== 'moving' && person.status !== 'abroad')
      work.refuse('not-leaving');
    if (municipality === undefined) return work.refuse('municipality-unknown');
    if (movedOn > today) work.refuse('day-out-of-range');
    if (leavesEarlier) leave(work);
    person.status = 'resident';
    delete person.departure;
    work.change({ municipality, address });
    askToContinue(work, movedOn);
  },

  'go-abroad'(work, { on, continueCard }) {
    const { person, today } = work;
    demandResident(work);
    if (person.departure) work.refuse('already-leaving');
    if (continueCard && person.entry.nationality.kind !== 'japanese') work.refuse('only-japanese');
    if (continueCard) work.usableCard();
    // To go on using the card one applies by the day before.
    const earliest = continueCard ? daysAfter(today, 1) : daysAfter(today, -NOTICE_DAYS);
    if (on < earliest || on > daysAfter(today, NOTICE_DAYS)) work.refuse('day-out-of-range');
    person.departure = { on, abroad: true };
    onThatDay(work, (then) => leaveCountry(then, on, continueCard));
  },

  'change-name'(work, { family, given, kana }) {
    const { formerFamily, alias } = work.person.entry.nameParts;
    const nameParts = { family, given, ...(formerFamily && { formerFamily }), ...(alias && { alias }) };
    rename(work, nameParts, kana && kanaOf(kana));
  },

  'former-name'(work, { family, kana: reading }) {
    const { entry } = work.person;
    if (entry.nationality.kind !== 'japanese') work.refuse('only-japanese');
    const { formerFamily: _, ...rest } = entry.nameParts;
    const { formerFamily: __, ...restKana } = entry.kana ?? {};
    const kana = entry.kana && {
      ...(restKana as NameKana),
      ...(family && reading && { formerFamily: reading }),
    };
    rename(work, { ...rest, ...(family !== null && { formerFamily: family }) }, kana);
  },

  alias(work, { alias }) {
    const { entry } = work.person;
    if (entry.nationality.kind !== 'foreign') work.refuse('only-foreigners');
    const { alias: _, ...rest } = entry.nameParts;
    rename(work, { ...rest, ...(alias !== null && { alias }) }, entry.kana);
  },

  'correct-kana'(work, { kana, minor }) {
    const { entry } = work.person;
    if (entry.nationality.kind !== 'japanese') work.refuse('only-japanese');
    const reading = kanaOf(kana);
    if (entry.kana && composeKana(entry.kana) === composeKana(reading)) work.refuse('no-change');
    work.change({ kana: reading }, { minor });
  },

  'minor-correction'(work, { family, given, address }) {
    const { entry } = work.person;
    const nameParts = {
      ...entry.nameParts,
      ...(family !== undefined && { family }),
      ...(given !== undefined && { given }),
    };
    const after = { nameParts, name: composeName(nameParts), address: address ?? entry.address };
    if (after.name === entry.name && after.address === entry.address) work.refuse('no-change');
    work.change(after, { minor: true });
  },

  'correct-gender'(work, { gender }) {
    if (gender === work.person.entry.gender) work.refuse('no-change');
    work.change({ gender });
  },

  'correct-birth'(work, { birth }) {
    if (birth === work.person.entry.birth) work.refuse('no-change');
    work.change({ birth });
  },

  'extend-stay'(work, { until }) {
    const { person, today } = work;
    const { nationality, stayUntil, birth } = person.entry;
    if (nationality.kind !== 'foreign' || nationality.period === undefined) work.refuse('no-stay');
    if (until <= (stayUntil ?? today)) work.refuse('day-out-of-range');
    person.entry = { ...person.entry, stayUntil: until };
    const card = person.cards.at(-1);
    if (card === undefined || card.state !== 'in-use' || card.lastDay < today) return;
    // The card is lengthened; certificates are not.
    card.lastDay = maxDay(card.lastDay, cardLastDay(dateJst(card.issuedAt), birth, until));
    work.write();
  },

  die(work) {
    work.person.status = 'dead';
    endEverything(work);
  },

  'delete-entry'(work) {
    work.person.status = 'deleted';
    endEverything(work);
  },
};

const maxDay = (a: string, b: string): string => (a > b ? a : b);
