/** What was seen in a case, in its order. Every entry has its own address. */
import { createTracer, type Tracer } from '../../simulator/apdu/index.ts';
import type { Cut, Observation } from '../../simulator/world/index.ts';
import { apduEntry, cutNote } from './apdu-entry.ts';
import { type Earlier, jsonValue } from './body.ts';
import { httpEntry } from './http-entry.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import type { EarlierPlace } from './repeats.ts';
import { inTwo, say } from './words.ts';

type Of<K extends Observation['kind']> = Extract<Observation, { kind: K }>;

const POWER = { connect: 'on', reset: 'reset', disconnect: 'off', removed: 'off' } as const;

function cardEntry({ event, presence, atr }: Of<'card'>, tracer: Tracer): Markup {
  tracer.power(POWER[event]);
  return html`<b>${say(event)}</b> (${event}) · ${say('presence')} ${presence}${
    atr === undefined ? NOTHING : html` · ATR <code>${atr}</code>`
  }`;
}

function callEntry({ from, method, params, result, error }: Of<'call'>, earlier: Earlier): Markup {
  const answer =
    error !== undefined
      ? html`<div class="bad">⇐ ${error.code}: ${error.message}</div>`
      : result === undefined
        ? NOTHING
        : jsonValue('⇐', result, earlier);
  const direction = from === 'rig' ? 'rig → iut' : 'iut → rig';
  return html`${direction} <b>${method}</b>${jsonValue('⇒', params, earlier)}${answer}`;
}

function entry(seen: Observation, tracer: Tracer, earlier: Earlier): Markup {
  switch (seen.kind) {
    case 'phase':
      return html`<b>${say(seen.phase)}</b>`;
    case 'step':
      return html`${say('step')} ${seen.index + 1} <b>${seen.title}</b>`;
    case 'given':
      return html`${say('given')} <b>${seen.name}</b>${jsonValue('', seen.value, earlier)}`;
    case 'card':
      return cardEntry(seen, tracer);
    case 'apdu':
      return apduEntry(seen, tracer, earlier);
    case 'http':
      return httpEntry(seen, earlier);
    case 'call':
      return callEntry(seen, earlier);
    case 'broke':
      if (seen.how === 'spared') return html`<b>■ ${say('spared')}</b> ${seen.says}`;
      return html`<b class="bad">✗ ${say('iutBroke')}: ${seen.how}</b> ${seen.says}`;
    case 'rig-error':
      return html`<b class="bad">! ${say('rigBroke')}: ${seen.code}</b> ${seen.says}`;
  }
}

// The cuts of an APDU are marked among its bytes; those of a message are named behind it.
function messageCuts(cuts: readonly Cut[]): readonly Markup[] {
  return cuts
    .filter(({ at }) => typeof at === 'string')
    .map((cut) => html`<div class="cut">▪ ${cut.at}: ${inTwo(cutNote(cut))}</div>`);
}

/** The timeline of a case. `anchor` gives an entry its address; the world's time stands where it has changed. */
export function timeline(
  observations: readonly Observation[],
  anchor: (n: number) => string | undefined,
  earlierPlace: EarlierPlace,
): Markup {
  if (observations.length === 0) return html`<p>${say('nothingSeen')}</p>`;
  const placed = new Set<string>();
  const tracer = createTracer();
  let timeBefore = '';
  const entries = observations.map((seen) => {
    const place = anchor(seen.n);
    const again = place === undefined || placed.has(place);
    if (place !== undefined) placed.add(place);
    const number = again
      ? html`<li class="${seen.kind}"><a>${seen.n}</a>`
      : html`<li class="${seen.kind}" id="${place}"><a href="#${place}">${seen.n}</a>`;
    const time = seen.at === timeBefore ? NOTHING : html`<time>${seen.at}</time>`;
    timeBefore = seen.at;
    const cuts = 'cuts' in seen && seen.cuts !== undefined ? messageCuts(seen.cuts) : NOTHING;
    return html`${number}<div>${time}${entry(seen, tracer, (text) => earlierPlace(text, place))}${cuts}</div></li>`;
  });
  return html`<ol class="seen">${entries}</ol>`;
}
