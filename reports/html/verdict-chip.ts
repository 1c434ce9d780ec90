/** How a verdict looks: symbol, word and colour together, never colour alone. */
import { type Verdict, worse } from '../../conformance/verdict/types.ts';
import { html, type Markup } from './markup.ts';
import { inTwo, type Shown, VERDICT_WORDS } from './words.ts';

const SYMBOLS: Readonly<Record<Shown, string>> = {
  pass: '✓',
  fail: '✗',
  inconc: '?',
  error: '!',
  none: '○',
  notApplicable: '–',
};

export const symbolOf = (verdict: Shown): Markup =>
  html`<span class="symbol" aria-hidden="true">${SYMBOLS[verdict]}</span>`;

/** A label with the verdict's symbol and word. */
export const verdictChip = (verdict: Shown): Markup =>
  html`<span class="chip v-${verdict}">${symbolOf(verdict)}${inTwo(VERDICT_WORDS[verdict])}</span>`;

// A case that was never judged is counted as inconclusive in the summary, and so it is here.
const judged = (verdict: Verdict): Verdict => (verdict === 'none' ? 'inconc' : verdict);

/** The worst of several verdicts; cases that do not apply say nothing. Undefined: there is no case. */
export function worstOf(verdicts: readonly Shown[]): Shown | undefined {
  if (verdicts.length === 0) return undefined;
  const applying = verdicts.filter((verdict) => verdict !== 'notApplicable');
  return applying.length === 0 ? 'notApplicable' : applying.map(judged).reduce(worse);
}
