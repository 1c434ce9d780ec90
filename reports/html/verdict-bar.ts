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

function parts(summary: Summary): readonly { verdict: (typeof COUNTED)[number]; x: number; width: number }[] {
  const present = COUNTED.filter((verdict) => summary[verdict] > 0);
  const total = present.reduce((sum, verdict) => sum + summary[verdict], 0);
  const wide = present.map((verdict) => Math.max((summary[verdict] / total) * WIDTH, PART_WIDTH_MIN));
  const scale = WIDTH / wide.reduce((sum, width) => sum + width, 0);
  let x = 0;
  return present.map((verdict, i) => {
    const width = Math.round(wide[i]! * scale);
    const part = { verdict, x, width };
    x += width;
    return part;
  });
}

function bar(summary: Summary): Markup {
  const rects = parts(summary).map(
    ({ verdict, x, width }) =>
      html`<rect class="v-${verdict}" x="${x}" y="0" width="${Math.max(width - 3, 1)}" height="10"><title>${VERDICT_WORDS[verdict].en} / ${VERDICT_WORDS[verdict].ja}: ${summary[verdict]}</title></rect>`,
  );
  const label = COUNTED.map((verdict) => `${VERDICT_WORDS[verdict].en} ${summary[verdict]}`).join(', ');
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" role="img" aria-label="${label}">${rects}</svg>`;
}

/** Tiles and bar. */
export function verdictCounts({ summary, cases }: JudgedRun): Markup {
  const tiles = COUNTED.map((verdict) => {
    const zero = summary[verdict] === 0 ? ' zero' : '';
    return html`<li class="tile v-${verdict}${zero}"><b>${summary[verdict]}</b><span>${symbolOf(verdict)} ${inTwo(VERDICT_WORDS[verdict])}</span></li>`;
  });
  return html`<ul class="tiles"><li class="tile"><b>${cases.length}</b><span>${say('total')}</span></li>${tiles}</ul>
${cases.length === 0 ? NOTHING : bar(summary)}
`;
}
