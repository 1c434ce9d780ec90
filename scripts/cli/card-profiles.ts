/** The kinds of cards that `card --profile` knows. */

import type { CardData } from '../../simulator/card/index.ts';
import { UsageError } from '../../simulator/errors.ts';
import type { IssuedCard } from '../../simulator/jlis/index.ts';
import type { CliContext } from './context.ts';

export interface CardProfile {
  readonly id: string;
  readonly personalise: (issued: IssuedCard) => CardData;
}

export const CARD_PROFILES: readonly CardProfile[] = [{ id: 'default', personalise: ({ data }) => data }];

export function cardProfile(id: string, { words }: CliContext): CardProfile {
  const profile = CARD_PROFILES.find((p) => p.id === id);
  if (profile) return profile;
  throw new UsageError('ERR_CARD_PROFILE', words.card.profileUnknown(id), {
    hint: words.card.profileHint(CARD_PROFILES.map((p) => p.id).join(', ')),
  });
}
