/** Cards with one defect in SELECT and in what their files hold. */
import { AID_ISD, equal, SW_FILE_NOT_FOUND, startsWith } from '../../simulator/apdu/index.ts';
import {
  type CardFile,
  type CardState,
  Refusal,
  referenceCardSteps as reference,
  withoutSession,
} from '../../simulator/card/index.ts';
import { done, withContent } from './card-edits.ts';
import { type Mutant, mutant } from './define.ts';

const BY_NAME = 0x04;
const BY_FID = 0x02;

const fileOf = (state: CardState, fid: number): CardFile | undefined =>
  state.application?.files.find((file) => file.fid === fid);

/** The content of one file of the application is read from another one. */
const insteadOf =
  (pairs: Readonly<Record<number, number>>): typeof reference.readBinary =>
  (card, state, capdu) => {
    const asked = capdu.p1 < 0x80 ? state.currentFile?.fid : undefined;
    const other = asked === undefined ? undefined : fileOf(state, pairs[asked] ?? -1);
    if (!other) return reference.readBinary(card, state, capdu);
    return { ...reference.readBinary(card, { ...state, currentFile: other }, capdu), state };
  };

export const CARD_SELECTION_MUTANTS: readonly Mutant[] = [
  mutant(
    'mutant:card-takes-a-name-by-its-beginning',
    'card',
    'A name that is not on the card selects the application that begins with the same four bytes.',
    {
      card: {
        findApplication: (card, state, query) =>
          reference.findApplication(card, state, query) ??
          (query.occurrence === 'first'
            ? card.data.applications.find(({ aid }) => startsWith(aid, query.name.subarray(0, 4)))
            : undefined),
      },
    },
  ),
  mutant(
    'mutant:card-sleeps-through-its-first-command',
    'card',
    'The first SELECT after power-on answers 9000 and selects nothing.',
    {
      card: {
        select: (card, state, capdu) => (state.fresh ? done(state) : reference.select(card, state, capdu)),
      },
    },
  ),
  mutant('mutant:card-only-looks-at-a-name', 'card', 'SELECT with P2=00 answers but selects nothing.', {
    card: {
      select: (card, state, capdu) => {
        const outcome = reference.select(card, state, capdu);
        return capdu.p1 === BY_NAME && capdu.p2 === 0x00 ? { ...outcome, state } : outcome;
      },
    },
  }),
  mutant('mutant:card-has-always-a-next', 'card', 'Behind the last application comes the first again.', {
    card: {
      findApplication: (card, state, query) =>
        reference.findApplication(card, state, query) ??
        reference.findApplication(card, state, { ...query, occurrence: 'first' }),
    },
  }),
  mutant('mutant:card-finds-every-file', 'card', 'SELECT of a file that is not there answers 9000.', {
    card: {
      select: (card, state, capdu) => {
        const outcome = reference.select(card, state, capdu);
        const absent = capdu.p1 === BY_FID && outcome.rapdu.sw === SW_FILE_NOT_FOUND;
        return absent ? done(state) : outcome;
      },
    },
  }),
  mutant('mutant:card-has-every-application', 'card', 'SELECT of any name at all answers 9000.', {
    card: {
      select: (card, state, capdu) => {
        const outcome = reference.select(card, state, capdu);
        const absent = capdu.p1 === BY_NAME && outcome.rapdu.sw === SW_FILE_NOT_FOUND;
        return absent ? done(state) : outcome;
      },
    },
  }),
  mutant(
    'mutant:card-keeps-the-application-without-power',
    'card',
    'The application stays selected when the card leaves the field.',
    {
      card: {
        afterPower: (state) => ({ ...withoutSession(state), application: state.application }),
      },
    },
  ),
  mutant(
    'mutant:card-hides-its-internal-files',
    'card',
    'Keys cannot be selected before some PIN is verified.',
    {
      card: {
        select: (card, state, capdu) => {
          const outcome = reference.select(card, state, capdu);
          if (outcome.state.currentFile?.kind === 'key' && state.verified.size === 0)
            throw new Refusal(0x6982);
          return outcome;
        },
      },
    },
  ),
  mutant('mutant:card-wants-no-le', 'card', 'SELECT with P2=0C and an Le is refused.', {
    card: {
      select: (card, state, capdu) => {
        if (capdu.p2 === 0x0c && capdu.ne > 0) throw new Refusal(0x6700);
        return reference.select(card, state, capdu);
      },
    },
  }),
  mutant(
    'mutant:card-only-looks-at-a-file',
    'card',
    'SELECT of a file with P2=00 answers but selects nothing.',
    {
      card: {
        select: (card, state, capdu) => {
          const outcome = reference.select(card, state, capdu);
          return capdu.p1 === BY_FID && capdu.p2 === 0x00 ? { ...outcome, state } : outcome;
        },
      },
    },
  ),
  mutant('mutant:card-selects-a-master-file', 'card', 'SELECT without a name leaves the application.', {
    card: {
      select: (card, state, capdu) => {
        const outcome = reference.select(card, state, capdu);
        const nameless = capdu.p1 === 0x00 && capdu.data.length === 0;
        return nameless ? { ...outcome, state: withoutSession(state) } : outcome;
      },
    },
  }),
  mutant(
    'mutant:card-ignores-its-issuer-domain',
    'card',
    'SELECT of the issuer security domain answers 9000 and leaves everything as it is.',
    {
      card: {
        select: (card, state, capdu) =>
          capdu.p1 === BY_NAME && equal(capdu.data, AID_ISD)
            ? done(state)
            : reference.select(card, state, capdu),
      },
    },
  ),
  mutant('mutant:card-shows-a-file-at-power-up', 'card', 'READ BINARY at power-up gives some bytes.', {
    card: {
      readBinary: (card, state, capdu) =>
        state.application === undefined && state.currentFile !== undefined
          ? done(state, new Uint8Array(capdu.ne).fill(0xff))
          : reference.readBinary(card, state, capdu),
    },
  }),
  mutant(
    'mutant:card-reads-from-whole-blocks-only',
    'card',
    'Behind the first 256 bytes READ BINARY begins at whole blocks.',
    {
      card: {
        endOfFile: (content, offset, ...rest) =>
          reference.endOfFile(content, offset < 256 ? offset : offset & ~0xff, ...rest),
      },
    },
  ),
  mutant('mutant:card-gives-all-it-has', 'card', 'READ BINARY gives 256 bytes whatever Le says.', {
    card: {
      endOfFile: (content, offset, ne, knobs) =>
        reference.endOfFile(content, offset, Math.max(ne, 256), knobs),
    },
  }),
  mutant('mutant:card-cuts-extended-answers', 'card', 'No answer is longer than 256 bytes.', {
    card: {
      endOfFile: (content, offset, ne, knobs) =>
        reference.endOfFile(content, offset, Math.min(ne, 256), knobs),
    },
  }),
  mutant(
    'mutant:card-forgets-the-file-it-read',
    'card',
    'A file read by its short identifier does not become current.',
    {
      card: {
        readBinary: (card, state, capdu) => {
          const outcome = reference.readBinary(card, state, capdu);
          return capdu.p1 >= 0x80 ? { ...outcome, state } : outcome;
        },
      },
    },
  ),
  mutant('mutant:card-gives-its-pins-out', 'card', 'READ BINARY of a PIN file gives the PIN.', {
    card: {
      readBinary: (card, state, capdu) => {
        const pin = state.currentFile;
        return pin?.kind === 'pin' ? done(state, pin.value) : reference.readBinary(card, state, capdu);
      },
    },
  }),
  mutant('mutant:card-pads-its-label-with-zeros', 'card', 'The label of EF 0006 is padded with zeros.', {
    card: {
      endOfFile: withContent((content) =>
        content.length === 160 ? content.map((byte, i) => (i < 32 && byte === 0x20 ? 0 : byte)) : content,
      ),
    },
  }),
  mutant('mutant:card-denies-its-certificates', 'card', 'EF 0008 says that there is no certificate.', {
    card: {
      endOfFile: withContent((content) => (content.length === 3 ? new Uint8Array(3) : content)),
    },
  }),
  mutant(
    'mutant:card-ends-files-at-their-content',
    'card',
    'Files have no filler: they end with their content.',
    {
      card: {
        endOfFile: withContent((content) =>
          content.subarray(0, content.findLastIndex((byte) => byte !== 0xff) + 1),
        ),
      },
    },
  ),
  mutant(
    'mutant:card-mixes-its-ca-certificates-up',
    'card',
    'The files of the two CA certificates are exchanged.',
    { card: { readBinary: insteadOf({ 2: 0x0b, 11: 0x02 }) } },
  ),
  mutant(
    'mutant:card-gives-the-signing-certificate-freely',
    'card',
    'The file of the authentication certificate holds the signing certificate.',
    {
      card: {
        readBinary: (card, state, capdu) => {
          const file = fileOf(state, 0x0001);
          const asked = capdu.p1 < 0x80 ? state.currentFile?.fid : undefined;
          if (asked !== 0x000a || file?.kind !== 'transparent')
            return reference.readBinary(card, state, capdu);
          const open = { ...file, read: 'free' as const };
          const outcome = reference.readBinary(card, { ...state, currentFile: open }, capdu);
          return { ...outcome, state };
        },
      },
    },
  ),
];
