/** Cards with one defect in PINs and what they open. */
import { SW_WRONG_DATA, utf8Encode } from '../../simulator/apdu/index.ts';
import {
  type CardState,
  memoryOf,
  Refusal,
  referenceCardSteps as reference,
  withMemory,
  withVerified,
} from '../../simulator/card/index.ts';
import { done, fullCounters } from './card-edits.ts';
import { type Mutant, mutant } from './define.ts';

/** Where no PIN is current, the first one of the application is. */
const onTheFirstPin = (state: CardState): CardState =>
  state.currentFile?.kind === 'pin'
    ? state
    : { ...state, currentFile: state.application?.files.find((file) => file.kind === 'pin') };

const upperCase = (bytes: Uint8Array): Uint8Array => utf8Encode(String.fromCharCode(...bytes).toUpperCase());

const P2_CURRENT = 0x80;
const isShortIdentifier = (p2: number): boolean => p2 > P2_CURRENT && p2 <= 0x9e;

export const CARD_SECURITY_MUTANTS: readonly Mutant[] = [
  mutant('mutant:card-verifies-the-current-file-only', 'card', 'VERIFY ignores the short identifier.', {
    card: {
      verify: (card, state, capdu) =>
        reference.verify(card, state, { ...capdu, p2: isShortIdentifier(capdu.p2) ? P2_CURRENT : capdu.p2 }),
    },
  }),
  mutant('mutant:card-ignores-p1-of-verify', 'card', 'VERIFY takes any P1.', {
    card: { verify: (card, state, capdu) => reference.verify(card, state, { ...capdu, p1: 0 }) },
  }),
  mutant('mutant:card-cuts-what-it-compares', 'card', 'Of a value only as many bytes count as the PIN has.', {
    card: { comparePin: (right, given) => reference.comparePin(right, given.subarray(0, right.length)) },
  }),
  mutant(
    'mutant:card-takes-the-first-pin-for-current',
    'card',
    'VERIFY while no PIN is current tries the first PIN of the application.',
    { card: { verify: (card, state, capdu) => reference.verify(card, onTheFirstPin(state), capdu) } },
  ),
  mutant('mutant:card-folds-case', 'card', 'Lower and upper case of a PIN are the same.', {
    card: { comparePin: (right, given) => reference.comparePin(right, upperCase(given)) },
  }),
  mutant('mutant:card-opens-after-any-try', 'card', 'A wrong PIN opens what the right one opens.', {
    card: {
      onVerifyFailure: (state, pin, knobs) =>
        withVerified(reference.onVerifyFailure(state, pin, knobs), pin, true),
    },
  }),
  mutant('mutant:card-takes-any-pin-once-verified', 'card', 'Once a PIN is verified, any value is right.', {
    card: {
      verify: (card, state, capdu) => {
        const pin = state.currentFile;
        const open = pin?.kind === 'pin' && state.verified.has(pin) && capdu.p2 === P2_CURRENT;
        return open ? done(state) : reference.verify(card, state, capdu);
      },
    },
  }),
  mutant('mutant:card-query-closes', 'card', 'VERIFY without data ends the verified state.', {
    card: {
      queryTries: (card, state, capdu) => {
        const { state: after, rapdu } = reference.queryTries(card, state, capdu);
        const pin = after.currentFile;
        return { state: pin?.kind === 'pin' ? withVerified(after, pin, false) : after, rapdu };
      },
    },
  }),
  mutant('mutant:card-blocked-means-open', 'card', 'The wrong PIN that blocks also opens.', {
    card: {
      onVerifyFailure: (state, pin, knobs) => {
        const after = reference.onVerifyFailure(state, pin, knobs);
        return withVerified(after, pin, memoryOf(after, pin).triesLeft === 0);
      },
    },
  }),
  mutant('mutant:card-blocks-all-together', 'card', 'One blocked PIN blocks all of them.', {
    card: { isBlocked: (state) => [...state.pins.values()].some(({ triesLeft }) => triesLeft === 0) },
  }),
  mutant('mutant:card-holds-one-pin-at-a-time', 'card', 'VERIFY of one PIN closes what another one opened.', {
    card: {
      onVerifySuccess: (state, pin, knobs) => ({
        ...reference.onVerifySuccess(state, pin, knobs),
        verified: new Set([pin]),
      }),
    },
  }),
  mutant(
    'mutant:card-changes-nothing',
    'card',
    'CHANGE REFERENCE DATA answers 9000 and keeps the old value.',
    {
      card: {
        changeReferenceData: (card, state, capdu) => {
          const { rapdu } = reference.changeReferenceData(card, state, capdu);
          return { state, rapdu };
        },
      },
    },
  ),
  mutant('mutant:card-changes-any-pin', 'card', 'CHANGE REFERENCE DATA wants no VERIFY.', {
    card: {
      changeReferenceData: (card, state, capdu) => {
        const pin = state.currentFile;
        const open = pin?.kind === 'pin' ? withVerified(state, pin, true) : state;
        const { state: after, rapdu } = reference.changeReferenceData(card, open, capdu);
        return { state: { ...after, verified: state.verified }, rapdu };
      },
    },
  }),
  mutant('mutant:card-changes-to-anything', 'card', 'Any value is taken as a new PIN.', {
    card: { acceptsNewValue: () => true },
  }),
  mutant('mutant:card-changes-and-refuses', 'card', 'A new PIN that is refused is set all the same.', {
    card: {
      changeReferenceData: (card, state, capdu) => {
        try {
          return reference.changeReferenceData(card, state, capdu);
        } catch (refusal) {
          const pin = state.currentFile;
          const set = refusal instanceof Refusal && refusal.sw === SW_WRONG_DATA && pin?.kind === 'pin';
          if (!set) throw refusal;
          const data = new Uint8Array();
          return {
            state: withMemory(state, pin, { value: capdu.data.slice() }),
            rapdu: { data, sw: SW_WRONG_DATA },
          };
        }
      },
    },
  }),
  mutant('mutant:card-takes-a-try-for-a-change', 'card', 'A changed PIN has a try less.', {
    card: {
      afterPinChange: (state, pin, value) =>
        withMemory(reference.afterPinChange(state, pin, value), pin, { triesLeft: pin.triesMax - 1 }),
    },
  }),
  mutant('mutant:card-changes-its-numbers', 'card', 'CHANGE REFERENCE DATA changes a 照合番号.', {
    card: {
      changeReferenceData: (card, state, capdu) => {
        const pin = state.currentFile;
        const number = pin?.kind === 'pin' && pin.change === 'never' && state.verified.has(pin);
        if (!number) return reference.changeReferenceData(card, state, capdu);
        return done(withMemory(state, pin, { value: capdu.data.slice() }));
      },
    },
  }),
  mutant('mutant:card-asks-the-first-pin', 'card', 'The query ignores the short identifier.', {
    card: {
      queryTries: (card, state, capdu) =>
        isShortIdentifier(capdu.p2)
          ? reference.queryTries(card, onTheFirstPin({ ...state, currentFile: undefined }), {
              ...capdu,
              p2: P2_CURRENT,
            })
          : reference.queryTries(card, state, capdu),
    },
  }),
  mutant(
    'mutant:card-gives-tries-when-selected-again',
    'card',
    'SELECT of the current application gives all tries back.',
    {
      card: {
        afterSelectApplication: (state, next, knobs) => {
          const after = reference.afterSelectApplication(state, next, knobs);
          return state.application === next ? fullCounters(after) : after;
        },
      },
    },
  ),
  mutant('mutant:card-reset-gives-tries', 'card', 'A warm reset gives all tries back.', {
    card: {
      afterPower: (state, op, knobs) => {
        const after = reference.afterPower(state, op, knobs);
        return op === 'reset' ? fullCounters(after) : after;
      },
    },
  }),
  mutant(
    'mutant:card-opens-its-locked-reference',
    'card',
    'A key reference that is blocked takes any value.',
    {
      card: {
        verify: (card, state, capdu) => {
          const file = state.currentFile;
          const locked = file?.kind === 'reference' && file.role === 'locked' && capdu.p2 === P2_CURRENT;
          return locked ? done(state) : reference.verify(card, state, capdu);
        },
      },
    },
  ),
];
