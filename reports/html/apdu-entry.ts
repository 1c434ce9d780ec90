/** One exchange with a card: the line for people, what it completed of a file, then the very bytes. */
import type { TracedStructure, Tracer } from '../../simulator/apdu/index.ts';
import type { Cut, Observation } from '../../simulator/world/index.ts';
import type { InTwo } from '../statement.ts';
import { commandFields, type Field, type FieldKind, responseFields } from './apdu-fields.ts';
import { type Earlier, sameAs } from './body.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { say } from './words.ts';

type ApduSeen = Extract<Observation, { kind: 'apdu' }>;

const CUT_BYTE = '▪';
/** A structure of as many fields stands open. */
const OPEN_FIELDS_MAX = 2;

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

/** What is known of a secret: its kind, its length, and a digest by which equal secrets are seen to be equal. */
export function cutNote({ what, length, hmac }: Cut): InTwo {
  const kind = what.toUpperCase();
  return {
    en: `${kind} cut: ${length === 1 ? '1 byte' : `${length} bytes`}, HMAC ${hmac}`,
    ja: `${kind}は伏せ字：${length}バイト、HMAC ${hmac}`,
  };
}

// A tooltip cannot hold both languages: each has its own.
function cutMarkup(cut: Cut, count: number): Markup {
  const { en, ja } = cutNote(cut);
  const shown = CUT_BYTE.repeat(count);
  return html`<abbr><span lang="en" title="${en}">${shown}</span><span lang="ja" title="${ja}">${shown}</span></abbr>`;
}

/** Short names of elements: there are some thousands of each in a page. */
const shownAs: Readonly<Record<FieldKind, (content: string | Markup, other: boolean) => Markup>> = {
  h: (content) => html`<b>${content}</b>`,
  l: (content) => html`<u>${content}</u>`,
  d: (content) => html`<i>${content}</i>`,
  s: (content, other) => (other ? html`<em class="other">${content}</em>` : html`<em>${content}</em>`),
  x: (content) => html`<span class="x">${content}</span>`,
};

function fieldMarkup({ kind, hex, cut }: Field, earlier: Earlier): Markup {
  if (cut !== undefined) return cutMarkup(cut, hex.length / 2);
  const place = earlier(hex);
  return shownAs[kind](place === undefined ? hex : sameAs(place), hex !== '9000');
}

/** The fields of a file or data object that was read to its end here. */
function completedFields({ title, fields }: TracedStructure, earlier: Earlier): Markup {
  if (fields.length <= OPEN_FIELDS_MAX)
    return html`<div class="value">${title}:${fields.map(([name, text]) => html` ${name} <b>${text}</b>`)}</div>`;
  const place = earlier(JSON.stringify([title, fields]));
  if (place !== undefined) return html`<div class="value">${title} ${sameAs(place)}</div>`;
  const rows = fields.map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`);
  return html`<details><summary>${title} <small>${say('fields')}: ${fields.length}</small></summary><dl>${rows}</dl></details>`;
}

/** What follows the number of the entry. The tracer has seen the exchanges before this one. */
export function apduEntry(seen: ApduSeen, tracer: Tracer, earlier: Earlier): Markup {
  const { capdu, rapdu, error, cuts } = seen;
  const { line, completed } = tracer.exchange(bytesOf(capdu), bytesOf(rapdu ?? ''));
  const shown = (field: Field): Markup => fieldMarkup(field, earlier);
  const answer =
    rapdu === undefined
      ? html`<div class="bad">${say('noAnswer')}: ${error ?? ''}</div>`
      : html`<code class="r">${responseFields(rapdu).map(shown)}</code>`;
  return html`${rapdu === undefined ? line.slice(0, line.lastIndexOf(' → ')) : line}${
    completed === undefined ? NOTHING : completedFields(completed, earlier)
  }<code class="c">${commandFields(capdu, cuts).map(shown)}</code>${answer}`;
}
