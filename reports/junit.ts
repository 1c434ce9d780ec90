/**
 * `junit.xml`: the verdicts for CI systems, in the form that Jenkins, GitLab and GitHub actions read.
 *
 * One suite per role. A case that was inconclusive is a failure: a reader of a green line must not take it for a pass.
 * A failure that was expected and came as expected is skipped, with its reason; an expectation that did not come true is a
 * failure, so that this file is red whenever the run is.
 */
import { type Expected, isRed } from '../conformance/verdict/expected-failures.ts';
import type { JudgedCase, JudgedRun } from '../conformance/verdict/judged-run.ts';
import { ROLES } from '../conformance/verdict/types.ts';
import { type ExpectedOfRun, expectedOf, expectedText, OUTCOME_WORDS } from './expected.ts';
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

/** An expectation that came true excuses, one that did not accuses, whatever the verdict. */
function outcomeOf(verdict: JudgedCase['verdict'], expected: Expected | undefined) {
  if (expected?.outcome === 'as-expected') return 'skipped';
  return expected && isRed(expected) && OUTCOME[verdict] !== 'error' ? 'failure' : OUTCOME[verdict];
}

const expectedLine = (expected: Expected): string =>
  `${OUTCOME_WORDS[expected.outcome].en}: ${expectedText(expected)}`;

function bodyText(c: JudgedCase, expected: Expected | undefined): string {
  return [
    ...(expected ? [expectedLine(expected)] : []),
    ...(c.reason === '' ? [] : [c.reason]),
    ...c.findings.map(findingText),
    ...c.advisories.map((advisory) => `advisory: ${advisory}`),
    `requirements: ${c.requirements.join(', ')}`,
    ...(c.evidence === null ? [] : [`evidence: ${c.evidence}`]),
  ].join('\n');
}

function outcomeElement(c: JudgedCase, expected: Expected | undefined): string {
  const outcome = outcomeOf(c.verdict, expected);
  const body = content(bodyText(c, expected));
  if (outcome === 'passed') return `<system-out>${body}</system-out>`;
  const [type, message] = expected
    ? ['expected-failure', expectedLine(expected)]
    : [outcome === 'skipped' ? undefined : c.verdict, c.reason];
  const typed = type === undefined ? '' : ` type="${type}"`;
  return `<${outcome}${typed} message="${attribute(message)}">${body}</${outcome}>`;
}

function caseElement(c: JudgedCase, expected: Expected | undefined): string {
  const name = attribute(`${c.id} ${c.purpose}`);
  return `    <testcase classname="${attribute(c.role)}" name="${name}">${outcomeElement(c, expected)}</testcase>\n`;
}

/** An entry of the file of expected failures that no case can answer for. */
function entryElement(entry: Expected): string {
  const message = attribute(`${OUTCOME_WORDS[entry.outcome].en}: ${entry.seen}`);
  return `    <testcase classname="expected-failures" name="${attribute(entry.case)}"><failure type="expected-failure" message="${message}">${content(expectedText(entry))}</failure></testcase>\n`;
}

function counts(cases: readonly JudgedCase[], expected: ExpectedOfRun, more = 0): string {
  const count = (outcome: string): number =>
    cases.filter((c) => outcomeOf(c.verdict, expected.of(c.id)) === outcome).length;
  return `tests="${cases.length + more}" failures="${count('failure') + more}" errors="${count('error')}" skipped="${count('skipped')}"`;
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

/** The whole file. Times are left out: a simulated run has none of its own, the real one stands in the manifest. */
export function junitXml(run: JudgedRun): string {
  const { manifest, cases } = run;
  const expected = expectedOf(run);
  const properties = propertiesElement(manifest);
  const suite = (name: string, count: string, elements: readonly string[]): string =>
    `  <testsuite name="${name}" ${count}>\n${properties}${elements.join('')}  </testsuite>\n`;
  const suites = ROLES.map((role) => ({ role, own: cases.filter((c) => c.role === role) }))
    .filter(({ own }) => own.length > 0)
    .map(({ role, own }) =>
      suite(
        role,
        counts(own, expected),
        own.map((c) => caseElement(c, expected.of(c.id))),
      ),
    );
  const { withoutCase } = expected;
  const more = withoutCase.length;
  if (more > 0)
    suites.push(suite('expected-failures', counts([], expected, more), withoutCase.map(entryElement)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="fpos-hil" ${counts(cases, expected, more)}>\n${suites.join('')}</testsuites>\n`;
}
