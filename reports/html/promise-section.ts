/** The promises of the publisher's note: what was promised, what was observed, and the messages that show it. */
import { type Claim, PROMISES, type PublishedPromise } from '../../conformance/requirements/index.ts';
import type { JudgedCase, JudgedRun } from '../../conformance/verdict/judged-run.ts';
import type { Anchors } from './anchors.ts';
import { html, type Markup } from './markup.ts';
import { symbolOf, verdictChip, worstOf } from './verdict-chip.ts';
import { inTwo, label, say, VERDICT_WORDS } from './words.ts';

type CaseById = ReadonlyMap<string, JudgedCase>;

/** The last exchange of a case, with a card or over HTTP: what the verdict rests on, unless a finding names another. */
function decisive({ findings, observations }: JudgedCase): number | undefined {
  const named = findings.find(({ at }) => at !== undefined)?.at;
  return named ?? observations.findLast(({ kind }) => kind === 'http' || kind === 'apdu')?.n;
}

function caseLink(id: string, cases: CaseById, anchors: Anchors): Markup {
  const judged = cases.get(id);
  if (!judged) return html`<li><span class="chip">· <code>${id}</code> ${say('notRun')}</span></li>`;
  const at = decisive(judged);
  const place = at === undefined ? undefined : anchors.ofObservation(judged, at);
  const message = place === undefined ? '' : html` <a href="#${place}">#${at}</a>`;
  return html`<li><a class="chip v-${judged.verdict}" href="#${anchors.ofCase(judged)}" title="${judged.purpose}">${symbolOf(
    judged.verdict,
  )}<code>${id}</code> ${inTwo(VERDICT_WORDS[judged.verdict])}</a>${message}</li>`;
}

/** The worst verdict of its cases; undefined while one of them did not run or does not apply and none failed. */
function verdictOf({ claims }: PublishedPromise, cases: CaseById): JudgedCase['verdict'] | undefined {
  const ids = claims.flatMap((claim) => claim.cases);
  const verdicts = ids.flatMap((id) => cases.get(id)?.verdict ?? []);
  const worst = worstOf(verdicts.filter((verdict) => verdict !== 'notApplicable'));
  const whole = verdicts.length === ids.length && !verdicts.includes('notApplicable');
  return worst === 'pass' && !whole ? undefined : worst;
}

function row(
  promise: PublishedPromise,
  claim: Claim,
  first: boolean,
  cases: CaseById,
  anchors: Anchors,
): Markup {
  const { id, says, saysJa, scenario, claims } = promise;
  const verdict = verdictOf(promise, cases);
  const mark =
    verdict === undefined ? html`<span class="chip">· ${say('notAllRun')}</span>` : verdictChip(verdict);
  const head = first
    ? html`<td rowspan="${claims.length}">${mark} <br><b id="promise-${id}">${id}</b></td>
<td rowspan="${claims.length}"><p>${inTwo({ en: says, ja: saysJa })}</p><p class="quiet">${say('story')}: <code>${scenario}</code></p></td>`
    : '';
  return html`<tr>${head}
<td>${label('stimulus')}${inTwo({ en: claim.stimulus, ja: claim.stimulusJa })}</td>
<td>${label('observedThat')}${inTwo({ en: claim.observed, ja: claim.observedJa })}</td>
<td>${label('messages')}<ul class="chips">${claim.cases.map((one) => caseLink(one, cases, anchors))}</ul></td></tr>
`;
}

/** One table; nothing in it but what the cases of the run say. */
export function promiseSection({ cases }: JudgedRun, anchors: Anchors): Markup {
  const byId: CaseById = new Map(cases.map((judged) => [judged.id, judged]));
  return html`<p class="quiet">${say('promisesNote')}</p>
<table class="requirements promises"><thead><tr><th scope="col">${say('mark')}</th><th scope="col">${say(
    'promised',
  )}</th><th scope="col">${say('stimulus')}</th><th scope="col">${say('observedThat')}</th><th scope="col">${say(
    'messages',
  )}</th></tr></thead>
<tbody>${PROMISES.map((promise) =>
    promise.claims.map((claim, i) => row(promise, claim, i === 0, byId, anchors)),
  )}</tbody></table>`;
}
