/**
 * What the files of the card say, as named fields for people.
 *
 * A structure that is not whole yet gives nothing. The Individual Number appears as the count of its digits; so do its
 * image, its digest (a digest over twelve digits is soon reversed) and the encrypted 照合番号: by size only.
 */
import { concat, toHex, uintOf } from './bytes.ts';
import { bytesText } from './describe-commands.ts';
import type { StructureName } from './describe-files.ts';
import { readTlv, readTlvSequence } from './tlv.ts';
import { certificateFields } from './trace-certificate.ts';

/** Name and text of a field, in the order of the file. */
export type TracedField = readonly [name: string, text: string];
export type TracedStructure = { readonly title: string; readonly fields: readonly TracedField[] };

type Render = (value: Uint8Array) => string;

const lenient = new TextDecoder();
const TEXT_MAX = 200;

/** Text of a card on one line: control characters become a middle dot, and there is an end to it. */
export function plainText(bytes: Uint8Array): string {
  const text = lenient.decode(bytes.subarray(0, TEXT_MAX)).replace(/\p{C}/gu, '·');
  return bytes.length > TEXT_MAX ? `${text}…` : text;
}

const size: Render = (value) => bytesText(value.length);
const text: Render = plainText;
const trimmed: Render = (value) => plainText(value).trimEnd();
const hex: Render = (value) => (value.length > 32 ? size(value) : toHex(value));
const uint: Render = (value) => String(uintOf(value));
const date: Render = (value) => plainText(value).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
/** Four bytes a table: where each data object starts, counted from the start of the file. */
const offsets: Render = (value) =>
  Array.from({ length: value.length >> 1 }, (_, at) => toHex(value.subarray(2 * at, 2 * at + 2))).join(' ');
/** Key ids are 16 bytes that start with seven digits; the rest is no text. */
const keyId: Render = (value) => `${plainText(value.subarray(0, 7))}… (${bytesText(value.length)})`;
const SEXES: Readonly<Record<string, string>> = { 1: 'male', 2: 'female', 3: 'other', 9: 'not applicable' };
const sex: Render = (value) => {
  const code = plainText(value);
  return `${code} (${SEXES[code] ?? 'unknown'})`;
};

/** Data objects that are shown, by tag; others inside the root are counted as "other". */
type TlvShape = { title: string; root: number; objects: ReadonlyMap<number, readonly [string, Render]> };

const shape = (
  title: string,
  root: number,
  objects: Readonly<Record<number, readonly [string, Render]>>,
): TlvShape => ({
  title,
  root,
  objects: new Map(Object.entries(objects).map(([tag, shown]) => [Number(tag), shown])),
});

const SHAPES: Partial<Record<StructureName, TlvShape>> = {
  'basic-four': shape('基本4情報', 0xff20, {
    57121: ['offset table', offsets],
    57122: ['氏名', text],
    57123: ['住所', text],
    57124: ['生年月日', date],
    57125: ['性別', sex],
  }),
  'text-integrity': shape('integrity record', 0xff30, {
    57137: ['digest of the Individual Number', size],
    57138: ['digest of 基本4情報', size],
    57139: ['signature', size],
  }),
  'text-basic-info': shape('AP basic information', 0xff40, {
    57153: ['version, extended APDU, vendor, option', hex],
    57154: ['key id', keyId],
    57155: ['digest', size],
  }),
  'text-signing-key': shape('public key of the AP', 0xff50, {
    57169: ['public key', size],
    57170: ['issuer signature', size],
  }),
  'age-record': shape('age record', 0xff10, {
    57105: ['生年月日', date],
    57106: ['public key', size],
    57107: ['signature', size],
  }),
  face: shape('card face', 0xff20, {
    57121: ['offset table', offsets],
    57122: ['生年月日', date],
    57123: ['性別', sex],
    57124: ['public key', size],
    57125: ['氏名 (image)', size],
    57126: ['住所 (image)', size],
    57127: ['顔写真 (image)', size],
    57128: ['signature', size],
    57129: ['有効期限', date],
    57130: ['セキュリティコード (image)', size],
  }),
  'face-basic-info': shape('AP basic information', 0xff30, {
    57137: ['version, extended APDU, vendor, option', hex],
    57138: ['key id', keyId],
    57139: ['version', hex],
    57140: ['municipality', text],
    57141: ['照合番号, encrypted', size],
  }),
  'number-image': shape('Individual Number as image', 0xff40, {
    57153: ['image', size],
    57154: ['public key', size],
    57155: ['signature', size],
  }),
};

function readShape({ title, root, objects }: TlvShape, bytes: Uint8Array): TracedStructure | undefined {
  const whole = readTlv(bytes);
  if (whole.tag !== root) return undefined;
  const fields = readTlvSequence(whole.value).map(({ tag, value }): TracedField => {
    const shown = objects.get(tag);
    return shown === undefined
      ? [`other ${tag.toString(16).toUpperCase()}`, size(value)]
      : [shown[0], shown[1](value)];
  });
  return { title, fields };
}

/** CK_TOKEN_INFO of PKCS#11 with 32-bit big-endian integers, 160 bytes: field, length, rendering, in order. */
const TOKEN_INFO: readonly (readonly [string, number, Render])[] = [
  ['label', 32, trimmed],
  ['manufacturer', 32, trimmed],
  ['model', 16, trimmed],
  ['serial number', 16, trimmed],
  ['flags', 4, hex],
  [
    'sessions (max, now, max R/W, now R/W)',
    16,
    (value) => [0, 4, 8, 12].map((at) => uintOf(value.subarray(at, at + 4))).join(' '),
  ],
  ['longest PIN', 4, uint],
  ['shortest PIN', 4, uint],
  ['memory', 16, hex],
  ['hardware version', 2, text],
  ['firmware version', 2, text],
  ['time', 16, text],
];
const TOKEN_INFO_LENGTH = TOKEN_INFO.reduce((sum, [, length]) => sum + length, 0);

