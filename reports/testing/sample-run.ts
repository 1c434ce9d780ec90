/** A judged run made by hand: every verdict, every kind of observation, and text that tries to break a report. */
import { REQUIREMENTS, type RequirementId } from '../../conformance/requirements/index.ts';
import type { Expected, Outcome } from '../../conformance/verdict/expected-failures.ts';
import {
  type JudgedCase,
  type JudgedRun,
  type Manifest,
  summarise,
} from '../../conformance/verdict/judged-run.ts';
import type { Observation, Seen } from '../../simulator/world/index.ts';

const START_MS = Date.parse('2026-04-01T00:00:00.000Z');

/** Observations of a case, numbered, 250 ms of world time between every tenth. */
export const observed = (caseId: string, seen: readonly Seen[]): readonly Observation[] =>
  seen.map((s, n) => ({
    n,
    case: caseId,
    at: new Date(START_MS + 250 * Math.floor(n / 10)).toISOString(),
    ...s,
  }));

/** A case with what tests seldom care about filled in. */
export function sampleCase(
  given: Pick<JudgedCase, 'id' | 'role' | 'verdict'> &
    Partial<JudgedCase> & { readonly seen?: readonly Seen[] },
): JudgedCase {
  const { seen = [], ...rest } = given;
  return {
    requirements: [],
    purpose: `What ${given.id} is about.`,
    purposeJa: 'この試験の目的。',
    reason: given.verdict === 'pass' ? '' : 'The reason.',
    evidence: given.verdict === 'notApplicable' ? null : 'simulated',
    advisories: [],
    findings: [],
    steps: ['Begin', 'End'],
    expected: ['the rule holds'],
    observations: observed(given.id, seen),
    ...rest,
  };
}

export const SAMPLE_MANIFEST: Manifest = {
  schema: 1,
  suite: { name: 'fpos-hil', version: '0.1.0', edition: '2026-11' },
  iut: {
    id: 'mutant:ignores-63cx',
    name: 'Reference library, 例',
    version: '0.1.0',
    roles: ['library', 'card', 'ca', 'relying-party'],
    connector: 'in-process',
  },
  seed: '1',
  selection: {},
  startedAt: '2031-02-03T04:05:06.789Z',
  durationMs: 1234,
  environment: { node: 'v24.0.0', platform: 'linux x64' },
  files: { 'transcript.jsonl': '0f'.repeat(32) },
};

/** A run of these cases. */
export const runOf = (cases: readonly JudgedCase[], manifest: Partial<Manifest> = {}): JudgedRun => ({
  manifest: { ...SAMPLE_MANIFEST, ...manifest },
  summary: summarise(cases),
  requirements: REQUIREMENTS,
  cases,
});

const problem = JSON.stringify({
  type: 'urn:fpos-hil:problem:application-replayed',
  title: 'This application was already used.',
  titleJa: 'この申請は使用済みです。',
  status: 409,
  code: 'application-replayed',
});

const PIN_HMAC = '00112233445566778899AABBCCDDEEFF';

/** One card session with a wrong PIN, as a library makes it. */
const cardSession: readonly Seen[] = [
  { kind: 'card', event: 'connect', presence: 1, atr: '3BE000FF8131FE4514' },
  { kind: 'apdu', presence: 1, capdu: '00A4040C0AD392F000260100000001', rapdu: '9000' },
  { kind: 'apdu', presence: 1, capdu: '00A4020C02001B', rapdu: '9000' },
  {
    kind: 'apdu',
    presence: 1,
    capdu: '0020008006000000000000',
    rapdu: '63C1',
    cuts: [{ what: 'pin', at: 5, length: 6, hmac: PIN_HMAC }],
  },
  { kind: 'apdu', presence: 1, capdu: '00B0000000', rapdu: `${'3082'.repeat(128)}9000` },
  { kind: 'apdu', presence: 1, capdu: '802A008000', error: 'the card was removed' },
  { kind: 'card', event: 'removed', presence: 1 },
];

