/** Cards with one defect in the applications beside the 公的個人認証AP, and at power-up level. */
import { concat, fromHex, startsWith } from '../../simulator/apdu/index.ts';
import {
  type CardState,
  memoryOf,
  type Outcome,
  type PinFile,
  Refusal,
  referenceCardSteps as reference,
  withMemory,
} from '../../simulator/card/index.ts';
import { type Mutant, mutant } from './define.ts';

const done = (state: CardState, data: Uint8Array): Outcome => ({ state, rapdu: { data, sw: 0x9000 } });

/** What stands in a file is changed where it is read. */
const withContent =
  (change: (content: Uint8Array) => Uint8Array): typeof reference.endOfFile =>
  (content, ...rest) =>
    reference.endOfFile(change(content), ...rest);

/** What the names of the 券面 and office applications have in common. */
const BEGINNING_OF_THE_FOUR = fromHex('D392100031000101');

const JPKI_PINS = [0x18, 0x1b];

/** Value field of 256 bytes under a tag of two bytes: the signatures of records. */
const SIGNATURES = ['DF338201', 'DF288201'].map((hex) => fromHex(`${hex}00`));

/** One bit differs behind the first of these bytes. */
function flippedBehind(content: Uint8Array, marks: readonly Uint8Array[]): Uint8Array {
  const at = marks.map((mark) => Buffer.from(content).indexOf(mark)).find((place) => place >= 0);
  return at === undefined ? content : content.with(at + 5, content[at + 5]! ^ 0x01);
}

const KEY_IDS = ['DF42', 'DF32'].map((hex) => fromHex(`${hex}10`));

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
    'mutant:card-cuts-its-cv-certificates',
    'card',
    'Card-verifiable certificates lack their last byte.',
    {
      card: {
        endOfFile: withContent((content) => (content.length === 568 ? content.subarray(0, -1) : content)),
      },
    },
  ),
  mutant(
    'mutant:card-hides-its-key-ids',
    'card',
    'Key ids in the basic information begin with another digit.',
    {
      card: {
        endOfFile: withContent((content) => {
          const at = KEY_IDS.map((mark) => Buffer.from(content).indexOf(mark)).find((place) => place >= 0);
          return at === undefined || content[0] !== 0xff ? content : content.with(at + 3, 0x39);
        }),
      },
    },
  ),
  mutant(
    'mutant:card-miscounts-its-offsets',
    'card',
    'The table of offsets counts without the head of the record.',
    {
      card: {
        endOfFile: withContent((content) => {
          const at = Buffer.from(content).indexOf(fromHex('DF21'));
          return content[0] === 0xff && content[1] === 0x20 && at >= 0
            ? content.with(at + 4, content[at + 4]! - 3)
            : content;
        }),
      },
    },
  ),
  mutant(
    'mutant:card-signs-its-records-wrongly',
    'card',
    'The signatures of its records are off by one bit.',
    {
      card: { endOfFile: withContent((content) => flippedBehind(content, SIGNATURES)) },
    },
  ),
  mutant('mutant:card-makes-its-holder-older', 'card', 'The record of age tells a birthday ten days off.', {
    card: {
      endOfFile: withContent((content) => {
        const at = Buffer.from(content).indexOf(fromHex('DF1108'));
        return at < 0 ? content : content.with(at + 9, content[at + 9]! ^ 0x01);
      }),
    },
  }),
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
  mutant('mutant:card-has-empty-objects', 'card', 'The data objects are there and empty.', {
    card: {
      findObject: (card, state, tag) => reference.findObject(card, state, tag) && new Uint8Array(),
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
