/** Cards with one defect in what their files, records and data objects hold. */
import { fromHex } from '../../simulator/apdu/index.ts';
import { referenceCardSteps as reference } from '../../simulator/card/index.ts';
import { done, withContent } from './card-edits.ts';
import { type Mutant, mutant } from './define.ts';

/** One data object is another one. */
const changedObject =
  (tag: number, change: (object: Uint8Array) => Uint8Array): typeof reference.findObject =>
  (card, state, asked) => {
    const object = reference.findObject(card, state, asked);
    return object && asked === tag ? change(object) : object;
  };

/** Value field of 256 bytes under a tag of two bytes: the signatures of records. */
const SIGNATURES = ['DF338201', 'DF288201'].map((hex) => fromHex(`${hex}00`));

/** One bit differs behind the first of these bytes. */
function flippedBehind(content: Uint8Array, marks: readonly Uint8Array[]): Uint8Array {
  const at = marks.map((mark) => Buffer.from(content).indexOf(mark)).find((place) => place >= 0);
  return at === undefined ? content : content.with(at + 5, content[at + 5]! ^ 0x01);
}

const KEY_IDS = ['DF42', 'DF32'].map((hex) => fromHex(`${hex}10`));

export const CARD_CONTENT_MUTANTS: readonly Mutant[] = [
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
  mutant('mutant:card-has-two-key-references', 'card', 'The key reference of the 住基AP is another one.', {
    card: {
      readRecord: (card, state, capdu) => {
        const outcome = reference.readRecord(card, state, capdu);
        const { data, sw } = outcome.rapdu;
        const other = state.application?.aid.at(-2) === 0x04 && data.length === 16;
        return other
          ? done(outcome.state, data.with(-1, data.at(-1)! ^ 0x01))
          : { ...outcome, rapdu: { data, sw } };
      },
    },
  }),
  mutant('mutant:card-shows-no-picture', 'card', 'The picture of the Individual Number is blank bytes.', {
    card: {
      endOfFile: withContent((content) => {
        const at = Buffer.from(content).indexOf(fromHex('89504E47'));
        return content[0] === 0xff && content[1] === 0x40 && at >= 0
          ? content.slice().fill(0, at, at + 64)
          : content;
      }),
    },
  }),
  mutant(
    'mutant:card-shows-another-key-beside-the-age',
    'card',
    'The key in the record of age is another one than on the card face.',
    {
      card: {
        endOfFile: withContent((content) => {
          const at = Buffer.from(content).indexOf(fromHex('91820100'));
          return content[0] === 0xff && content[1] === 0x10 && at >= 0
            ? content.with(at + 100, content[at + 100]! ^ 0x01)
            : content;
        }),
      },
    },
  ),
  mutant(
    'mutant:card-tells-another-atr',
    'card',
    'The object 5F51 ends with another check byte than the ATR.',
    {
      card: { findObject: changedObject(0x5f51, (atr) => atr.with(-1, atr.at(-1)! ^ 0xff)) },
    },
  ),
  mutant('mutant:card-names-another-intermediate', 'card', 'The object 00F7 names another key.', {
    card: { findObject: changedObject(0x00f7, (id) => id.with(6, id[6]! ^ 0x01)) },
  }),
  mutant(
    'mutant:card-certifies-its-chip-wrongly',
    'card',
    'The signature on the object 7F21 is off by one bit.',
    {
      card: { findObject: changedObject(0x7f21, (cv) => cv.with(-1, cv.at(-1)! ^ 0x01)) },
    },
  ),
  mutant('mutant:card-cuts-long-objects', 'card', 'GET DATA gives as much of an object as Le says.', {
    card: {
      getData: (card, state, capdu) => {
        const { rapdu, ...outcome } = reference.getData(card, state, { ...capdu, ne: 65_536 });
        return { ...outcome, rapdu: { ...rapdu, data: rapdu.data.subarray(0, capdu.ne) } };
      },
    },
  }),
  mutant('mutant:card-has-empty-objects', 'card', 'The data objects are there and empty.', {
    card: {
      findObject: (card, state, tag) => reference.findObject(card, state, tag) && new Uint8Array(),
    },
  }),
];
