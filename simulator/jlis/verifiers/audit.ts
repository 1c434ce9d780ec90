/** Who asked J-LIS for what, and how it ended: never what was delivered. From it comes the yearly report. */
import { createHash } from 'node:crypto';
import type { JlisOperation, YearlyReport } from '../../profile/index.ts';
import { dateJst } from '../../world/index.ts';
import type { JpkiKind } from '../config.ts';

export interface AuditEntry {
  readonly at: Date;
  /** Id of the verifier; `holder` on the holder's interface; undefined for somebody who is not registered. */
  readonly who: string | undefined;
  readonly operation: JlisOperation;
  /** Hash of CA and number of the certificate in question. */
  readonly subject: string | undefined;
  /** An outcome of the profile, or the code of a refusal. */
  readonly outcome: string;
  readonly feeYen: number;
}

/** Tells entries about one certificate apart from others, without its number. */
export const subjectHash = (kind: JpkiKind, serial: bigint): string =>
  createHash('sha256').update(`${kind} ${serial}`).digest('hex').slice(0, 32);

export function reportOf(
  entries: readonly AuditEntry[],
  verifiers: readonly string[],
  year: number,
): YearlyReport {
  const ofYear = entries.filter(({ at }) => Number(dateJst(at).slice(0, 4)) === year);
  return {
    year,
    verifiers: [...verifiers].sort().map((verifier) => {
      const own = ofYear.filter(({ who }) => who === verifier);
      const counts = new Map<string, number>();
      for (const { operation, outcome } of own) {
        const key = `${operation} ${outcome}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      return {
        verifier,
        counts: [...counts].sort().map(([key, count]) => {
          const [operation, outcome] = key.split(' ') as [JlisOperation, string];
          return { operation, outcome, count };
        }),
        feeYen: own.reduce((sum, { feeYen }) => sum + feeYen, 0),
      };
    }),
  };
}
