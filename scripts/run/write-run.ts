/** The files of a judged run. */

import { REQUIREMENTS } from '../../conformance/requirements/index.ts';
import type { JudgedCase, JudgedRun, Manifest } from '../../conformance/verdict/judged-run.ts';
import { summarise } from '../../conformance/verdict/judged-run.ts';
import { type Transcript, writeTranscript } from '../../conformance/verdict/transcript.ts';
import { renderReports } from '../../reports/index.ts';
import { sha256, writeRunFile } from './run-folder.ts';

/** Writes transcript, reports and manifest into a folder that was prepared. */
export async function writeRun(
  dir: string,
  about: Omit<Manifest, 'files'>,
  transcript: Transcript,
  judged: readonly JudgedCase[],
): Promise<JudgedRun> {
  const text = writeTranscript(transcript);
  await writeRunFile(dir, 'transcript.jsonl', text);
  const manifest: Manifest = { ...about, files: { 'transcript.jsonl': sha256(text) } };
  const run: JudgedRun = { manifest, summary: summarise(judged), requirements: REQUIREMENTS, cases: judged };
  const reports = renderReports(run);
  const files: Record<string, string> = { ...manifest.files };
  for (const [name, content] of Object.entries(reports) as [keyof typeof reports, string][]) {
    files[name] = sha256(content);
    await writeRunFile(dir, name, content);
  }
  await writeRunFile(dir, 'manifest.json', `${JSON.stringify({ ...manifest, files }, null, 2)}\n`);
  return run;
}