const libraryStory: readonly Seen[] = [
  { kind: 'phase', phase: 'initial-condition' },
  { kind: 'given', name: 'policy', value: { route: 'one-tap', triesLeft: 2 } },
  {
    kind: 'given',
    name: 'citizen',
    value: { name: '架空 花子', address: `試験県見本市${'仮町'.repeat(20)}1-2-3` },
  },
  { kind: 'phase', phase: 'procedure' },
  { kind: 'step', index: 0, title: 'Start enrolment' },
  {
    kind: 'call',
    from: 'rig',
    method: 'library.enrol',
    params: { appId: 'bank', ca: 'https://ca.fpos.test' },
    result: { state: 'refused', code: 'application-replayed' },
  },
  ...cardSession,
  {
    kind: 'call',
    from: 'iut',
    method: 'ui.prompt',
    params: { kind: 'sign-pin' },
    result: { pin: '' },
    cuts: [{ what: 'pin', at: '/result/pin', length: 6, hmac: PIN_HMAC }],
  },
  { kind: 'step', index: 1, title: 'Send the application' },
  {
    kind: 'http',
    from: 'iut',
    to: 'ca',
    method: 'POST',
    url: 'https://ca.fpos.test/v1/applications/7?x=1',
    request: {
      type: 'application/json',
      text: '{"cms":"MIIB","amount":1.0,"nested":{"empty":[],"list":[1,2]}}',
    },
    status: 409,
    response: { type: 'application/problem+json', text: problem },
    tampered: 'the same message is sent again',
  },
  {
    kind: 'http',
    from: 'ca',
    to: 'jlis',
    method: 'POST',
    url: 'http://ocsp.jlis.test/sign',
    request: { type: 'application/ocsp-request', base64: 'MEIwQDA+MDwwOjAJ' },
    error: 'host unreachable',
  },
  {
    kind: 'call',
    from: 'iut',
    method: 'ui.unknown',
    params: {},
    error: { code: -32601, message: 'unknown method' },
  },
  { kind: 'phase', phase: 'end' },
];

const expectedEntry = (id: string, outcome: Outcome, seen: string): Expected => ({
  case: id,
  verdict: 'fail',
  found: 'VERIFY',
  because: 'The old SDK asks twice.',
  owner: 'Team Sample',
  link: 'https://tracker.test/42',
  expires: '2031-03-31',
  outcome,
  seen,
});

/** One failure that was expected, one expectation that did not come true, and one that names nothing. */
export const sampleExpected: readonly Expected[] = [
  expectedEntry('TC-LIB-003', 'as-expected', '2 VERIFY C-APDUs, 1 expected'),
  expectedEntry('TC-CARD-001', 'passed', 'the case passes'),
  expectedEntry('TC-RP-999', 'names-nothing', 'there is no case TC-RP-999'),
  expectedEntry('TC-LIB-900', 'not-run', 'not selected in this run'),
];

/** All verdicts, all kinds of observations. */
export function sampleRun(manifest: Partial<Manifest> = {}): JudgedRun {
  const ids = (...requirements: readonly RequirementId[]): readonly RequirementId[] => requirements;
  return runOf(
    [
      sampleCase({
        id: 'TC-CARD-001',
        role: 'card',
        verdict: 'pass',
        evidence: 'silicon',
        requirements: ids('CARD-QUERY', 'CARD-COUNTER'),
        purpose: 'VERIFY without data tells the tries left and takes none.',
        purposeJa: '残り回数を答える。',
        advisories: ['The card answers 6A86 where 6B00 is usual.'],
        seen: [{ kind: 'phase', phase: 'procedure' }, ...cardSession],
      }),
      sampleCase({
        id: 'TC-LIB-003',
        role: 'library',
        verdict: 'fail',
        requirements: ids('OP-PIN-ONCE', 'NOTE-ONE-TAP'),
        purpose:
          'When the card answers 63C1 the IUT shows that one try is left and sends no VERIFY of its own accord.',
        purposeJa: '残り回数を答える。',
        reason: '2 VERIFY C-APDUs, 1 expected',
        findings: [
          {
            kind: 'fail',
            says: '2 VERIFY C-APDUs, 1 expected',
            requirement: 'OP-PIN-ONCE',
            expected: '1',
            actual: '2',
            at: 9,
          },
          { kind: 'advisory', says: 'The text is longer than a screen.' },
        ],
        steps: ['Start enrolment', 'Send the application'],
        expected: ['exactly 1 VERIFY C-APDU', 'the IUT reports one try left'],
        seen: libraryStory,
      }),
      sampleCase({
        id: 'TC-LIB-004',
        role: 'library',
        verdict: 'inconc',
        requirements: ids('ESA-R6-1'),
        reason: 'The IUT was not heard of within the time limit.',
        findings: [{ kind: 'inconc', says: 'The IUT was not heard of within the time limit.', at: 1 }],
        seen: [
          { kind: 'phase', phase: 'initial-condition' },
          { kind: 'broke', how: 'timeout', says: 'library.enrol: no answer within 30 s' },
        ],
      }),
      sampleCase({
        id: 'TC-CA-001',
        role: 'ca',
        verdict: 'error',
        requirements: ids('OP-CSR-BOUND'),
        reason: 'The rig failed: ERR_CARD_ABSENT',
        seen: [{ kind: 'rig-error', code: 'ERR_CARD_ABSENT', says: 'no card was inserted' }],
      }),
      sampleCase({ id: 'TC-CA-002', role: 'ca', verdict: 'none', requirements: ids('OP-CSR-PROOF') }),
      sampleCase({
        id: 'TC-RP-001',
        role: 'relying-party',
        verdict: 'notApplicable',
        requirements: ids('OP-RP-TRUST'),
        reason: 'The IUT does not claim the role relying-party.',
      }),
    ],
    manifest,
  );
}

