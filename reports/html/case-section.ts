/** The cases of a run, by role: what each is about, its verdict and why, and everything that was seen. */
import type { JudgedCase, JudgedRun } from '../../conformance/verdict/judged-run.ts';
import { type Finding, ROLES } from '../../conformance/verdict/types.ts';
import { type ExpectedOfRun, expectedOf } from '../expected.ts';
import type { Anchors } from './anchors.ts';
import { expectedChip } from './expected-section.ts';
import { type Child, html, type Markup, NOTHING } from './markup.ts';
import { type EarlierPlace, repeats } from './repeats.ts';
import { timeline } from './timeline.ts';
import { verdictChip } from './verdict-chip.ts';
import { inTwo, label, ROLE_WORDS, say, type Word } from './words.ts';

function requirementLink(id: string, anchors: Anchors): Markup {
  const place = anchors.ofRequirement(id);
  return place === undefined ? html`<code>${id}</code>` : html`<a href="#${place}">${id}</a>`;
}

const labelled = (word: Word, value: string | undefined): Markup =>
  value === undefined ? NOTHING : html`${label(word)}<code>${value}</code>`;

function findingRow(judged: JudgedCase, finding: Finding, anchors: Anchors): Markup {
  const { kind, says, requirement, expected, actual, at } = finding;
  const place = at === undefined ? undefined : anchors.ofObservation(judged, at);
  const seenAt =
    place === undefined ? (at === undefined ? '' : `${at}`) : html`<a href="#${place}">#${at}</a>`;
  return html`<tr>
<td>${kind === 'advisory' ? html`<span class="chip">${kind}</span>` : verdictChip(kind)}</td>
<td>${says}${requirement === undefined ? NOTHING : html` <small>${requirementLink(requirement, anchors)}</small>`}</td>
<td>${labelled('expected', expected)}</td><td>${labelled('actual', actual)}</td><td>${seenAt}</td></tr>
`;
}

function findingTable(judged: JudgedCase, anchors: Anchors): Markup {
  if (judged.findings.length === 0) return NOTHING;
  return html`<h5>${say('findings')}</h5>
<table class="findings"><thead><tr><th></th><th>${say('finding')}</th><th>${say('expected')}</th><th>${say(
    'actual',
  )}</th><th>${say('seenAt')}</th></tr></thead>
<tbody>${judged.findings.map((finding) => findingRow(judged, finding, anchors))}</tbody></table>
`;
}

const list = (heading: Markup, items: readonly Child[]): Markup =>
  items.length === 0
    ? NOTHING
    : html`<h5>${heading}</h5><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>
`;

function about(judged: JudgedCase, anchors: Anchors): Markup {
  const { requirements, reason, evidence } = judged;
  const links = requirements.map((id) => html`<li>${requirementLink(id, anchors)}</li>`);
  return html`<dl class="about">
<dt>${say('requirements')}</dt><dd><ul class="inline">${links}</ul></dd>
${reason === '' ? NOTHING : html`<dt>${say('reason')}</dt><dd class="reason">${reason}</dd>`}
${evidence === null ? NOTHING : html`<dt>${say('evidence')}</dt><dd>${evidence}</dd>`}
</dl>
`;
}

function caseEntry(
  judged: JudgedCase,
  anchors: Anchors,
  known: ExpectedOfRun,
  earlierPlace: EarlierPlace,
): Markup {
  const { id, purpose, purposeJa, verdict, evidence, observations, advisories, expected, steps } = judged;
  const silicon = evidence === 'silicon' ? html` <span class="chip silicon">silicon</span>` : NOTHING;
  // The address is that of the content, not of <details>: so a browser opens it for a link even without our script.
  return html`<article class="case v-${verdict}"><details>
<summary>${verdictChip(verdict)}${expectedChip(known.of(id))}${silicon} <h4><code>${id}</code> ${inTwo({ en: purpose, ja: purposeJa })}</h4></summary>
<div class="body" id="${anchors.ofCase(judged)}">
${about(judged, anchors)}${findingTable(judged, anchors)}${list(say('advisories'), advisories)}${list(
  say('rules'),
  expected,
)}${observations.length === 0 ? list(say('steps'), steps) : NOTHING}<h5>${say('timeline')}</h5>
${timeline(observations, (n) => anchors.ofObservation(judged, n), earlierPlace)}
</div></details></article>
`;
}

/** All cases, grouped by the role they judge. */
export function caseSection(run: JudgedRun, anchors: Anchors): Markup {
  const { cases } = run;
  const known = expectedOf(run);
  const earlierPlace = repeats();
  return html`${ROLES.map((role) => {
    const ofRole = cases.filter((judged) => judged.role === role);
    if (ofRole.length === 0) return NOTHING;
    return html`<section class="role"><h3>${inTwo(ROLE_WORDS[role])} <small><code>${role}</code></small></h3>
${ofRole.map((judged) => caseEntry(judged, anchors, known, earlierPlace))}</section>
`;
  })}`;
}
