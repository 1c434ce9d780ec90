/**
 * `junit.xml`: the verdicts for CI systems, in the form that Jenkins, GitLab and GitHub actions read.
 *
 * One suite per role. A case that was inconclusive is a failure: a reader of a green line must not take it for a pass.
 */
import type { JudgedCase, JudgedRun } from '../conformance/verdict/judged-run.ts';
import { ROLES } from '../conformance/verdict/types.ts';
import { findingText } from './finding-text.ts';
import { visibleText } from './visible-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;', // everywhere, so that no "]]>" is left
  '"': '&quot;',
  '\n': '&#10;', // XML 1.0, 3.3.3: inside an attribute a bare line feed or tab would be read as a space
  '\t': '&#9;',
};

const attribute = (text: string): string => visibleText(text).replace(/[&<>"\n\t]/g, (c) => ENTITIES[c]!);
const content = (text: string): string => visibleText(text).replace(/[&<>]/g, (c) => ENTITIES[c]!);

/** What a JUnit reader makes of a verdict. `none` was never judged, which is no better than inconclusive. */
const OUTCOME = {
  none: 'failure',
  pass: 'passed',
  inconc: 'failure',
  fail: 'failure',
  error: 'error',
  notApplicable: 'skipped',
} as const;

function bodyText(c: JudgedCase): string {
  return [
    ...(c.reason === '' ? [] : [c.reason]),
    ...c.findings.map(findingText),
    ...c.advisories.map((advisory) => `advisory: ${advisory}`),
    `requirements: ${c.requirements.join(', ')}`,
    ...(c.evidence === null ? [] : [`evidence: ${c.evidence}`]),
  ].join('\n');
}

function outcomeElement(c: JudgedCase): string {
  const outcome = OUTCOME[c.verdict];
  if (outcome === 'passed') return `<system-out>${content(bodyText(c))}</system-out>`;
  const type = outcome === 'skipped' ? '' : ` type="${c.verdict}"`;
  return `<${outcome}${type} message="${attribute(c.reason)}">${content(bodyText(c))}</${outcome}>`;
}

function caseElement(c: JudgedCase): string {
  const name = attribute(`${c.id} ${c.purpose}`);
  return `    <testcase classname="${attribute(c.role)}" name="${name}">${outcomeElement(c)}</testcase>\n`;
}

function counts(cases: readonly JudgedCase[]): string {
  const count = (outcome: string): number => cases.filter((c) => OUTCOME[c.verdict] === outcome).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

function propertiesElement({ suite, iut, seed }: JudgedRun['manifest']): string {
  const properties = {
    suite: `${suite.name} ${suite.version}`,
    edition: suite.edition,
    iut: iut.id,
    'iut.name': iut.name,
    'iut.version': iut.version,
    seed,
  };
  const lines = Object.entries(properties).map(
    ([name, value]) => `      <property name="${name}" value="${attribute(value)}"/>\n`,
  );
  return `    <properties>\n${lines.join('')}    </properties>\n`;
}

function suiteElement(role: string, cases: readonly JudgedCase[], properties: string): string {
  const attributes = `name="${attribute(role)}" ${counts(cases)}`;
  return `  <testsuite ${attributes}>\n${properties}${cases.map(caseElement).join('')}  </testsuite>\n`;
}

/** The whole file. Times are left out: a simulated run has none of its own, the real one stands in the manifest. */
export function junitXml({ manifest, cases }: JudgedRun): string {
  const properties = propertiesElement(manifest);
  const suites = ROLES.map((role) => ({ role, cases: cases.filter((c) => c.role === role) }))
    .filter((suite) => suite.cases.length > 0)
    .map((suite) => suiteElement(suite.role, suite.cases, properties));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="fpos-hil" ${counts(cases)}>\n${suites.join('')}</testsuites>\n`;
}
