/** The head of the report: what was tested, what the run says, how to repeat it. */
import type { JudgedRun, Manifest } from '../../conformance/verdict/judged-run.ts';
import { replayCommand } from '../replay-command.ts';
import { overallStatement } from '../statement.ts';
import { html, type Markup } from './markup.ts';
import { verdictCounts } from './verdict-bar.ts';
import { inTwo, ROLE_WORDS, say } from './words.ts';

function tested({ iut }: Manifest): Markup {
  const roles = iut.roles.map((role) => html`<li>${inTwo(ROLE_WORDS[role])} <code>${role}</code></li>`);
  return html`<section><h2>${say('tested')}</h2><dl>
<dt>${say('name')}</dt><dd>${iut.name}</dd>
<dt>${say('version')}</dt><dd>${iut.version}</dd>
<dt>${say('identifier')}</dt><dd><code>${iut.id}</code></dd>
<dt>${say('roles')}</dt><dd><ul class="inline">${roles}</ul></dd>
<dt>${say('connector')}</dt><dd>${iut.connector}</dd>
</dl></section>`;
}

const pairs = (entries: Readonly<Record<string, string>>): readonly Markup[] =>
  Object.entries(entries).map(([name, value]) => html`<dt>${name}</dt><dd><code>${value}</code></dd>`);

function replay({ manifest, cases }: JudgedRun): Markup {
  const { suite, seed, selection, environment } = manifest;
  const selected = Object.entries(selection).map(([name, value]) => `${name} ${value}`);
  return html`<section><h2>${say('replay')}</h2><dl>
<dt>${say('seed')}</dt><dd><code>${seed}</code></dd>
<dt>${say('suite')}</dt><dd>${suite.name} ${suite.version}</dd>
<dt>${say('edition')}</dt><dd>${suite.edition}</dd>
<dt>${say('selection')}</dt><dd>${selected.length === 0 ? say('allCases') : html`<code>${selected.join(', ')}</code>`}</dd>
</dl><pre class="command" tabindex="0">${replayCommand(manifest, cases)}</pre>
<details><summary>${say('environment')}</summary><dl>${pairs(environment)}</dl></details>
<details><summary>${say('files')}</summary>${
    Object.keys(manifest.files).length === 0
      ? html`<p>${say('noFiles')}</p>`
      : html`<dl class="files">${pairs(manifest.files)}</dl>`
  }</details></section>`;
}

/** Everything above the requirements. */
export function summarySection(run: JudgedRun): Markup {
  const { kind, says } = overallStatement(run);
  return html`<section id="summary">
<p class="statement ${kind}"><strong>${inTwo(says)}</strong></p>
${verdictCounts(run)}
<div class="columns">${tested(run.manifest)}${replay(run)}</div>
<p class="quiet">${say('simulated')} ${say('realTime')}</p>
<p class="quiet">${say('independence')}</p>
</section>`;
}