function readTokenInfo(bytes: Uint8Array): TracedStructure | undefined {
  if (bytes.length < TOKEN_INFO_LENGTH) return undefined;
  let at = 0;
  const fields = TOKEN_INFO.map(([name, length, render]): TracedField => {
    at += length;
    return [name, render(bytes.subarray(at - length, at))];
  });
  return { title: 'token information', fields };
}

function readAvailability(bytes: Uint8Array): TracedStructure | undefined {
  if (bytes.length < 2) return undefined;
  const mark = (byte: number): string =>
    byte === 0x8f ? 'there' : `not there (${toHex(Uint8Array.of(byte))})`;
  return {
    title: 'certificates on the card',
    fields: [
      ['署名用', mark(bytes[0]!)],
      ['利用者証明用', mark(bytes[1]!)],
    ],
  };
}

/** FF10 0C and twelve digits, which are counted and never shown. */
function readIndividualNumber(bytes: Uint8Array): TracedStructure | undefined {
  const { tag, value } = readTlv(bytes);
  if (tag !== 0xff10) return undefined;
  const digits = value.filter((byte) => byte >= 0x30 && byte <= 0x39).length;
  return { title: 'Individual Number', fields: [['content', `${digits} digits`]] };
}

/** A card-verifiable certificate: 5F4E holds issuer key id, subject key id and the public key; 5F37 the signature. */
export function readCvCertificate(bytes: Uint8Array): TracedStructure | undefined {
  const whole = readTlv(bytes);
  const [body, signature] = readTlvSequence(whole.value);
  if (whole.tag !== 0x7f21 || body?.tag !== 0x5f4e) return undefined;
  return {
    title: 'card-verifiable certificate',
    fields: [
      ['issuer key', keyId(body.value.subarray(0, 16))],
      ['subject key', keyId(body.value.subarray(16, 32))],
      ['public key', size(body.value.subarray(32))],
      ['signature', size(signature?.value ?? new Uint8Array(0))],
    ],
  };
}

/** 共通カードAP, record 1: 01 1C and 28 digits: serial, municipality, end of validity. */
function readSerialRecord(bytes: Uint8Array): TracedStructure | undefined {
  if (bytes[0] !== 0x01 || bytes[1] !== 28 || bytes.length < 30) return undefined;
  const digits = bytes.subarray(2, 30);
  return {
    title: 'card serial record',
    fields: [
      ['serial number', text(digits.subarray(0, 15))],
      ['municipality', text(digits.subarray(15, 20))],
      ['card expires', date(digits.subarray(20))],
    ],
  };
}

const readKeyReference = (bytes: Uint8Array): TracedStructure | undefined =>
  bytes.length < 16
    ? undefined
    : { title: 'key reference', fields: [['key id', keyId(bytes.subarray(-16))]] };

/** A1 { 90 exponent, 91 modulus }. */
function readSessionKey(bytes: Uint8Array): TracedStructure | undefined {
  const parts = readTlvSequence(readTlv(bytes).value);
  return {
    title: 'session key (public)',
    fields: parts.map(({ tag, value }) => [tag.toString(16), hex(value)]),
  };
}

const READERS: Partial<Record<StructureName, (bytes: Uint8Array) => TracedStructure | undefined>> = {
  certificate: (bytes) => ({ title: 'certificate', fields: certificateFields(bytes) }),
  'token-info': readTokenInfo,
  'cert-availability': readAvailability,
  'individual-number': readIndividualNumber,
  'cv-certificate': readCvCertificate,
  'session-key': readSessionKey,
  'serial-record': readSerialRecord,
  'key-reference': readKeyReference,
};

/** The fields of a file, from what is known of it without a gap; undefined while it is not whole, or is something else. */
export function readStructure(name: StructureName, bytes: Uint8Array): TracedStructure | undefined {
  try {
    const tlv = SHAPES[name];
    return tlv === undefined ? READERS[name]?.(bytes) : readShape(tlv, bytes);
  } catch {
    return undefined;
  }
}

/** GET DATA objects by tag: title and rendering. */
const DATA_OBJECTS: ReadonlyMap<number, readonly [string, Render]> = new Map<
  number,
  readonly [string, Render]
>([
  [0x42, ['issuer (IIN)', keyId]],
  [0x45, ['card number (CIN)', text]],
  [0x66, ['card recognition data', size]],
  [0xf0, ['municipality', text]],
  [0xf2, ['card expires', date]],
  [0xf7, ['key id of the intermediate', keyId]],
  [0xf8, ['CV certificate of the intermediate', size]],
  [0x5f51, ['ATR of the contacts', hex]],
]);

/** The data object may come with or without its own tag and length. */
function unwrapped(tag: number, data: Uint8Array): Uint8Array {
  try {
    const object = readTlv(data);
    return object.tag === tag && object.headerLength + object.value.length === data.length
      ? object.value
      : data;
  } catch {
    return data;
  }
}

export function readDataObject(tag: number, data: Uint8Array): TracedStructure | undefined {
  if (data.length === 0) return undefined;
  if (tag === 0x7f21 || tag === 0xf8) {
    const asCertificate = concat(data);
    try {
      const certificate = readCvCertificate(asCertificate);
      if (certificate !== undefined) return certificate;
    } catch {
      // Told by its size below.
    }
  }
  const [title, render] = DATA_OBJECTS.get(tag) ?? [`data object ${tag.toString(16).toUpperCase()}`, size];
  return { title, fields: [['value', render(unwrapped(tag, data))]] };
}
