/** The expected failures: which there are, why, and what became of each. */
import { type Expected, isRed } from '../../conformance/verdict/expected-failures.ts';
import type { JudgedRun } from '../../conformance/verdict/judged-run.ts';
import { expectedOf, OUTCOME_WORDS } from '../expected.ts';
import type { Anchors } from './anchors.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { inTwo, label, say } from './words.ts';

/** Beside a verdict: that it was expected, or that an expectation did not come true. */
export const expectedChip = (expected: Expected | undefined): Markup =>
  expected === undefined
    ? NOTHING
    : html` <span class="chip${isRed(expected) ? ' v-fail' : ''}">${inTwo(OUTCOME_WORDS[expected.outcome])}</span>`;

/** Nothing where no file of expected failures was given. */
export function expectedSection(run: JudgedRun, anchors: Anchors): Markup {
  const { all } = expectedOf(run);
  if (all.length === 0) return NOTHING;
  const row = (entry: Expected): Markup => {
    const judged = run.cases.find(({ id }) => id === entry.case);
    const id = judged
      ? html`<a href="#${anchors.ofCase(judged)}">${entry.case}</a>`
      : html`<code>${entry.case}</code>`;
    return html`<tr><td>${expectedChip(entry)}</td><td>${id} <br><small>${entry.seen}</small></td><td>${label('because')}${entry.because} <br><code>${entry.link}</code></td><td>${label('owner')}${entry.owner}</td><td>${label('until')}${entry.expires}</td></tr>
`;
  };
  return html`<section id="expected"><h2>${say('expectedFailures')}</h2>
<table class="findings"><thead><tr><th>${say('outcome')}</th><th>${say('cases')}</th><th>${say('because')}</th><th>${say('owner')}</th><th>${say('until')}</th></tr></thead>
<tbody>${all.map(row)}</tbody></table></section>
`;
}
