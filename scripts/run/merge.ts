/** Shards of a run put together: nothing is missing, nothing is counted twice, and the verdicts are computed again. */

import { CASES } from '../../conformance/cases/index.ts';
import { judgeTranscript } from '../../conformance/runner/run.ts';
import { selectCases, shardOf } from '../../conformance/runner/select.ts';
import { compareExpected, type Expected } from '../../conformance/verdict/expected-failures.ts';
import type { JudgedCase, Manifest, Summary } from '../../conformance/verdict/judged-run.ts';
import { byCase, writeTranscript } from '../../conformance/verdict/transcript.ts';
import { UsageError } from '../../simulator/errors.ts';
import { dateJst } from '../../simulator/world/index.ts';
import { prepareFolder, type RunFolder, readRunFolder, sha256 } from './run-folder.ts';
import { writeRun } from './write-run.ts';

export interface Merged {
  readonly summary: Summary;
  readonly cases: readonly JudgedCase[];
  readonly expected: readonly Expected[];
}

const refuse = (says: string, hint: string): never => {
  throw new UsageError('ERR_MERGE', says, { hint });
};

/** What must be the same in every shard, as text. */
function sameness({ suite, iut, seed, selection, blind, path }: Manifest): string {
  const { shard: _, ...rest } = selection;
  return JSON.stringify({ suite, iut, seed, rest, blind, path });
}

/** In the order of their numbers: each of 1 … n exactly once. */
function inOrder(
  folders: readonly (RunFolder & { dir: string })[],
): readonly (RunFolder & { dir: string })[] {
  const numbered = folders.map((folder) => {
    const { shard } = folder.manifest.selection;
    if (shard === undefined) return refuse(`${folder.dir} is no shard`, 'Merge what run --shard i/n wrote.');
    return { folder, ...shardOf(shard) };
  });
  const count = numbered[0]!.count;
  const odd = numbered.find((n) => n.count !== count);
  if (odd)
    return refuse(
      `${odd.folder.dir} is one of ${odd.count}, the first is one of ${count}`,
      'Run all with the same n.',
    );
  return Array.from({ length: count }, (_, i) => {
    const own = numbered.filter((n) => n.index === i + 1);
    if (own.length === 0) return refuse(`shard ${i + 1}/${count} is missing`, 'Run it, or name its folder.');
    if (own.length > 1)
      return refuse(
        `shard ${i + 1}/${count} is there ${own.length} times: ${own.map((n) => n.folder.dir).join(', ')}`,
        'Name each once.',
      );
    return own[0]!.folder;
  });
}

/** Throws UsageError ERR_MERGE and those of run folders. */
export async function mergeShards(dirs: readonly string[], out: string): Promise<Merged> {
  const folders = await Promise.all(dirs.map(async (dir) => ({ dir, ...(await readRunFolder(dir)) })));
  for (const { dir, manifest, transcript } of folders)
    if (manifest.files['transcript.jsonl'] !== sha256(writeTranscript(transcript)))
      refuse(`the transcript in ${dir} is not the one of its manifest`, 'Take the run folders unaltered.');
  const shards = inOrder(folders);
  const first = shards[0]!;
  const other = shards.find(({ manifest }) => sameness(manifest) !== sameness(first.manifest));
  if (other)
    refuse(
      `${other.dir} is of another run than ${first.dir}: suite, IUT, ICS, seed or selection differ`,
      'Run all shards alike.',
    );

  const { shard: _, ...selection } = first.manifest.selection;
  const wanted = selectCases(selection).map(({ id }) => id as string);
  const ran = shards.flatMap(({ transcript }) => transcript.header.cases);
  const missing = wanted.filter((id) => !ran.some((c) => c.id === id));
  const extra = ran.filter(({ id }, i) => !wanted.includes(id) || ran.findIndex((c) => c.id === id) !== i);
  if (missing.length > 0) refuse(`no shard ran ${missing.join(', ')}`, 'Run all shards with this edition.');
  if (extra.length > 0)
    refuse(`${extra.map(({ id }) => id).join(', ')} ran twice or was not asked for`, 'Run all shards alike.');

  const observations = byCase(shards.flatMap(({ transcript }) => transcript.observations));
  const transcript = {
    header: { ...first.transcript.header, cases: wanted.map((id) => ran.find((c) => c.id === id)!) },
    observations: wanted.flatMap((id) => observations.get(id) ?? []),
  };
  const judged = judgeTranscript(transcript);
  const known = first.manifest.expectedFailures;
  const expected = compareExpected(known ?? [], judged, {
    today: dateJst(new Date(first.manifest.startedAt)),
    knownIds: new Set(CASES.map(({ id }) => id as string)),
  });
  const { files: _files, expectedFailures: _known, ...manifest } = first.manifest;
  await prepareFolder(out);
  const { summary } = await writeRun(
    out,
    {
      ...manifest,
      selection,
      ...(known && { expectedFailures: expected }),
      shards: shards.map(({ manifest: m }) => m.files['transcript.jsonl']!),
      durationMs: shards.reduce((sum, { manifest: m }) => sum + m.durationMs, 0),
    },
    transcript,
    judged,
  );
  return { summary, cases: judged, expected };
}
