/** The counts of a run: a tile for each, and one bar that shows their share. */
import type { JudgedRun, Summary } from '../../conformance/verdict/judged-run.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { symbolOf } from './verdict-chip.ts';
import { inTwo, say, VERDICT_WORDS } from './words.ts';

const COUNTED = [
  'pass',
  'fail',
  'inconc',
  'error',
  'notApplicable',
] as const satisfies readonly (keyof Summary)[];

/** Units of the bar's own width; and the least width at which a single case among thousands is still seen. */
const WIDTH = 1000;
const PART_WIDTH_MIN = 8;
/** Between two parts. */
const GAP_WIDTH = 3;

function parts(summary: Summary): readonly { verdict: (typeof COUNTED)[number]; x: number; width: number }[] {
  const present = COUNTED.filter((verdict) => summary[verdict] > 0);
  const total = present.reduce((sum, verdict) => sum + summary[verdict], 0);
  const wide = present.map((verdict) => Math.max((summary[verdict] / total) * WIDTH, PART_WIDTH_MIN));
  const scale = WIDTH / wide.reduce((sum, width) => sum + width, 0);
  // Edges are rounded, not widths: so the last part ends where the bar ends.
  const edge = (i: number): number => Math.round(wide.slice(0, i).reduce((sum, w) => sum + w, 0) * scale);
  return present.map((verdict, i) => {
    const x = edge(i);
    const gap = i === present.length - 1 ? 0 : GAP_WIDTH;
    return { verdict, x, width: edge(i + 1) - x - gap };
  });
}

// A tooltip and a label of a picture cannot hold both languages: there is a picture for each.
function bar(summary: Summary, language: 'en' | 'ja'): Markup {
  const rects = parts(summary).map(
    ({ verdict, x, width }) =>
      html`<rect class="v-${verdict}" x="${x}" y="0" width="${width}" height="10"><title>${VERDICT_WORDS[verdict][language]}: ${summary[verdict]}</title></rect>`,
  );
  const label = COUNTED.map((verdict) => `${VERDICT_WORDS[verdict][language]} ${summary[verdict]}`).join(
    ', ',
  );
  return html`<svg class="bar" lang="${language}" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" role="img" aria-label="${label}">${rects}</svg>`;
}

/** Tiles and bar. */
export function verdictCounts({ summary, cases }: JudgedRun): Markup {
  const tiles = COUNTED.map((verdict) => {
    const zero = summary[verdict] === 0 ? ' zero' : '';
    return html`<li class="tile v-${verdict}${zero}"><b>${summary[verdict]}</b><span>${symbolOf(verdict)} ${inTwo(VERDICT_WORDS[verdict])}</span></li>`;
  });
  return html`<ul class="tiles"><li class="tile"><b>${cases.length}</b><span>${say('total')}</span></li>${tiles}</ul>
${cases.length === 0 ? NOTHING : html`${bar(summary, 'en')}${bar(summary, 'ja')}`}
`;
}
