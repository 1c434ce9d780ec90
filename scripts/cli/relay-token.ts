/** What `relay` and `card --relay` share: the token, and what a person must know before the URL leaves the machine. */
import { machineChance } from '../../simulator/world/index.ts';
import type { CliContext } from './context.ts';
import { isOfThisMachine } from './option-values.ts';

const TOKEN_BYTES = 16;
export const relayToken = (): string => machineChance().id(TOKEN_BYTES);

export function warnOfOpenRelay(host: string, { words: { relay }, note }: CliContext): void {
  if (!isOfThisMachine(host)) note(relay.inTheClear(host));
}
