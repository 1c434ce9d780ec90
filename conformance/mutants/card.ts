/** Cards with one defect each. */
import {
  memoryOf,
  referenceCardSteps as reference,
  withMemory,
  withoutSession,
} from '../../simulator/card/index.ts';
import { CARD_ALSO_FAILS } from './card-also-fails.ts';
import { CARD_APPLICATION_MUTANTS } from './card-applications.ts';
import { CARD_CONTENT_MUTANTS } from './card-contents.ts';
import { fullCounters } from './card-edits.ts';
import { CARD_PROPRIETARY_MUTANTS } from './card-proprietary.ts';
import { CARD_SECURITY_MUTANTS } from './card-security.ts';
import { CARD_SELECTION_MUTANTS } from './card-selection.ts';
import { CARD_SIGNING_MUTANTS } from './card-signing.ts';
import { type Mutant, mutant } from './define.ts';

const all: readonly Mutant[] = [
  mutant('mutant:card-query-takes-a-try', 'card', 'VERIFY without data takes a try.', {
    card: {
      queryTries: (card, state, capdu) => {
        const { state: after, rapdu } = reference.queryTries(card, state, capdu);
        const pin = after.currentFile;
        if (pin?.kind !== 'pin') return { state: after, rapdu };
        const triesLeft = Math.max(0, memoryOf(after, pin).triesLeft - 1);
        return { state: withMemory(after, pin, { triesLeft }), rapdu };
      },
    },
  }),
  mutant('mutant:card-query-answers-9000', 'card', 'VERIFY without data answers 9000.', {
    card: {
      queryTries: (card, state, capdu) => ({
        ...reference.queryTries(card, state, capdu),
        rapdu: { data: new Uint8Array(), sw: 0x9000 },
      }),
    },
  }),
  mutant('mutant:card-success-keeps-the-counter', 'card', 'The right PIN does not give the tries back.', {
    card: {
      onVerifySuccess: (state, pin, knobs) =>
        withMemory(reference.onVerifySuccess(state, pin, knobs), pin, {
          triesLeft: memoryOf(state, pin).triesLeft,
        }),
    },
  }),
  mutant(
    'mutant:card-compares-a-prefix',
    'card',
    'A PIN counts as right when it is the beginning of the right one.',
    {
      card: { comparePin: (right, given) => given.every((byte, i) => byte === right[i]) },
    },
  ),
  mutant('mutant:card-never-blocks', 'card', 'The right PIN is taken when no try is left.', {
    card: { isBlocked: () => false },
  }),
  mutant(
    'mutant:card-power-off-restores-tries',
    'card',
    'Used tries come back when the card leaves the field.',
    {
      card: { afterPower: (state, op, knobs) => fullCounters(reference.afterPower(state, op, knobs)) },
    },
  ),
  mutant('mutant:card-signs-without-verify', 'card', 'The keys sign without any PIN.', {
    card: { maySign: () => true },
  }),
  mutant('mutant:card-one-pin-opens-both-keys', 'card', 'The PIN of one key opens the other as well.', {
    card: { maySign: (state, file) => state.verified.size > 0 || reference.maySign(state, file) },
  }),
  mutant('mutant:card-pads-wrongly', 'card', 'The padding is of type 2 (random bytes) in shape: no FF.', {
    card: {
      padForSignature: (input, length) => {
        const message = reference.padForSignature(input, length).slice();
        return message.fill(0xfe, 2, length - input.length - 1);
      },
    },
  }),
  mutant('mutant:card-9000-past-the-end', 'card', 'READ BINARY behind the end answers 9000 with nothing.', {
    card: {
      endOfFile: (content, offset, ne, knobs) =>
        offset < content.length
          ? reference.endOfFile(content, offset, ne, knobs)
          : { data: new Uint8Array(), sw: 0x9000 },
    },
  }),
  mutant('mutant:card-reads-without-pin', 'card', 'The signing certificate is read without its PIN.', {
    card: { mayRead: () => true },
  }),
  mutant('mutant:card-remembers-after-power-off', 'card', 'What was verified stays verified without power.', {
    card: {
      afterPower: (state) => ({ ...withoutSession(state), verified: state.verified }),
      afterSelectApplication: (state, next) => ({ ...state, application: next, currentFile: undefined }),
    },
  }),
  ...CARD_SELECTION_MUTANTS,
  ...CARD_SECURITY_MUTANTS,
  ...CARD_SIGNING_MUTANTS,
  ...CARD_APPLICATION_MUTANTS,
  ...CARD_CONTENT_MUTANTS,
  ...CARD_PROPRIETARY_MUTANTS,
];

/** With what each fails besides the cases that name it. */
export const CARD_MUTANTS: readonly Mutant[] = all.map((each) => ({
  ...each,
  alsoFails: { ...each.alsoFails, ...CARD_ALSO_FAILS[each.id] },
}));
