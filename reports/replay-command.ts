/** The command that repeats a run. */
import type { JudgedCase, Manifest } from '../conformance/verdict/judged-run.ts';
import { runCommand } from '../conformance/verdict/run-command.ts';

/** Of a case that draws its runs: the smallest one that failed, as the case put it on record. */
function failedPath([only, ...more]: readonly Pick<JudgedCase, 'observations'>[]): string | undefined {
  if (!only || more.length > 0) return undefined;
  const told = only.observations.findLast((o) => o.kind === 'given' && o.name === 'property');
  const { path } = ((told?.kind === 'given' && told.value) || {}) as { path?: unknown };
  return typeof path === 'string' ? path : undefined;
}

/**
 * `npx fpos-hil run --iut … --seed …`, with the selection of the run. With a path where one drawn run was replayed, or
 * where a run of one case found one that fails: then that one alone is run again.
 */
export const replayCommand = (
  { iut, seed, selection, path, blind }: Manifest,
  cases: readonly Pick<JudgedCase, 'observations'>[] = [],
): string => runCommand({ iut: iut.id, seed, selection, path: path ?? failedPath(cases), blind });
