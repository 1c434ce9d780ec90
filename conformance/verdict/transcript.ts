/** The transcript of a run: JSON lines, a header and then one observation per line, in the order of cases. */
import { UsageError } from '../../simulator/errors.ts';
import type { Observation } from '../../simulator/world/index.ts';

/** The first line. Nothing in it depends on the machine or on real time. */
export interface TranscriptHeader {
  readonly transcript: 1;
  readonly suite: string;
  readonly edition: string;
  readonly seed: string;
  readonly iut: string;
  /** The IUT was not told which case ran. */
  readonly blind?: true;
  /** Ids of all cases of the run: those that ran, and with the reason those that do not apply or were given up. */
  readonly cases: readonly {
    readonly id: string;
    readonly notApplicable?: string;
    readonly notRun?: string;
  }[];
}

export interface Transcript {
  readonly header: TranscriptHeader;
  readonly observations: readonly Observation[];
}

export const writeTranscript = ({ header, observations }: Transcript): string =>
  `${[header, ...observations].map((line) => JSON.stringify(line)).join('\n')}\n`;

/** Throws UsageError ERR_TRANSCRIPT naming the line. */
export function readTranscript(text: string): Transcript {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const parsed = lines.map((line, i) => {
    try {
      return JSON.parse(line) as unknown;
    } catch (cause) {
      throw new UsageError('ERR_TRANSCRIPT', `transcript line ${i + 1} is not JSON`, {
        cause,
        hint: 'take the transcript.jsonl of a run folder, unaltered',
      });
    }
  });
  const [header, ...observations] = parsed as [TranscriptHeader | undefined, ...Observation[]];
  if (header?.transcript !== 1 || !Array.isArray(header.cases))
    throw new UsageError('ERR_TRANSCRIPT', 'line 1 is not the header of a transcript of version 1');
  const bad = observations.findIndex((o) => typeof o?.kind !== 'string' || typeof o.case !== 'string');
  if (bad >= 0) throw new UsageError('ERR_TRANSCRIPT', `transcript line ${bad + 2} is no observation`);
  return { header, observations };
}

export function byCase(observations: readonly Observation[]): ReadonlyMap<string, readonly Observation[]> {
  const groups = new Map<string, Observation[]>();
  for (const o of observations) {
    const group = groups.get(o.case);
    if (group) group.push(o);
    else groups.set(o.case, [o]);
  }
  return groups;
}
