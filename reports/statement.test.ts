import { expect, test } from 'vitest';
import type { Summary } from '../conformance/verdict/judged-run.ts';
import { replayCommand } from './replay-command.ts';
import { overallStatement } from './statement.ts';
import { SAMPLE_MANIFEST } from './testing/sample-run.ts';

const ALL_PASS: Summary = { pass: 3, fail: 0, inconc: 0, error: 0, notApplicable: 2 };
const stated = (summary: Partial<Summary>, selection: Record<string, string> = {}) =>
  overallStatement({ manifest: { ...SAMPLE_MANIFEST, selection }, summary: { ...ALL_PASS, ...summary } });

test('conforms, when nothing but passes was seen', () => {
  expect(stated({ notApplicable: 0 })).toMatchObject({
    kind: 'conforms',
    says: { en: 'Conforms to the open profile, version 1, edition 2026-11.' },
  });
  expect(stated({})).toMatchObject({
    kind: 'conforms',
    says: {
      en: 'Conforms to the open profile, version 1, edition 2026-11, in the 3 of 5 cases that apply to it.',
    },
  });
});

test.each([
  [{ fail: 1 }, 'does-not-conform'],
  [{ fail: 1, error: 1 }, 'does-not-conform'],
  [{ inconc: 1 }, 'none'],
  [{ error: 1 }, 'none'],
  [{ pass: 0 }, 'none'],
])('%o: %s, and no word of conforming', (summary, kind) => {
  const { kind: actual, says } = stated(summary);
  expect(actual).toBe(kind);
  expect(says.en).not.toMatch(/conforms/i);
  expect(says.ja).not.toContain('適合します');
});

test('a selection of cases says nothing about the rest', () => {
  const { kind, says } = stated({}, { filter: 'pin' });
  expect(kind).toBe('conforms-in-part');
  expect(says.en).toContain(
    'in the 3 that apply to it of the 5 cases that were selected. Nothing is said about the others',
  );
  expect(says.ja).toContain('選択された5件のケースのうち適用される3件に限り');
});

test('it never speaks of conforming to FPoS itself', () => {
  for (const summary of [{}, { fail: 1 }, { inconc: 1 }, { error: 1 }, { pass: 0 }])
    expect(JSON.stringify(stated(summary))).not.toMatch(/fpos/i);
});

test('the run is repeated by a command that a shell takes as it stands', () => {
  const command = (iut: string, selection: Record<string, string>): string =>
    replayCommand({ ...SAMPLE_MANIFEST, iut: { ...SAMPLE_MANIFEST.iut, id: iut }, selection });
  expect(command('reference', { role: 'ca', '--shard': '1/2' })).toBe(
    'npx fpos-hil run --iut reference --seed 1 --role ca --shard 1/2',
  );
  const drawn = {
    observations: [
      { n: 0, case: 'TC-CA-011', at: '', kind: 'given', name: 'property', value: { path: '7:1' } },
    ],
  } as const;
  expect(replayCommand(SAMPLE_MANIFEST, [drawn])).toMatch(/ --path 7:1$/);
  // Of several cases a path is none.
  expect(replayCommand(SAMPLE_MANIFEST, [drawn, drawn])).not.toContain('--path');
  expect(replayCommand({ ...SAMPLE_MANIFEST, path: '3:0', blind: true })).toMatch(/ --path 3:0 --blind$/);
  expect(command("my iut's.json", { filter: '-x; rm *' })).toBe(
    `npx fpos-hil run --iut 'my iut'\\''s.json' --seed 1 --filter='-x; rm *'`,
  );
});
