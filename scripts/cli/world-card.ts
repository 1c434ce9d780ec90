/** The card of a citizen of a running world, taken from its control interface, and the rules that hold for it there. */
import { type CardData, readCardText } from '../../simulator/card/index.ts';
import { UsageError } from '../../simulator/errors.ts';
import type { Effect, Fire } from '../../simulator/reader/index.ts';
import { withDeadline } from '../../simulator/world/index.ts';
import type { CliContext } from './context.ts';

/** A world on this machine answers at once; drawing the keys of a card takes a second or two. */
const ANSWER_MS_MAX = 30_000;

export interface WorldCardOptions {
  /** URL of the control interface. */
  readonly world: string;
  readonly citizen: number;
  /** Undefined: the card as it is. */
  readonly profile: string | undefined;
}

async function answerOf(url: URL, { words }: CliContext): Promise<{ status: number; text: string }> {
  const away = (cause?: unknown): UsageError =>
    new UsageError('ERR_WORLD', words.card.worldAway(url.origin), { hint: words.card.worldHint, cause });
  try {
    const answer = fetch(url).then(async (got) => ({ status: got.status, text: await got.text() }));
    return await withDeadline(answer, ANSWER_MS_MAX, away);
  } catch (cause) {
    throw cause instanceof UsageError ? cause : away(cause);
  }
}

/** UsageError ERR_WORLD when `world` is no URL. */
function urlIn(world: string, path: string, { words }: CliContext): URL {
  if (!/^https?:$/.test(URL.parse(world)?.protocol ?? ''))
    throw new UsageError('ERR_WORLD', words.card.worldUrl(world), { hint: words.card.worldHint });
  return new URL(path, world);
}

/** UsageError ERR_WORLD when nobody answers there, or no world, or with a refusal: told in its own words. */
export async function worldCard(
  { world, citizen, profile }: WorldCardOptions,
  context: CliContext,
): Promise<CardData> {
  const { words } = context;
  const url = urlIn(world, `/citizens/${citizen}/card`, context);
  if (profile !== undefined) url.searchParams.set('profile', profile);
  const { status, text } = await answerOf(url, context);
  if (status === 200) return readCardText(url.href, text).data;
  const detail = /"detail":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? `HTTP ${status}`;
  throw new UsageError('ERR_WORLD', `${url.href}: ${detail}`, { hint: words.card.worldHint });
}

/**
 * What the tester of a running world wants to go wrong with this citizen's card (docs/rules.md). A world that is no
 * longer there, or that is of an earlier version, wants nothing; that is told once.
 */
export function worldRules(world: string, citizen: number, context: CliContext): Fire {
  const { words, note } = context;
  const url = urlIn(world, `/citizens/${citizen}/card/occurrences`, context);
  let away = false;
  return async (happens) => {
    if (away) return [];
    try {
      const answer = await fetch(url, { method: 'POST', body: JSON.stringify(happens) });
      if (answer.ok) return ((await answer.json()) as { effects: Effect[] }).effects;
    } catch {
      // As if it had refused.
    }
    away = true;
    note(words.card.worldAway(url.origin));
    return [];
  };
}
