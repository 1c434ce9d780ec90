/** What every command answers when its class, its length or its moment is wrong; and what is no command. */
import { app, ef, opened } from './say.ts';
import { says, subjectOfHex, type Transcript, type TranscriptGroup } from './told.ts';

/** One well-formed command of each instruction, and the data with which its length can be wrong. */
const COMMANDS: readonly (readonly [id: string, capdu: string])[] = [
  ['select', app('jpki')],
  ['verify', '002000800431323334'],
  ['query', '00200080'],
  ['change-reference-data', '002401800431323334'],
  ['change-key', '803200800431323334'],
  ['read-binary', '00B0000001'],
  ['read-record', '00B2010400'],
  ['get-data', '00CA004200'],
  ['get-challenge', '0084000008'],
  ['internal-authenticate', '0088008001AB00'],
  ['compute-digital-signature', '802A008001AB00'],
  ['verify-certificate', '80A206C101AB'],
  ['set-session-key', '80AE000001AB'],
  ['last-command', '80FC0000'],
  ['external-authenticate', '0082000001AB'],
  ['write-binary', '00D0000001AB'],
  ['update-binary', '00D6000001AB'],
  ['update-record', '00DC010401AB'],
  ['append-record', '00E2000001AB'],
  ['unlock-key', '8054000001AB'],
  ['lock-df', '8050000001AB'],
  ['unlock-df', '8052000001AB'],
  ['manage-attributes', '808A000001AB'],
  ['issuer-06', '8006000001AB'],
  ['reset-retry-counter', '002C000001AB'],
  ['get-response', '00C0000000'],
  ['get-data-odd', '00CB3FFF035C017E08'],
  ['no-such-instruction', '0001000000'],
];

/** Known to the tables of names, and to no card: their class is looked at, and then they are refused. */
const ALWAYS: Readonly<Record<string, readonly [comment: string, sw: string]>> = {
  'external-authenticate': ['Nobody outside has a key here.', '6985'],
  'write-binary': ['Holders write nothing.', '6982'],
  'update-binary': ['Holders write nothing.', '6982'],
  'update-record': ['Holders write nothing.', '6982'],
  'append-record': ['Holders write nothing.', '6982'],
  'unlock-key': ['The issuer’s command.', '6982'],
  'lock-df': ['The issuer’s command.', '6982'],
  'unlock-df': ['The issuer’s command.', '6982'],
  'manage-attributes': ['The issuer’s command.', '6982'],
  'issuer-06': ['The issuer’s command.', '6982'],
  'reset-retry-counter': ['Not a command of this card.', '6D00'],
  'get-response': ['Answers come whole; there is nothing to fetch.', '6D00'],
  'get-data-odd': ['PIV has it, this card does not.', '6D00'],
  'no-such-instruction': ['No command at all.', '6D00'],
};

const classed = (capdu: string, bits: number): string =>
  (Number.parseInt(capdu.slice(0, 2), 16) | bits).toString(16).toUpperCase().padStart(2, '0') +
  capdu.slice(2);
/** A byte too many for its Lc, or too few: no case of ISO/IEC 7816-3 fits. */
const misfit = (capdu: string): string => `${capdu.slice(0, 8)}05AB`;
const isUnknown = (id: string): boolean => ALWAYS[id]?.[1] === '6D00';

const each = (make: (id: string, capdu: string) => Transcript): Transcript[] =>
  COMMANDS.map(([id, capdu]) => make(id, capdu));

const always: TranscriptGroup = {
  kind: 'always refused',
  comment: 'Instructions that the card refuses whatever they bring.',
  tests: Object.entries(ALWAYS).map(([id, [comment, sw]]) =>
    says(
      `always-${id}`,
      comment,
      sw === '6D00' ? 'Unknown' : 'Unsettled',
      sw,
      app('jpki'),
      COMMANDS.find(([name]) => name === id)![1],
    ),
  ),
};

const classes: TranscriptGroup = {
  kind: 'class',
  comment: 'CLA: channels, chaining, secure messaging, classes that are none.',
  tests: [
    ...each((id, capdu) =>
      says(
        `channel-${id}`,
        'On another logical channel.',
        'Class',
        '6881',
        app('jpki'),
        classed(capdu, 0x01),
      ),
    ),
    ...each((id, capdu) =>
      says(
        `class-${id}`,
        'In a class that this card does not have.',
        'Class',
        '6E00',
        app('jpki'),
        classed(capdu, 0x20),
      ),
    ),
    ...each((id, capdu) =>
      says(
        `secured-${id}`,
        'With secure messaging, where the application has none.',
        'Class',
        id === 'select' ? '6882' : '69FC',
        app('jpki'),
        classed(capdu, 0x08),
      ),
    ),
    ...each((id, capdu) =>
      says(
        `secured-header-${id}`,
        'With an authenticated header, in the text application.',
        'Class',
        '6987',
        app('text'),
        classed(capdu, 0x0c),
      ),
    ),
    says(
      'secured-select-text',
      'SELECT with secure messaging where there is no session key.',
      'Class',
      '69FC',
      app('text'),
      classed(app('jpki'), 0x08),
    ),
    says(
      'secured-80a4',
      'The instruction of SELECT in the other class.',
      'Class',
      '6882',
      app('jpki'),
      classed(app('jpki'), 0x88),
    ),
    ...COMMANDS.filter(([id]) => !isUnknown(id)).map(([id, capdu]) =>
      says(`chained-${id}`, 'As a part of a chain.', 'Unsettled', '6884', app('jpki'), classed(capdu, 0x10)),
    ),
    ...COMMANDS.filter(([id]) => !isUnknown(id)).map(([id, capdu]) =>
      says(
        `misfit-${id}`,
        'The bytes fit no case of ISO/IEC 7816-3.',
        'Form',
        '6700',
        app('jpki'),
        misfit(capdu),
      ),
    ),
    says('no-header', 'Three bytes.', 'Form', '6700', app('jpki'), '00A404'),
    says('zero-lc', 'An extended Lc of zero.', 'Form', '6700', app('jpki'), '00A4040C00000000'),
  ],
};

