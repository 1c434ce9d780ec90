import { expect, test } from 'vitest';
import { runOf, sampleCase, sampleRun } from './testing/sample-run.ts';
import { verdictsFile, verdictsJson } from './verdicts-json.ts';

test('is the contract of the command line, byte for byte', () => {
  const run = runOf([
    sampleCase({
      id: 'TC-1',
      role: 'card',
      verdict: 'pass',
      requirements: ['CARD-READ'],
      evidence: 'silicon',
    }),
    sampleCase({ id: 'TC-2', role: 'ca', verdict: 'notApplicable', reason: '対象外', advisories: ['a'] }),
  ]);
  expect(verdictsJson(run)).toBe(`{
  "schema": 1,
  "summary": {
    "pass": 1,
    "fail": 0,
    "inconc": 0,
    "error": 0,
    "notApplicable": 1
  },
  "cases": [
    {
      "id": "TC-1",
      "role": "card",
      "requirements": [
        "CARD-READ"
      ],
      "verdict": "pass",
      "reason": "",
      "evidence": "silicon",
      "advisories": []
    },
    {
      "id": "TC-2",
      "role": "ca",
      "requirements": [],
      "verdict": "notApplicable",
      "reason": "対象外",
      "evidence": null,
      "advisories": [
        "a"
      ]
    }
  ]
}
`);
});

test('lists every case, also those that do not apply, in the order of the run', () => {
  const run = sampleRun();
  expect(verdictsFile(run).cases.map(({ id, verdict }) => [id, verdict])).toEqual(
    run.cases.map(({ id, verdict }) => [id, verdict]),
  );
  expect(verdictsFile(run).summary).toEqual({ pass: 1, fail: 1, inconc: 2, error: 1, notApplicable: 1 });
});

test('the order of keys does not depend on how the run was put together', () => {
  const run = sampleRun();
  const turned = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).reverse()) as T;
  const other = { ...run, summary: turned(run.summary), cases: run.cases.map(turned) };
  expect(verdictsJson(other)).toBe(verdictsJson(run));
});
