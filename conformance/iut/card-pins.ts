/**
 * The secrets of a card under test: what the configuration may name under `pins`, their forms, the files of the card that
 * they open, and how few tries may be left before one is presented. In one place, since a mistake here locks a card.
 */
import { FID, toHex } from '../../simulator/apdu/index.ts';
import { defaultFullPins, defaultPins } from '../../simulator/card/index.ts';
import { AID, COMMON, SURFACE, TEXT } from '../cases/card/files.ts';

/** As a fresh virtual card has them: no card that keeps its tries is ever presented one of these unnamed. */
export const ASSUMED_PINS = { ...defaultPins, ...defaultFullPins, securityCode: '1234' } as const;

export type PinName = keyof typeof ASSUMED_PINS;
export type Pins = Readonly<Record<PinName, string>>;
export const PIN_NAMES = Object.keys(ASSUMED_PINS) as readonly PinName[];

const FOUR_DIGITS = { form: /^\d{4}$/, says: '4 digits' } as const;

/** What else a card would refuse would cost a try. */
export const PIN_FORMS: Readonly<Record<PinName, { readonly form: RegExp; readonly says: string }>> = {
  signPin: { form: /^[A-Z0-9]{6,16}$/, says: '6 to 16 upper-case letters and digits' },
  authPin: FOUR_DIGITS,
  textPin: FOUR_DIGITS,
  officePin: FOUR_DIGITS,
  securityCode: FOUR_DIGITS,
};

/** What each opens, in the field's words. */
export const PIN_MEANS: Readonly<Record<PinName, string>> = {
  signPin: '署名用電子証明書暗証番号',
  authPin: '利用者証明用電子証明書暗証番号',
  textPin: '券面事項入力補助用暗証番号',
  officePin: '住民基本台帳用暗証番号, of the 共通カードAP and the 住基AP',
  securityCode: 'セキュリティコード printed on the face, the last four digits of 照合番号B',
};

/** A file of the card that VERIFY is aimed at. */
export interface PinFileOf {
  /** The one secret of the configuration that it takes; none: a value that is read off the card. */
  readonly pin?: PinName;
  readonly aid: Uint8Array;
  readonly fid: number;
  /** So many tries must be left before one is risked: a wrong value leaves one of three, three of five, eight of ten. */
  readonly leastTries: number;
}

/** Every credential of the card (facts: 照合番号 A and B have ten tries, those of the birthday are not known). */
export const PIN_FILES: readonly PinFileOf[] = [
  { pin: 'signPin', aid: AID.JPKI, fid: FID.SIGN_PIN, leastTries: 4 },
  { pin: 'authPin', aid: AID.JPKI, fid: FID.AUTH_PIN, leastTries: 2 },
  { pin: 'textPin', aid: AID.TEXT, fid: TEXT.PIN, leastTries: 2 },
  { pin: 'officePin', aid: AID.COMMON, fid: COMMON.PIN, leastTries: 2 },
  { pin: 'officePin', aid: AID.RESIDENT, fid: COMMON.PIN, leastTries: 2 },
  { aid: AID.TEXT, fid: TEXT.CODE_A, leastTries: 9 },
  { pin: 'securityCode', aid: AID.TEXT, fid: TEXT.CODE_B, leastTries: 9 },
  { aid: AID.SURFACE, fid: SURFACE.CODE_A, leastTries: 9 },
  { pin: 'securityCode', aid: AID.SURFACE, fid: SURFACE.CODE_B, leastTries: 9 },
  { aid: AID.SURFACE, fid: SURFACE.BIRTH, leastTries: 2 },
];

/** The file of an application by its short identifier, the low five bits; nothing is known of others. */
export const pinFileOf = (aid: Uint8Array, sfi: number): PinFileOf | undefined =>
  PIN_FILES.find((file) => toHex(file.aid) === toHex(aid) && (file.fid & 0x1f) === sfi);
