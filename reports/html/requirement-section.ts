/** The requirements of a run: what is demanded, by whom, and how far the cases verified it. */
import type { Requirement } from '../../conformance/requirements/index.ts';
import type { JudgedCase, JudgedRun } from '../../conformance/verdict/judged-run.ts';
import type { Anchors } from './anchors.ts';
import { html, type Markup } from './markup.ts';
import { symbolOf, verdictChip, worstOf } from './verdict-chip.ts';
import { BASE_WORDS, inTwo, say, VERDICT_WORDS } from './words.ts';

type CasesOf = ReadonlyMap<string, readonly JudgedCase[]>;

/** Which cases name which requirement. */
function casesByRequirement(cases: readonly JudgedCase[]): CasesOf {
  const found = new Map<string, JudgedCase[]>();
  for (const judged of cases) {
    for (const id of new Set(judged.requirements)) found.set(id, [...(found.get(id) ?? []), judged]);
  }
  return found;
}

const caseChip = (judged: JudgedCase, anchors: Anchors): Markup =>
  html`<li><a class="chip v-${judged.verdict}" href="#${anchors.ofCase(judged)}" title="${judged.purpose}">${symbolOf(
    judged.verdict,
  )}<code>${judged.id}</code> ${inTwo(VERDICT_WORDS[judged.verdict])}</a></li>`;

function whyNoCase({ verifiedBy, because }: Requirement): Markup {
  if (verifiedBy === 'test') return html`<span class="quiet">${say('noCaseRun')}</span>`;
  return html`<span class="quiet">${say('notByCase')} (${verifiedBy})${because === undefined ? '' : `: ${because}`}</span>`;
}

function row(requirement: Requirement, cases: readonly JudgedCase[], anchors: Anchors): Markup {
  const { id, clause, level, says, saysJa } = requirement;
  const worst = worstOf(cases.map(({ verdict }) => verdict));
  const mark =
    worst === undefined ? html`<span class="chip">· ${say('unverified')}</span>` : verdictChip(worst);
  return html`<tr class="req${worst === undefined ? '' : ` v-${worst}`}" id="${anchors.ofRequirement(id)}">
<td>${mark}</td>
<td><a class="id" href="#${anchors.ofRequirement(id)}">${id}</a> <br>${clause} <br><small>${level}</small></td>
<td><p>${says}</p><p class="says-ja" lang="ja">${saysJa}</p></td>
<td>${
    cases.length === 0
      ? whyNoCase(requirement)
      : html`<ul class="chips">${cases.map((judged) => caseChip(judged, anchors))}</ul>`
  }</td></tr>
`;
}

/** Rows that follow one another in the catalogue and share source, edition and base. */
function bySource(requirements: readonly Requirement[]): readonly (readonly Requirement[])[] {
  const groups = new Map<string, Requirement[]>();
  for (const requirement of requirements) {
    const key = JSON.stringify([requirement.source, requirement.edition, requirement.base]);
    groups.set(key, [...(groups.get(key) ?? []), requirement]);
  }
  return [...groups.values()];
}

/** A table for each source. */
export function requirementSection({ requirements, cases }: JudgedRun, anchors: Anchors): Markup {
  const casesOf = casesByRequirement(cases);
  return html`${bySource(requirements).map((group) => {
    const { source, edition, base } = group[0]!;
    return html`<section class="source"><h3>${source}</h3>
<p class="quiet">${say('version')}: ${edition} · ${say('base')}: ${inTwo(BASE_WORDS[base])}</p>
<table class="requirements"><thead><tr><th scope="col">${say('mark')}</th><th scope="col">${say(
      'requirement',
    )}</th><th scope="col">${say('sentence')}</th><th scope="col">${say('verifiedBy')}</th></tr></thead>
<tbody>${group.map((requirement) => row(requirement, casesOf.get(requirement.id) ?? [], anchors))}</tbody></table></section>
`;
  })}`;
}
