/** Cards with one defect in the commands that only this card has: 80 A2, 80 AE, 80 FC. */
import {
  SW_NO_DIAGNOSIS,
  SW_WRONG_DATA,
  SW_WRONG_LENGTH,
  SW_WRONG_P1P2,
} from '../../simulator/apdu/index.ts';
import { referenceCardSteps as reference, withoutSession } from '../../simulator/card/index.ts';
import { done, forgiving } from './card-edits.ts';
import { type Mutant, mutant } from './define.ts';

export const CARD_PROPRIETARY_MUTANTS: readonly Mutant[] = [
  mutant('mutant:card-trusts-any-terminal', 'card', 'The certificate of any terminal is accepted.', {
    card: { acceptsTerminal: () => true },
  }),
  mutant(
    'mutant:card-takes-terminal-certificates-in-any-form',
    'card',
    '80 A2 answers 9000 whatever its parameters and lengths are.',
    {
      card: { verifyCertificate: forgiving(reference.verifyCertificate, SW_WRONG_P1P2, SW_WRONG_LENGTH) },
    },
  ),
  mutant('mutant:card-exchanges-keys-everywhere', 'card', '80 AE answers 9000 in every application.', {
    card: {
      exchangeKey: (card, state, capdu) =>
        typeof state.application?.keyExchange === 'object'
          ? reference.exchangeKey(card, state, capdu)
          : done(state),
    },
  }),
  mutant('mutant:card-exchanges-keys-without-pin', 'card', '80 AE wants no VERIFY.', {
    card: {
      exchangeKey: (card, state, capdu) => {
        const pins = state.application?.files.filter((file) => file.kind === 'pin') ?? [];
        const { rapdu } = reference.exchangeKey(card, { ...state, verified: new Set(pins) }, capdu);
        return { state, rapdu };
      },
    },
  }),
  mutant('mutant:card-takes-any-seed', 'card', '80 AE answers 9000 to whatever is no seed.', {
    card: { exchangeKey: forgiving(reference.exchangeKey, SW_WRONG_DATA, SW_NO_DIAGNOSIS) },
  }),
  mutant('mutant:card-refuses-and-ends-the-session', 'card', '80 FC is refused and ends the session.', {
    card: {
      endSession: (_, state) => ({
        state: withoutSession(state),
        rapdu: { data: new Uint8Array(), sw: SW_WRONG_LENGTH },
      }),
    },
  }),
];
