/** Words for the commands of the transcripts. Hex only: the builders of simulator/apdu are not asked. */
import { pinOf } from './cards.ts';

export const AID = {
  jpki: 'D392F000260100000001',
  text: 'D3921000310001010408',
  face: 'D3921000310001010402',
  juki: 'D3921000310001010401',
  common: 'D3921000310001010100',
  isd: 'A0000001510000',
} as const;
type App = keyof typeof AID;

const byte = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');
const sized = (hex: string): string => `${byte(hex.length / 2)}${hex}`;

export const app = (name: App): string => `00A4040C${sized(AID[name])}`;
export const ef = (fid: string): string => `00A4020C02${fid}`;
export const query = '00200080';
export const read = (offset: string, le: string): string => `00B0${offset}${le}`;
export const verify = (valueHex: string): string => `00200080${sized(valueHex)}`;
export const change = (valueHex: string, head = '00240180'): string => `${head}${sized(valueHex)}`;
export const sign = (inputHex: string, head = '802A0080'): string => `${head}${sized(inputHex)}00`;
/** The right value of a PIN file. */
export const right = (name: App, fid: number): string => pinOf(AID[name], fid);
/** A wrong one of the same length. */
export const wrong = (name: App, fid: number): string => '39'.repeat(right(name, fid).length / 2);

/** The application is current and this PIN verified. */
export const opened = (name: App, pin: string): string[] => [
  app(name),
  ef(pin),
  verify(right(name, Number.parseInt(pin, 16))),
];

/** DigestInfo with the SHA-256 of "abc" (FIPS 180-4, example). */
export const DIGEST_INFO =
  '3031300D060960864801650304020105000420BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD';
export const DIGEST = DIGEST_INFO.slice(-64);
