/**
 * A client's dialogue with the card as data: what it sends, what must come back. Builders only write hex; they are not
 * those of `apdu`, so that a mistake there does not hide itself here.
 */
import { createHash } from 'node:crypto';
import type { CertificateName, Holder, KeyName } from './holder.ts';

/** Response data expected. No `data` in a step means none. */
export type ExpectedData =
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'at-least'; readonly length: number; readonly startsHex: string }
  | { readonly kind: 'bytes'; readonly hex: string }
  /** A part of a certificate's file; behind the DER comes filler of any value. */
  | {
      readonly kind: 'certificate';
      readonly name: CertificateName;
      readonly offset: number;
      readonly length: number;
    }
  /** RSASSA-PKCS1-v1_5 padding by the card around exactly these bytes. */
  | { readonly kind: 'signature'; readonly key: KeyName; readonly inputHex: string };

/** One C-APDU and its answer. `sw` as a list: any of them conforms. */
export type Exchange = {
  readonly capdu: string;
  readonly sw: string | readonly string[];
  readonly data?: ExpectedData;
  /** What a reader of the dialogue must see in the file that this answer completes. */
  readonly decoded?: Readonly<Record<string, string>>;
};

/** The card leaves the field and comes back, or is reset where it is. */
export type PowerStep = { readonly power: 'cycle' | 'reset' };
export type Step = Exchange | PowerStep;

export type ClientSequence = {
  readonly client: string;
  /** Version or commit whose source was read. */
  readonly version: string;
  /** What this sequence shows of client and card. */
  readonly shows: string;
  /** The card must be made otherwise than by default. */
  readonly knobs?: { readonly reselectSameAp?: 'keep' };
  readonly steps: (holder: Holder) => readonly Step[];
};

export const AID = {
  jpki: 'D392F000260100000001',
  text: 'D3921000310001010408',
  face: 'D3921000310001010402',
  juki: 'D3921000310001010401',
  common: 'D3921000310001010100',
} as const;

const byte = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');
const word = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');
const lengthOf = (hex: string): string => byte(hex.length / 2);
/** Le of a short APDU: 256 is 00. */
const le = (length: number): string => byte(length & 0xff);

export const asciiHex = (text: string): string => Buffer.from(text, 'ascii').toString('hex').toUpperCase();
export const utf8Hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex').toUpperCase();

export const ok = (capdu: string, data?: ExpectedData): Exchange => ({
  capdu,
  sw: '9000',
  ...(data && { data }),
});
export const refused = (capdu: string, ...sw: string[]): Exchange => ({ capdu, sw });
export const bytes = (hex: string): ExpectedData => ({ kind: 'bytes', hex });

export const selectAp = (name: keyof typeof AID): Exchange => ok(`00A4040C0A${AID[name]}`);
export const selectEf = (fid: string): Exchange => ok(`00A4020C02${fid}`);
export const query = (tries: number): Exchange => ({ capdu: '00200080', sw: `63C${tries}` });
export const verify = (pin: string, sw = '9000'): Exchange => ({
  capdu: `00200080${lengthOf(asciiHex(pin))}${asciiHex(pin)}`,
  sw,
});

/** READ BINARY of the current file. */
export const read = (offset: number, length: number, data: ExpectedData): Exchange =>
  ok(`00B0${word(offset)}${le(length)}`, data);

/** A part of the file of a certificate. */
export const readCertificate = (name: CertificateName, offset: number, length: number): Exchange =>
  read(offset, length, { kind: 'certificate', name, offset, length });

/**
 * How a client reads a certificate: `first` bytes of header, from which it learns the size; then the content from
 * `from` on in steps of `step`, the last one exact.
 */
export function certificateReads(
  holder: Holder,
  name: CertificateName,
  how: { first: number; from: number; step: number },
): Exchange[] {
  const size = holder.certificates[name].length;
  const steps = Math.ceil((size - how.from) / how.step);
  const offsets = Array.from({ length: steps }, (_, at) => how.from + at * how.step);
  return [
    readCertificate(name, 0, how.first),
    ...offsets.map((offset) => readCertificate(name, offset, Math.min(how.step, size - offset))),
  ];
}

const DIGEST_INFO = {
  sha1: '3021300906052B0E03021A05000414',
  sha256: '3031300D060960864801650304020105000420',
  sha384: '3041300D060960864801650304020205000430',
  sha512: '3051300D060960864801650304020305000440',
} as const;
export type HashName = keyof typeof DIGEST_INFO;

/** DigestInfo over the hash of a text (RFC 8017, 9.2). */
export function digestInfoHex(hash: HashName, text: string): string {
  return DIGEST_INFO[hash] + createHash(hash).update(text).digest('hex').toUpperCase();
}

/** COMPUTE DIGITAL SIGNATURE over bytes that the card pads verbatim. */
export function sign(key: KeyName, inputHex: string, p1p2 = '0080'): Exchange {
  return ok(`802A${p1p2}${lengthOf(inputHex)}${inputHex}00`, { kind: 'signature', key, inputHex });
}

export const signHash = (key: KeyName, hash: HashName, text = 'abc'): Exchange =>
  sign(key, digestInfoHex(hash, text));

/** EF 0001 of the text AP: FF10 0C, twelve digits, FF FF. */
export const numberFileHex = ({ numberA }: Holder): string => `FF100C${asciiHex(numberA)}FFFF`;

const tlvHex = (tag: string, valueHex: string): string => `${tag}${lengthOf(valueHex)}${valueHex}`;

/** EF 0002 of the text AP without its filler, for records under 128 bytes: offset table and four items. */
export function basicFourHex({ name, address, birth, sex }: Holder): string {
  const items = [
    tlvHex('DF22', utf8Hex(name)),
    tlvHex('DF23', utf8Hex(address)),
    tlvHex('DF24', asciiHex(birth)),
    tlvHex('DF25', asciiHex(sex)),
  ];
  // Three bytes of outer header and eleven of the table come before the first item.
  const starts = items.map((_, at) => 14 + items.slice(0, at).join('').length / 2);
  return tlvHex('FF20', tlvHex('DF21', starts.map(word).join('')) + items.join(''));
}

/** What a person must see of EF 0002. */
export const basicFourDecoded = ({ name, address, birth, sex }: Holder): Record<string, string> => ({
  氏名: name,
  住所: address,
  生年月日: birth.replace(/^(....)(..)(..)$/, '$1-$2-$3'),
  性別: `${sex} (${{ 1: 'male', 2: 'female', 9: 'not applicable' }[sex]})`,
});
