/** Bodies of messages and JSON values: in one line where they are short, else to be opened. */
import type { Body, Json } from '../../simulator/world/index.ts';
import { layOutJson } from './json-layout.ts';
import { html, type Markup } from './markup.ts';

/** A value up to this length stands in its line. */
const INLINE_LENGTH_MAX = 100;

const bytesText = (count: number): string => (count === 1 ? '1 byte' : `${count} bytes`);

const folded = (label: Markup, note: string, text: string): Markup =>
  html`<details><summary>${label} <small>${note}</small></summary><pre>${text}</pre></details>`;

/** A JSON value of the transcript. */
export function jsonValue(label: Markup, value: Json): Markup {
  const text = JSON.stringify(value);
  if (text.length <= INLINE_LENGTH_MAX) return html`<div class="value">${label} <code>${text}</code></div>`;
  return folded(label, bytesText(Buffer.byteLength(text)), layOutJson(text) ?? text);
}

/** The body of an HTTP message: JSON laid out, other text as it is, the rest in Base64. */
export function messageBody(label: Markup, { type, text, base64 }: Body): Markup {
  if (text === undefined) {
    const size = Buffer.from(base64 ?? '', 'base64').length;
    return folded(label, `${type}, ${bytesText(size)}, Base64`, base64 ?? '');
  }
  const shown = /json/.test(type) ? layOutJson(text) : undefined;
  return folded(label, `${type}, ${bytesText(Buffer.byteLength(text))}`, shown ?? text);
}