const firstCommand: TranscriptGroup = {
  kind: 'first command',
  comment: 'A chip that answers the first command after power-up 6F00, whatever it is.',
  knobs: { firstCommand6f00: true },
  tests: [
    ...each((id, capdu) =>
      says(`first-${id}`, 'The first command after power-up.', 'Unsettled', '6F00', capdu),
    ),
    says('first-no-header', 'Also if it is none.', 'Unsettled', '6F00', '00A404'),
    says('second-select', 'The second one is answered.', 'Done', '9000', app('jpki'), app('jpki')),
  ],
};

const chained: TranscriptGroup = {
  kind: 'chaining',
  comment: 'A card that takes chains.',
  knobs: { chaining: 'supported' },
  tests: [
    ...COMMANDS.filter(([id]) => !isUnknown(id)).map(([id, capdu]) =>
      says(`part-${id}`, 'The first part is taken.', 'Unsettled', '9000', app('jpki'), classed(capdu, 0x10)),
    ),
    ...COMMANDS.filter(([id]) => !isUnknown(id)).map(([id, capdu]) =>
      says(
        `between-${id}`,
        'Another command within a chain.',
        'Unsettled',
        '6883',
        app('jpki'),
        id === 'select' ? '10B0000001' : '10A4040C05D392F00026',
        capdu,
      ),
    ),
    says(
      'chain-whole',
      'A name in two parts.',
      'Unsettled',
      '9000',
      '10A4040C05D392F00026',
      '00A4040C050100000001',
    ),
  ],
};

const LENGTH_FIRST: TranscriptGroup = {
  kind: 'order of checks',
  comment: 'A card that looks at the length before it looks at the class and the instruction.',
  knobs: { checkOrder: 'length-first' },
  tests: COMMANDS.filter(([id]) => isUnknown(id)).map(([id, capdu]) =>
    says(
      `length-first-${id}`,
      'A misfit of what is no command.',
      'Unsettled',
      '6700',
      app('jpki'),
      misfit(capdu),
    ),
  ),
};

const extendedLength: TranscriptGroup = {
  kind: 'extended length',
  comment: 'A card that takes no extended length fields.',
  knobs: { extendedLength: false },
  tests: [
    says(
      'extended-read',
      'READ BINARY with an extended Le.',
      'Unsettled',
      '6700',
      app('jpki'),
      ef('000A'),
      '00B00000000000',
    ),
  ],
};

const chips: readonly TranscriptGroup[] = [
  {
    kind: 'READ BINARY',
    comment: 'A card that warns at the end of a file.',
    knobs: { readShortSw: 0x6282, readPastEndSw: 0x6282 },
    tests: [
      says(
        'read-short-6282',
        'Fewer bytes than asked for.',
        'Unsettled',
        '6282',
        app('jpki'),
        ef('0008'),
        '00B0000004',
      ),
      says('read-past-6282', 'Behind the end.', 'Unsettled', '6282', app('jpki'), ef('0008'), '00B0000304'),
    ],
  },
  {
    kind: 'READ RECORD',
    comment: 'A chip that reads one record at a time.',
    knobs: { recordsToLast: false },
    tests: [
      says(
        'record-one-at-a-time',
        'All records from the first on.',
        'Unsettled',
        '6A81',
        app('common'),
        ef('0001'),
        '00B2010500',
      ),
    ],
  },
  {
    kind: 'session',
    comment: 'A card that keeps what is verified over a warm reset and over SELECT of the same application.',
    knobs: { warmResetClears: false, reselectSameAp: 'keep' },
    tests: [
      says(
        'kept-over-reset',
        'The signing certificate after a warm reset.',
        'Unsettled',
        '9000',
        ...opened('jpki', '001B'),
        'reset',
        ef('0001'),
        '00B0000004',
      ),
      says(
        'kept-over-select',
        'And after SELECT of the same application.',
        'Unsettled',
        '9000',
        ...opened('jpki', '001B'),
        app('jpki'),
        ef('0001'),
        '00B0000004',
      ),
    ],
  },
];

/** Every command whose refusals by class are counted. */
export const subjects = new Set(COMMANDS.map(([, capdu]) => subjectOfHex(capdu)));

export const classGroups: readonly TranscriptGroup[] = [
  always,
  classes,
  firstCommand,
  chained,
  LENGTH_FIRST,
  extendedLength,
  ...chips,
];
