/**
 * What a My Number card has, as data for the model: written from public descriptions of the card, not from the code of
 * the virtual one. Sizes are exact where they were measured, else the least that clients rely on.
 */

/**
 * Who may read or use: anyone, nobody, or whoever verified one of these PIN files of the same application. `unsettled`
 * is a file that is known to be there and no more.
 */
export type Rule = 'free' | 'never' | 'unsettled' | readonly number[];
export type PinName = keyof typeof PIN_RULES;

export type ModelFile =
  | { readonly kind: 'ef'; readonly rule: Rule; readonly size?: number; readonly sizeMin?: number }
  | { readonly kind: 'records'; readonly count: number; readonly recordSize: number }
  | { readonly kind: 'pin'; readonly pin: PinName }
  /** A reference that is blocked on every card. */
  | { readonly kind: 'locked' }
  /** Some internal file: it can be selected, and what else it does is not described. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'key'; readonly rule: Rule; readonly use: 'sign' | 'authenticate' };

export type ModelApplication = {
  readonly aid: string;
  readonly files: Readonly<Record<number, ModelFile>>;
  /** FID of the key that COMPUTE DIGITAL SIGNATURE with P2 00 means. */
  readonly defaultKey?: number;
};

type PinRule = {
  readonly triesMax: number;
  readonly valid: RegExp;
  /** A second valid value, for changes. */
  readonly other: string;
  /** The instruction that changes it after its VERIFY: CLA and INS; none for numbers that are printed on the card. */
  readonly changedBy?: '0024' | '8032';
};

const digits = (count: number): RegExp => new RegExp(`^[0-9]{${count}}$`);
const printed = (count: number): PinRule => ({
  triesMax: 10,
  valid: digits(count),
  other: '0'.repeat(count),
});
const fourDigits = (changedBy: '0024' | '8032'): PinRule => ({
  triesMax: 3,
  valid: digits(4),
  other: '5678',
  changedBy,
});

/** The ten credentials of the card. */
export const PIN_RULES = {
  signPin: { triesMax: 5, valid: /^[A-Z0-9]{6,16}$/, other: 'XYZ789AB', changedBy: '0024' },
  authPin: fourDigits('0024'),
  textPin: fourDigits('0024'),
  textNumberA: printed(12),
  textNumberB: printed(14),
  birth: printed(6),
  surfaceNumberA: printed(12),
  surfaceNumberB: printed(14),
  commonPin: fourDigits('8032'),
  jukiPin: fourDigits('8032'),
} as const satisfies Record<string, PinRule>;

const ef = (rule: Rule, size?: number): ModelFile => ({
  kind: 'ef',
  rule,
  ...(size !== undefined && { size }),
});
const efAtLeast = (rule: Rule, sizeMin: number): ModelFile => ({ kind: 'ef', rule, sizeMin });
const pin = (name: PinName): ModelFile => ({ kind: 'pin', pin: name });
const key = (rule: Rule, use: 'sign' | 'authenticate' = 'sign'): ModelFile => ({ kind: 'key', rule, use });

/** FIDs in hex, as the descriptions have them. */
const files = (...list: readonly (readonly [fid: number, file: ModelFile])[]): ModelApplication['files'] =>
  Object.fromEntries(list);
const LOCKED: ModelFile = { kind: 'locked' };
const UNKNOWN: ModelFile = { kind: 'unknown' };
const records = (count: number, recordSize: number): ModelFile => ({ kind: 'records', count, recordSize });
const PIN_A_OR_B = [0x11, 0x14, 0x15];

/** In the order in which a partial name finds them. */
export const APPLICATIONS = {
  jpki: {
    aid: 'D392F000260100000001',
    files: files(
      [0x01, ef([0x1b], 3808)],
      [0x02, efAtLeast('free', 1100)],
      [0x06, ef('free', 160)],
      [0x08, ef('free', 3)],
      [0x09, ef('never')],
      [0x0a, ef('free', 3808)],
      [0x0b, efAtLeast('free', 1100)],
      [0x10, UNKNOWN],
      [0x16, UNKNOWN],
      [0x17, key([0x18])],
      [0x18, pin('authPin')],
      [0x1a, key([0x1b])],
      [0x1b, pin('signPin')],
    ),
  },
  text: {
    aid: 'D3921000310001010408',
    defaultKey: 0x13,
    files: files(
      [0x01, ef([0x11, 0x14], 17)],
      [0x02, efAtLeast([0x11, 0x15], 95)],
      [0x03, efAtLeast(PIN_A_OR_B, 336)],
      [0x04, efAtLeast('free', 568)],
      [0x05, efAtLeast('free', 256)],
      [0x06, efAtLeast(PIN_A_OR_B, 269)],
      [0x07, efAtLeast(PIN_A_OR_B, 536)],
      [0x08, ef('unsettled', 16)],
      [0x11, pin('textPin')],
      [0x12, LOCKED],
      [0x13, key('free')],
      [0x14, pin('textNumberA')],
      [0x15, pin('textNumberB')],
    ),
  },
  surface: {
    aid: 'D3921000310001010402',
    defaultKey: 0x1a,
    files: files(
      [0x01, efAtLeast([0x11], 547)],
      [0x02, efAtLeast([0x12, 0x13], 1000)],
      [0x03, efAtLeast('free', 256)],
      [0x04, efAtLeast('free', 568)],
      [0x05, efAtLeast([0x13], 500)],
      [0x06, ef([0x12, 0x13], 16)],
      [0x11, pin('birth')],
      [0x12, pin('surfaceNumberB')],
      [0x13, pin('surfaceNumberA')],
      [0x1a, key('free')],
    ),
  },
  juki: {
    aid: 'D3921000310001010401',
    files: files([0x02, records(1, 16)], [0x1c, pin('jukiPin')]),
  },
  common: {
    aid: 'D3921000310001010100',
    files: files(
      [0x01, records(1, 30)],
      [0x02, records(1, 16)],
      [0x19, key('free', 'authenticate')],
      [0x1c, pin('commonPin')],
      [0x1e, UNKNOWN],
    ),
  },
} as const satisfies Record<string, ModelApplication>;

/** Files of the power-up level. */
export const POWER_UP_FILES = files([0x1e, UNKNOWN]);

export type ApplicationName = keyof typeof APPLICATIONS;
export const APPLICATION_NAMES = Object.keys(APPLICATIONS) as ApplicationName[];
export const AID_ISD = 'A0000001510000';

export const applicationOf = (name: ApplicationName): ModelApplication => APPLICATIONS[name];
export const fileIn = (name: ApplicationName | 'isd', fid: number): ModelFile | undefined =>
  (name === 'isd' ? POWER_UP_FILES : applicationOf(name).files)[fid];

/** Where each PIN file is. */
export const PIN_PLACES: ReadonlyMap<
  PinName,
  { readonly application: ApplicationName; readonly fid: number }
> = new Map(
  APPLICATION_NAMES.flatMap((application) =>
    Object.entries(applicationOf(application).files).flatMap(([fid, file]) =>
      file.kind === 'pin' ? [[file.pin, { application, fid: Number(fid) }] as const] : [],
    ),
  ),
);

/** Length of each data object at power-up level where it is known; F8 and 7F21 exceed a short Le. */
export const DATA_OBJECTS: ReadonlyMap<number, number | 'some' | 'long'> = new Map<
  number,
  number | 'some' | 'long'
>([
  [0x42, 16],
  [0x45, 'some'],
  [0x66, 'some'],
  [0xf0, 5],
  [0xf2, 8],
  [0xf7, 16],
  [0xf8, 'long'],
  [0x5f51, 'some'],
]);