/** Fields whose value decides what a record is; any other string may hold anything. */
const DECIDING: readonly string[] = [
  ...[
    'kind',
    'verdict',
    'role',
    'roles',
    'level',
    'base',
    'event',
    'phase',
    'how',
    'from',
    'to',
    'connector',
  ],
  ...['verifiedBy', 'evidence', 'what', 'outcome'],
];

function replaced(value: unknown, text: string, key: string): unknown {
  if (typeof value === 'string') return DECIDING.includes(key) ? value : `${value}${text}`;
  if (Array.isArray(value)) return value.map((item) => replaced(item, text, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const open = key === 'environment' || key === 'files' || key === 'selection' || key === 'value';
      return [open ? `${name}${text}` : name, replaced(item, text, name)];
    }),
  );
}

/** The same run with `text` behind every free text: ids, purposes, bytes, bodies, names of files. */
export const withTextEverywhere = (run: JudgedRun, text: string): JudgedRun =>
  replaced(run, text, '') as JudgedRun;

/** Bytes in hex that no other session has. */
const bytes = (i: number, length: number): string =>
  (i + 1)
    .toString(16)
    .toUpperCase()
    .padStart(8, '0')
    .repeat(length / 4);

const largeSession = (i: number): readonly Seen[] => [
  { kind: 'step', index: i, title: 'Tap and apply' },
  ...cardSession,
  { kind: 'apdu', presence: 1, capdu: `802A008033${'AB'.repeat(51)}00`, rapdu: `${bytes(i, 256)}9000` },
  {
    kind: 'call',
    from: 'iut',
    method: 'ui.show',
    params: { kind: 'pin-refused', triesLeft: i % 5 },
    result: {},
  },
  {
    kind: 'http',
    from: 'iut',
    to: 'ca',
    method: 'POST',
    url: `https://ca.fpos.test/v1/applications/${i}`,
    request: {
      type: 'application/json',
      text: JSON.stringify({ cms: Buffer.from(bytes(i, 1500), 'hex').toString('base64'), app: i }),
    },
    status: 409,
    response: { type: 'application/problem+json', text: problem },
  },
];

/** A run of this many observations or a few more, 100 in a case: about six times the bundled suite's. */
export function largeRun(count: number): JudgedRun {
  const perCase = 100;
  const cases = Array.from({ length: Math.ceil(count / perCase) }, (_, c) => {
    const seen = Array.from({ length: 10 }, (_, i) => largeSession(c * 10 + i)).flat();
    return sampleCase({
      id: `TC-LIB-${String(c).padStart(4, '0')}`,
      role: 'library',
      verdict: c % 10 === 0 ? 'fail' : 'pass',
      requirements: ['OP-PIN-ONCE', 'NOTE-ONE-TAP'],
      seen: seen.slice(0, perCase),
    });
  });
  return runOf(cases);
}
