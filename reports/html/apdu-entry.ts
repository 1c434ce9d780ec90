/** One exchange with a card: the line for people, then the very bytes. */
import { describeExchange } from '../../simulator/apdu/index.ts';
import type { Cut, Observation } from '../../simulator/world/index.ts';
import { commandFields, type Field, responseFields } from './apdu-fields.ts';
import { type Earlier, sameAs } from './body.ts';
import { html, type Markup } from './markup.ts';
import { say } from './words.ts';

type ApduSeen = Extract<Observation, { kind: 'apdu' }>;

const CUT_BYTE = '▪';

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

/** "VERIFY (4 bytes) → 9000"; of a broken exchange the command alone. */
function humanLine({ capdu, rapdu }: ApduSeen): string {
  const line = describeExchange(bytesOf(capdu), bytesOf(rapdu ?? ''));
  return rapdu === undefined ? line.slice(0, line.lastIndexOf(' → ')) : line;
}

/** What is known of a secret: its kind, its length, and a digest by which equal secrets are seen to be equal. */
export const cutNote = ({ what, length, hmac }: Cut): string =>
  `${what.toUpperCase()} cut / 伏せ字: ${length === 1 ? '1 byte' : `${length} bytes`}, HMAC ${hmac}`;

function fieldMarkup({ kind, hex, cut }: Field, earlier: Earlier): Markup {
  if (cut !== undefined)
    return html`<abbr class="${kind}" title="${cutNote(cut)}">${CUT_BYTE.repeat(hex.length / 2)}</abbr>`;
  const place = earlier(hex);
  if (place !== undefined) return html`<span class="${kind}">${sameAs(place)}</span>`;
  const other = kind === 's' && hex !== '9000' ? ' other' : '';
  return html`<span class="${kind}${other}">${hex}</span>`;
}

/** What follows the number of the entry. */
export function apduEntry(seen: ApduSeen, earlier: Earlier): Markup {
  const { capdu, rapdu, error, cuts } = seen;
  const shown = (field: Field): Markup => fieldMarkup(field, earlier);
  const answer =
    rapdu === undefined
      ? html`<div class="bad">${say('noAnswer')}: ${error ?? ''}</div>`
      : html`<code class="r">${responseFields(rapdu).map(shown)}</code>`;
  return html`${humanLine(seen)}<code class="c">${commandFields(capdu, cuts).map(shown)}</code>${answer}`;
}
