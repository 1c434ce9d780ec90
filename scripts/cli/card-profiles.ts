/** The kinds of cards that `card --profile` knows: the data files of the simulator. */
import { type CardProfile, loadProfile, profileIds } from '../../simulator/card/index.ts';
import { UsageError } from '../../simulator/errors.ts';
import type { CliContext } from './context.ts';

export const DEFAULT_PROFILE = 'default';

export function cardProfile(id: string, { words }: CliContext): CardProfile {
  if (profileIds.includes(id)) return loadProfile(id);
  throw new UsageError('ERR_CARD_PROFILE', words.card.profileUnknown(id), {
    hint: words.card.profileHint(profileIds.join(', ')),
  });
}
