import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { needs } from '../simulator/world/index.ts';
import { junitXml } from './junit.ts';
import { runOf, sampleCase, sampleExpected, sampleRun, withTextEverywhere } from './testing/sample-run.ts';

const xmllint = needs('xmllint', 'libxml2-utils');

/** What libxml2 complains about; it reads all the documents in one start. */
function complaints(documents: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-junit-'));
  try {
    const files = documents.map((document, i) => {
      const file = join(folder, `${i}.xml`);
      writeFileSync(file, document);
      return file;
    });
    const { stdout, stderr, error } = spawnSync(xmllint!, ['--noout', ...files], { encoding: 'utf8' });
    if (error) throw error;
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const elementOf = (xml: string, id: string): string =>
  new RegExp(`<testcase classname="[a-z-]+" name="${id} .*?</testcase>`, 's').exec(xml)![0];

describe('JUnit', () => {
  const xml = junitXml(sampleRun());

  test.each([
    ['TC-CARD-001', 'system-out', ''],
    ['TC-LIB-003', 'failure', ' type="fail"'],
    ['TC-LIB-004', 'failure', ' type="inconc"'],
    ['TC-CA-001', 'error', ' type="error"'],
    ['TC-CA-002', 'failure', ' type="none"'],
    ['TC-RP-001', 'skipped', ''],
  ])('%s becomes <%s>', (id, element, type) => {
    const children = [...elementOf(xml, id).matchAll(/<([a-z-]+)[^>]*>/g)].map(([, name]) => name);
    expect(children).toEqual(['testcase', element]);
    expect(elementOf(xml, id)).toContain(`<${element}${type}`);
  });

  test('counts what it holds', () => {
    expect(xml).toContain('<testsuites name="fpos-hil" tests="6" failures="3" errors="1" skipped="1">');
    expect(xml).toContain('<testsuite name="library" tests="2" failures="2" errors="0" skipped="0">');
  });

  test('a failure that was expected is skipped; an expectation that did not come true is a failure', () => {
    const known = junitXml(sampleRun({ expectedFailures: sampleExpected }));
    expect(elementOf(known, 'TC-LIB-003')).toContain(
      '<skipped type="expected-failure" message="failed as expected: The old SDK asks twice. (Team Sample, https://tracker.test/42, until 2031-03-31)">',
    );
    expect(elementOf(known, 'TC-CARD-001')).toContain(
      '<failure type="expected-failure" message="expected to fail, but passes: ',
    );
    expect(known).toContain(
      '<testcase classname="expected-failures" name="TC-RP-999"><failure type="expected-failure" message="names no case of this run: there is no case TC-RP-999">',
    );
    expect(known).not.toContain('TC-LIB-900'); // of another selection: says nothing about this one
    // TC-LIB-003 counts no more, TC-CARD-001 and the entry that names nothing do.
    expect(known).toContain('<testsuites name="fpos-hil" tests="7" failures="4" errors="1" skipped="2">');
    expect(complaints([known])).toBe('');
  });

  test('tells role, id and purpose, reason, findings and requirements', () => {
    const element = elementOf(xml, 'TC-LIB-003');
    expect(element).toContain('classname="library" name="TC-LIB-003 When the card answers 63C1');
    expect(element).toContain('message="2 VERIFY C-APDUs, 1 expected"');
    expect(element).toContain(
      'fail: 2 VERIFY C-APDUs, 1 expected (OP-PIN-ONCE); expected: 1; actual: 2; seen at #9',
    );
    expect(element).toContain('requirements: OP-PIN-ONCE, NOTE-ONE-TAP');
  });

  test('no real time enters it', () => {
    expect(xml).not.toContain('2031');
  });

  test.skipIf(xmllint === undefined)('a real parser reads it, whatever the run says', () => {
    const every16th = String.fromCharCode(...Array.from({ length: 4096 }, (_, i) => i * 16));
    const texts = [
      String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i)),
      every16th,
      '\uFFFE\uFFFF\uD800 \uDC00\uD800',
      ']]><failure>&amp;&nope;"\'<!--',
      '試験の氏名 𠮷󠄀',
      ...fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), { numRuns: 150, seed: 1 }),
      ...fc.sample(
        fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
        { numRuns: 150, seed: 1 },
      ),
    ];
    expect(complaints(texts.map((text) => junitXml(withTextEverywhere(sampleRun(), text))))).toBe('');
  });

  test('a line feed survives in an attribute', () => {
    const run = runOf([sampleCase({ id: 'A', role: 'ca', verdict: 'fail', reason: 'one\ntwo\tthree' })]);
    expect(junitXml(run)).toContain('message="one&#10;two&#9;three"');
  });
});
