/** Computes the verdicts of a run folder again, from its transcript alone. */
import { judgeTranscript } from '../../conformance/runner/run.ts';
import { summarise } from '../../conformance/verdict/judged-run.ts';
import type { CaseVerdict } from '../../conformance/verdict/types.ts';
import { readRunFolder } from './run-folder.ts';

export interface Difference {
  readonly id: string;
  readonly recorded: string;
  readonly recomputed: string;
}

export interface Rejudged {
  readonly count: number;
  readonly differences: readonly Difference[];
}

const shown = (v: Pick<CaseVerdict, 'verdict' | 'reason'> | undefined): string =>
  v === undefined ? 'no verdict' : `${v.verdict}${v.reason ? ` (${v.reason})` : ''}`;

/** Throws UsageError when the folder is none of a run. */
export async function rejudge(dir: string): Promise<Rejudged> {
  const { transcript, verdicts } = await readRunFolder(dir);
  const again = judgeTranscript(transcript);
  const ids = [...new Set([...verdicts.cases.map((c) => c.id), ...again.map((c) => c.id)])];
  const differences = ids.flatMap((id): readonly Difference[] => {
    const recorded = shown(verdicts.cases.find((c) => c.id === id));
    const recomputed = shown(again.find((c) => c.id === id));
    return recorded === recomputed ? [] : [{ id, recorded, recomputed }];
  });
  const counts = [JSON.stringify(verdicts.summary), JSON.stringify(summarise(again))];
  if (counts[0] !== counts[1])
    differences.push({ id: 'summary', recorded: counts[0]!, recomputed: counts[1]! });
  return { count: again.length, differences };
}
