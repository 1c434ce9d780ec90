/** Does a secret text (a PIN, an Individual Number, a name) occur in messages, in whatever encoding? */
import { type Encoding, layersOf, type Message } from './layers.ts';

/** How characters are written in bytes. */
export type TextForm = 'utf-8' | 'utf-16le' | 'utf-16be' | 'json' | 'percent';

/**
 * Where a text was found. `encoding` is how the message writes those bytes at `offset` (`layers`: all encodings from the
 * outside in), `form` how the bytes write the text.
 */
export type TextFind = {
  where: string;
  encoding: Encoding;
  form: TextForm;
  offset: number;
  layers: Encoding[];
};

/**
 * Looks for a text: raw, in hexadecimal, in Base64 or base64url at any alignment, two of these inside one another; as UTF-8,
 * as UTF-16, with the `\u` escapes of JSON, or percent-encoded.
 *
 * A short text (a PIN of four digits) also occurs by chance; the caller decides what that is worth.
 */
export function findText(input: { messages: readonly Message[]; text: string }): TextFind[] {
  const forms = formsOf(input.text);
  const bytesMin = Math.min(...forms.map(({ bytes }) => bytes.length));
  if (bytesMin === 0) return [];
  const finds = new Map<string, TextFind>();
  for (const { where, bytes } of input.messages) {
    for (const layer of layersOf(bytes, bytesMin)) {
      for (const { form, bytes: sought, folded } of forms) {
        for (const index of placesOf(layer.bytes, sought, folded)) {
          const layers = layer.encodingsOf(index, sought.length);
          const find = {
            where,
            encoding: layers[0] ?? ('raw' as const),
            form,
            offset: layer.offsetOf(index),
            layers,
          };
          finds.set(JSON.stringify([where, find.offset, form, layers]), find);
        }
      }
    }
  }
  return [...finds.values()];
}

type Form = { form: TextForm; bytes: Buffer; folded: boolean };

/** The byte forms of a text, each once. `folded`: its letters are hexadecimal digits and may be of either case. */
function formsOf(text: string): Form[] {
  const units = [...Array(text.length).keys()].map((index) => text.charCodeAt(index));
  const escaped = units
    .map((unit) => (unit < 0x80 ? String.fromCharCode(unit) : `\\u${hexOf(unit, 4)}`))
    .join('');
  const utf16le = Buffer.from(text, 'utf16le');
  const forms: Form[] = [
    { form: 'utf-8', bytes: Buffer.from(text, 'utf8'), folded: false },
    { form: 'utf-16le', bytes: utf16le, folded: false },
    { form: 'utf-16be', bytes: Buffer.from(utf16le).swap16(), folded: false },
    { form: 'json', bytes: Buffer.from(escaped, 'latin1'), folded: true },
    { form: 'percent', bytes: Buffer.from(percentOf(text), 'latin1'), folded: true },
  ];
  return forms.filter(({ bytes }, index) => forms.findIndex((other) => other.bytes.equals(bytes)) === index);
}

function hexOf(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function percentOf(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((octet) =>
      /[A-Za-z0-9]/.test(String.fromCharCode(octet)) ? String.fromCharCode(octet) : `%${hexOf(octet, 2)}`,
    )
    .join('');
}

/** Every place of `sought`; folded compares without regard to the case of ASCII letters. */
function placesOf(bytes: Uint8Array, sought: Buffer, folded: boolean): number[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const [haystack, needle] = folded ? [lower(view), lower(sought)] : [view, sought];
  const places: number[] = [];
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) places.push(at);
  return places;
}

function lower(bytes: Buffer): Buffer {
  return Buffer.from(
    bytes.toString('latin1').replace(/[A-Z]/g, (char) => char.toLowerCase()),
    'latin1',
  );
}
