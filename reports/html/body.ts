/** Bodies of messages and JSON values: in one line where they are short, else to be opened. */
import type { Body, Json } from '../../simulator/world/index.ts';
import { layOutJson } from './json-layout.ts';
import { type Child, html, type Markup } from './markup.ts';
import { say } from './words.ts';

/** A value up to this length stands in its line. */
const INLINE_LENGTH_MAX = 100;

/** Where the same long text stood before in this page, seen from the entry at hand. */
export type Earlier = (text: string) => string | undefined;

const bytesText = (count: number): string => (count === 1 ? '1 byte' : `${count} bytes`);

/** "the same as at TC-1:5", a link. */
export const sameAs = (place: string): Markup => html`<a href="#${place}">${say('sameAs')} ${place}</a>`;

function folded(
  label: Markup | string,
  note: string,
  text: string,
  layOut: (text: string, earlier: Earlier) => Child,
  earlier: Earlier,
): Markup {
  const place = earlier(text);
  if (place !== undefined)
    return html`<div class="value">${label} <small>${note}</small> ${sameAs(place)}</div>`;
  return html`<details><summary>${label} <small>${note}</small></summary><pre>${layOut(text, earlier)}</pre></details>`;
}

/** Also inside of a message a long value (a certificate) stands once in the page. */
const laidOut = (text: string, earlier: Earlier): Child =>
  layOutJson(text, (token) => {
    const place = earlier(token);
    return place === undefined ? token : sameAs(place);
  }) ?? text;
const asItIs = (text: string): string => text;

/** A JSON value of the transcript. */
export function jsonValue(label: string, value: Json, earlier: Earlier): Markup {
  const text = JSON.stringify(value);
  if (text.length <= INLINE_LENGTH_MAX) return html`<div class="value">${label} <code>${text}</code></div>`;
  return folded(label, bytesText(Buffer.byteLength(text)), text, laidOut, earlier);
}

/** The body of an HTTP message: JSON laid out, other text as it is, the rest in Base64. */
export function messageBody(label: Markup, { type, text, base64 }: Body, earlier: Earlier): Markup {
  if (text === undefined) {
    const size = Buffer.from(base64 ?? '', 'base64').length;
    return folded(label, `${type}, ${bytesText(size)}, Base64`, base64 ?? '', asItIs, earlier);
  }
  const note = `${type}, ${bytesText(Buffer.byteLength(text))}`;
  return folded(label, note, text, /json/.test(type) ? laidOut : asItIs, earlier);
}
