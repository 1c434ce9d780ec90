/** The cards of the transcripts: one of every application, and the same where the birth date is asked without end. */

import { knobsCodec } from '../../../simulator/card/codecs.ts';
import {
  type CardData,
  cardText,
  createCard,
  loadProfile,
  type VirtualCard,
} from '../../../simulator/card/index.ts';
import type { CardKnobs } from '../../../simulator/card/knobs.ts';
import { createJlis } from '../../../simulator/jlis/index.ts';
import { citizenOf } from '../../../simulator/people/index.ts';
import { chanceFrom, createWorld } from '../../../simulator/world/index.ts';

export const APDU_SEED = 'fpos-hil apdu vectors 1';

const world = createWorld({ seed: APDU_SEED });
const { data } = createJlis(world).issueProfileCard(citizenOf(world.chance, 1), loadProfile('default'));

const unlimited: CardData = {
  ...data,
  applications: data.applications.map((application) => ({
    ...application,
    files: application.files.map((file) =>
      file.kind === 'pin' && file.name === 'IEF.BIRTH'
        ? { ...file, triesMax: Number.POSITIVE_INFINITY, triesLeft: Number.POSITIVE_INFINITY }
        : file,
    ),
  })),
};

export const CARDS = { 'default.card.json': data, 'unlimited.card.json': unlimited } as const;
export type CardName = keyof typeof CARDS;

export const cardFile = (name: CardName): string => cardText(CARDS[name]);

/** The values of the PIN files of the default card, by AID and file in hex. */
export function pinOf(aid: string, fid: number): string {
  const application = data.applications.find(
    (one) => Buffer.from(one.aid).toString('hex').toUpperCase() === aid,
  );
  const file = application?.files.find((one) => one.fid === fid);
  if (file?.kind !== 'pin') throw new RangeError(`no PIN file ${aid}:${fid}`);
  return Buffer.from(file.value).toString('hex').toUpperCase();
}

/** The public modulus of the key under which the text application takes a seed. */
export function seedKey() {
  const exchange = data.applications.find(({ keyExchange }) => typeof keyExchange === 'object')?.keyExchange;
  if (typeof exchange !== 'object') throw new RangeError('no application takes a seed');
  return exchange.key;
}

/** A fresh card as a group has it, without power. */
export function cardOf(name: CardName, knobs: Partial<CardKnobs>): VirtualCard {
  const own = CARDS[name];
  return createCard({ ...own, knobs: { ...own.knobs, ...knobs } }, undefined, {
    random: chanceFrom(APDU_SEED).fork('chip').bytes,
  });
}

/** What differs from the card's own knobs, as a card file writes it. */
export const knobsText = (knobs: Partial<CardKnobs>): Record<string, unknown> => {
  const own = CARDS['default.card.json'].knobs;
  const written = knobsCodec.encode({ ...own, ...knobs }) as Record<string, unknown>;
  return Object.fromEntries(Object.keys(knobs).map((key) => [key, written[key]]));
};
