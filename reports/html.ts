/**
 * `report.html`: one file that needs nothing else, from requirement to case to verdict to the very bytes.
 *
 * The page is written for readers who may not trust the run: its text is hostile, so everything is escaped, and the
 * page forbids itself (Content-Security-Policy) every request and every script or style but its own two.
 */
import { createHash } from 'node:crypto';
import type { JudgedRun } from '../conformance/verdict/judged-run.ts';
import { anchorsOf } from './html/anchors.ts';
import { caseSection } from './html/case-section.ts';
import { expectedSection } from './html/expected-section.ts';
import { constant, html, type Markup } from './html/markup.ts';
import { PAGE_SCRIPT } from './html/page-script.ts';
import { PAGE_STYLE } from './html/page-style.ts';
import { promiseSection } from './html/promise-section.ts';
import { requirementSection } from './html/requirement-section.ts';
import { summarySection } from './html/summary-section.ts';
import { symbolOf } from './html/verdict-chip.ts';
import { inTwo, say, VERDICT_WORDS } from './html/words.ts';

const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const POLICY = [
  `default-src 'none'`,
  `style-src ${sourceHash(PAGE_STYLE)}`,
  `script-src ${sourceHash(PAGE_SCRIPT)}`,
  `base-uri 'none'`,
  `form-action 'none'`,
].join('; ');

const FILTERED = ['pass', 'fail', 'inconc', 'error', 'notApplicable'] as const;

// autocomplete=off: a reloaded page shows everything again instead of what a browser remembers of its switches.
const languageSwitch = html`<fieldset><legend>${say('language')}:</legend>
<label><input type="radio" name="language" id="lang-en" autocomplete="off" checked> English</label>
<label><input type="radio" name="language" id="lang-ja" autocomplete="off"> <span class="always" lang="ja-JP">日本語</span></label></fieldset>`;

const verdictSwitches = FILTERED.map(
  (verdict) =>
    html`<label class="toggle chip v-${verdict}"><input type="checkbox" id="show-${verdict}" autocomplete="off" checked>${symbolOf(verdict)}${inTwo(VERDICT_WORDS[verdict])}</label>`,
);

const tools = html`<div class="tools"><div class="wrap">
<fieldset><legend>${say('show')}</legend>${verdictSwitches}</fieldset>
<label><input type="checkbox" id="only-failures" autocomplete="off"> ${say('onlyFailures')}</label>
<span id="scripted" hidden><label>${say('filter')} <small>${say('filterHint')}</small> <input type="search" id="filter" autocomplete="off"></label>
<output id="shown" for="filter" aria-live="polite"></output>
<button type="button" id="open-all">${say('openAll')}</button><button type="button" id="close-all">${say('closeAll')}</button></span>
</div></div>`;

const byteKey = html`<p class="key"><b>${say('byteKey')}:</b> <code><b>00A4020C</b></code>${say('keyHeader')} <code><u>02</u></code>${say(
  'keyLength',
)} <code><i>001B</i></code>${say('keyData')} <code><em>9000</em></code>${say('keyStatus')} <abbr>▪▪▪▪</abbr>${say('keyCut')}</p>`;

function page(run: JudgedRun): Markup {
  const anchors = anchorsOf(run);
  const { iut } = run.manifest;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${constant(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${iut.name} ${iut.version} – fpos-hil TEST</title>
<style>${constant(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#cases">${say('skip')}</a>
<div class="band"><div class="wrap"><b>${say('testBand')}</b>${languageSwitch}</div></div>
<header class="wrap"><h1>${say('title')}</h1><p>${iut.name} ${iut.version}</p></header>
<main>
<div class="wrap">
${summarySection(run)}
</div>
${tools}
<div class="wrap">
${expectedSection(run, anchors)}<section id="promises"><h2>${say('promises')}</h2>
${promiseSection(run, anchors)}</section>
<section id="requirements"><h2>${say('requirements')}</h2>
${requirementSection(run, anchors)}</section>
<section id="cases"><h2>${say('cases')}</h2>
${byteKey}
${caseSection(run, anchors)}</section>
</div>
</main>
<script>${constant(PAGE_SCRIPT)}</script>
</body>
</html>
`;
}

/** The page. The same run gives the same bytes. */
export const reportHtml = (run: JudgedRun): string => page(run).toString();
