/** Which card a command is about: drawn from a seed, taken from a running world, or from a file; and its rules. */
import type { Chip } from '../../simulator/apdu/index.ts';
import { type CardData, createCard, openCardFile, referenceCardSteps } from '../../simulator/card/index.ts';
import { createJlis } from '../../simulator/jlis/index.ts';
import { citizenOf } from '../../simulator/people/index.ts';
import { slowChip } from '../../simulator/reader/index.ts';
import { chanceFrom, machineChance, machineWait } from '../../simulator/world/index.ts';
import { cardProfile, DEFAULT_PROFILE } from './card-profiles.ts';
import { type CardRules, createCardRules } from './card-rules.ts';
import { type CliContext, styled } from './context.ts';
import { drawnWorld } from './drawn-world.ts';
import { worldCard, worldRules } from './world-card.ts';

export interface CardSource {
  /** Default: DEFAULT_PROFILE, or in a running world the card as it is. */
  readonly profile?: string;
  readonly world?: string;
  readonly file?: string;
  readonly seed: number;
  readonly citizen: number;
  readonly rule: readonly string[];
}

/** Adds one more value to an option that can be given again. */
export const repeated = (text: string, before: readonly string[]): readonly string[] => [...before, text];

interface DrawnCard {
  readonly data: CardData;
  readonly random: (length: number) => Uint8Array;
}

/** Citizen K's card of the world that `world --seed N` makes today. Nobody records here: nothing is kept. */
export async function drawnCard(options: CardSource, context: CliContext): Promise<DrawnCard> {
  const { world: running, profile, seed, citizen } = options;
  const kind = cardProfile(profile ?? DEFAULT_PROFILE, context);
  if (running !== undefined) {
    const data = await worldCard({ world: running, citizen, profile }, context);
    return { data, random: machineChance().bytes };
  }
  const world = drawnWorld({ seed, keepAtMost: 0 });
  const { data } = createJlis(world).issueProfileCard(citizenOf(world.chance, citizen), kind);
  return { data, random: world.chance.fork(`chip ${citizen}`).bytes };
}

export interface CardInReader {
  readonly data: CardData;
  readonly chip: Chip;
  close(): void;
}

/** The card in the reader: of a file, whose memory is kept, or a fresh one. */
export async function cardOf(options: CardSource, context: CliContext): Promise<CardInReader> {
  const slowed = (card: Chip, { knobs }: CardData): Chip => slowChip(card, knobs.latencyMs, machineWait);
  if (options.file !== undefined) {
    const opened = openCardFile(options.file);
    return { data: opened.data, chip: slowed(opened.card, opened.data), close: () => opened.close() };
  }
  const { data, random } = await drawnCard(options, context);
  const card = createCard(data, referenceCardSteps, { random });
  return { data, chip: slowed(card, data), close: () => {} };
}

/** Rules for the card in the first reader; other citizens' cards for it are fresh ones. */
export async function rulesOf(
  options: CardSource & { readonly trace?: boolean; readonly stdin?: boolean },
  context: CliContext,
): Promise<CardRules> {
  const { file: _, ...drawn } = options;
  const rules = createCardRules(
    {
      chance: chanceFrom(options.seed).fork('rules of the reader'),
      citizenCard: async (citizen) => (await cardOf({ ...drawn, citizen }, context)).chip,
      grows: options.stdin === true,
      ...(options.world !== undefined && { ask: worldRules(options.world, options.citizen, context) }),
      ...(options.trace && {
        onFired: (text) => context.note(styled('dim', `rule: ${text}`, process.stderr)),
      }),
    },
    context,
  );
  for (const text of options.rule) await rules.add(text);
  return rules;
}
