/** From told vectors to the text of a file. */

import { SEED } from './authorities.ts';
import type { Note } from './format.ts';
import { type Flag, NOTES } from './notes.ts';
import type { Told } from './vector.ts';

export const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');
export const timeText = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

type Payload = Readonly<Record<string, Uint8Array | string | undefined>>;
type WrittenTest = Record<string, unknown> & { flags: Flag[] };

/** Writes tests of one group; bytes become Base64. */
export function testsOf<P extends Payload>(told: readonly Told<P>[]): WrittenTest[] {
  return told.map(({ id, comment, flags, result, layer, rules, ...payload }) => ({
    tcId: 0,
    id,
    comment,
    flags: [...flags],
    result,
    ...(layer && { layer }),
    rules: [...rules],
    ...Object.fromEntries(
      Object.entries(payload)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, value instanceof Uint8Array ? base64(value) : value]),
    ),
  }));
}

type Group = Record<string, unknown> & { tests: WrittenTest[] };

/** Numbers the tests and adds the notes that their flags ask for. */
export function fileOf(
  schema: string,
  header: readonly string[],
  groups: readonly Group[],
): Record<string, unknown> {
  let tcId = 0;
  const testGroups = groups.map((group) => ({
    ...group,
    tests: group.tests.map((test) => ({ ...test, tcId: ++tcId })),
  }));
  const used = new Set(testGroups.flatMap(({ tests }) => tests.flatMap(({ flags }) => flags)));
  const notes: Record<string, Note> = {};
  for (const flag of Object.keys(NOTES) as Flag[]) if (used.has(flag)) notes[flag] = NOTES[flag];
  return {
    schema,
    source: { name: 'fpos-hil', madeBy: 'scripts/make-vectors.ts', seed: SEED },
    header: [...header],
    numberOfTests: tcId,
    notes,
    testGroups,
  };
}
