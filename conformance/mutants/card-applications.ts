/** Cards with one defect in the applications beside the 公的個人認証AP, and at power-up level. */
import { concat, fromHex, startsWith } from '../../simulator/apdu/index.ts';
import {
  memoryOf,
  type PinFile,
  Refusal,
  referenceCardSteps as reference,
  withMemory,
} from '../../simulator/card/index.ts';
import { done } from './card-edits.ts';
import { type Mutant, mutant } from './define.ts';

/** What the names of the 券面 and office applications have in common. */
const BEGINNING_OF_THE_FOUR = fromHex('D392100031000101');

const JPKI_PINS = [0x18, 0x1b];

// Modes of READ RECORD in P2.
const ONE = 0x04;
const TO_LAST = 0x05;

/** Both applications hold a credential of the same kind. */
const sameKind = (a: PinFile, b: PinFile): boolean => a.triesMax === b.triesMax && a.format === b.format;

export const CARD_APPLICATION_MUTANTS: readonly Mutant[] = [
  mutant(
    'mutant:card-mixes-its-applications-up',
    'card',
    'A name between those of its 券面 and office applications selects the first of them.',
    {
      card: {
        findApplication: (card, state, query) => {
          const found = reference.findApplication(card, state, query);
          const between = startsWith(query.name, BEGINNING_OF_THE_FOUR) && query.occurrence === 'first';
          return (
            found ??
            (between
              ? card.data.applications.find(({ aid }) => startsWith(aid, BEGINNING_OF_THE_FOUR))
              : undefined)
          );
        },
      },
    },
  ),
  mutant(
    'mutant:card-tells-a-try-too-few-elsewhere',
    'card',
    'Outside the 公的個人認証AP one try less is told than is left.',
    {
      card: {
        tellTries: (state, pin) => {
          const sw = reference.tellTries(state, pin);
          return JPKI_PINS.includes(pin.fid) || (sw & 0xf) === 0 ? sw : sw - 1;
        },
      },
    },
  ),
  mutant(
    'mutant:card-shares-counters',
    'card',
    'A wrong value takes a try of every credential of its kind.',
    {
      card: {
        onVerifyFailure: (state, pin, knobs) => {
          const after = reference.onVerifyFailure(state, pin, knobs);
          const { triesLeft } = memoryOf(after, pin);
          return [...after.pins.keys()]
            .filter((other) => sameKind(other, pin))
            .reduce((next, other) => withMemory(next, other, { triesLeft }), after);
        },
      },
    },
  ),
  mutant(
    'mutant:card-any-credential-opens-everything',
    'card',
    'Any verified credential opens every file of its application.',
    { card: { mayRead: (state, file) => state.verified.size > 0 || reference.mayRead(state, file) } },
  ),
  mutant(
    'mutant:card-keeps-other-applications-open',
    'card',
    'What was verified stays verified when another application is selected.',
    {
      card: {
        afterSelectApplication: (state, next, knobs) => ({
          ...reference.afterSelectApplication(state, next, knobs),
          verified: state.verified,
        }),
      },
    },
  ),
  mutant(
    'mutant:card-authenticates-after-a-pin-only',
    'card',
    'The key of an application signs only after some VERIFY.',
    { card: { maySign: (state, file) => state.verified.size > 0 && reference.maySign(state, file) } },
  ),
  mutant(
    'mutant:card-cuts-the-head-of-records',
    'card',
    'READ RECORD gives a record without its tag and length.',
    {
      card: {
        readRecord: (card, state, capdu) => {
          const outcome = reference.readRecord(card, state, capdu);
          return { ...outcome, rapdu: { ...outcome.rapdu, data: outcome.rapdu.data.subarray(2) } };
        },
      },
    },
  ),
  mutant('mutant:card-has-endless-records', 'card', 'READ RECORD gives record 1 whatever the number.', {
    card: {
      readRecord: (card, state, capdu) =>
        reference.readRecord(card, state, { ...capdu, p1: Math.min(capdu.p1, 1) }),
    },
  }),
  mutant(
    'mutant:card-leaves-the-first-record-out',
    'card',
    'READ RECORD from a number to the last begins behind that number.',
    {
      card: {
        readRecord: (card, state, capdu) =>
          reference.readRecord(
            card,
            state,
            (capdu.p2 & 7) === TO_LAST ? { ...capdu, p1: capdu.p1 + 1 } : capdu,
          ),
      },
    },
  ),
  mutant('mutant:card-counts-records-in-any-way', 'card', 'READ RECORD takes any mode for the usual one.', {
    card: {
      readRecord: (card, state, capdu) =>
        reference.readRecord(
          card,
          state,
          (capdu.p2 & 7) === TO_LAST ? capdu : { ...capdu, p2: (capdu.p2 & 0xf8) | ONE },
        ),
    },
  }),
  mutant('mutant:card-challenges-at-any-length', 'card', 'A challenge has as many bytes as asked for.', {
    card: { getChallenge: (card, state, capdu) => done(state, card.random(capdu.ne)) },
  }),
  mutant('mutant:card-reads-records-as-bytes', 'card', 'READ BINARY reads a file of records.', {
    card: {
      readBinary: (card, state, capdu) => {
        const file = state.currentFile;
        return file?.kind === 'record'
          ? done(state, concat(...file.records))
          : reference.readBinary(card, state, capdu);
      },
    },
  }),
  mutant('mutant:card-challenges-with-the-same', 'card', 'Every challenge is the same.', {
    card: { getChallenge: (_, state, { ne }) => done(state, new Uint8Array(ne).fill(0x5a)) },
  }),
  mutant('mutant:card-challenges-too-short', 'card', 'A challenge has seven bytes at most.', {
    card: {
      getChallenge: (card, state, capdu) =>
        reference.getChallenge(card, state, { ...capdu, ne: Math.min(capdu.ne, 7) }),
    },
  }),
  mutant(
    'mutant:card-authenticates-regardless-of-the-challenge',
    'card',
    'INTERNAL AUTHENTICATE signs a challenge of its own.',
    {
      card: {
        internalAuthenticate: (card, state, capdu) =>
          reference.internalAuthenticate(card, state, { ...capdu, data: capdu.data.slice().fill(0) }),
      },
    },
  ),
  mutant(
    'mutant:card-authenticates-with-any-key',
    'card',
    'INTERNAL AUTHENTICATE takes a key that signs, once its PIN is verified.',
    {
      card: {
        internalAuthenticate: (card, state, capdu) => {
          try {
            return reference.internalAuthenticate(card, state, capdu);
          } catch (refusal) {
            if (!(refusal instanceof Refusal) || state.verified.size === 0) throw refusal;
            return reference.computeDigitalSignature(card, state, { ...capdu, cla: 0x80, ins: 0x2a });
          }
        },
      },
    },
  ),
  mutant('mutant:card-changes-no-key', 'card', 'CHANGE KEY answers 9000 and keeps the old value.', {
    card: {
      changeKey: (card, state, capdu) => ({ state, rapdu: reference.changeKey(card, state, capdu).rapdu }),
    },
  }),
];
