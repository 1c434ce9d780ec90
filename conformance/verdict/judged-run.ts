/** A judged run: everything that a report is made of. Reports cut nothing and add nothing. */

import type { Observation } from '../../simulator/world/index.ts';
import type { Requirement } from '../requirements/index.ts';
import type { Expected } from './expected-failures.ts';
import type { CaseVerdict, Role } from './types.ts';

/** The facts of a run that are not part of its transcript: real time, machine, ports. */
export interface Manifest {
  readonly schema: 1;
  readonly suite: { readonly name: 'fpos-hil'; readonly version: string; readonly edition: string };
  readonly iut: {
    /** As given to `--iut`. */
    readonly id: string;
    readonly name: string;
    readonly version: string;
    readonly roles: readonly Role[];
    readonly connector: 'in-process' | 'stdio' | 'http' | 'websocket';
    /** What it claims: with this the cases were selected. Unset is not false. */
    readonly ics?: Readonly<Record<string, boolean>>;
    /** The configuration that was used: secrets by reference, environment variables by name alone. */
    readonly configuration?: unknown;
  };
  readonly seed: string;
  /** Which cases were asked for, as the options said it; empty: all. */
  readonly selection: Readonly<Record<string, string>>;
  readonly blind?: true;
  /** `--path`: which of the runs that a case draws was replayed. */
  readonly path?: string;
  /** Instances of the IUT that ran at the same time. */
  readonly workers?: number;
  readonly expectedFailures?: readonly Expected[];
  /** Where this run was put together from shards: the SHA-256 of each transcript, in order. */
  readonly shards?: readonly string[];
  /** Real time, ISO 8601. The only place where it stands. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly environment: Readonly<Record<string, string>>;
  /** SHA-256 of each file of the run folder, hex. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Summary {
  readonly pass: number;
  readonly fail: number;
  readonly inconc: number;
  readonly error: number;
  readonly notApplicable: number;
}

export interface JudgedCase extends CaseVerdict {
  /** The test purpose, one sentence. */
  readonly purpose: string;
  readonly purposeJa: string;
  readonly steps: readonly string[];
  /** The rules that were applied, as sentences. */
  readonly expected: readonly string[];
  /** What was seen, in order; empty for a case that does not apply. */
  readonly observations: readonly Observation[];
}

export interface JudgedRun {
  readonly manifest: Manifest;
  readonly summary: Summary;
  readonly requirements: readonly Requirement[];
  readonly cases: readonly JudgedCase[];
}

/** What stands in `verdicts.json`. The shape is a contract: tools read it. */
export interface VerdictsFile {
  readonly schema: 1;
  readonly summary: Summary;
  readonly cases: readonly Pick<
    CaseVerdict,
    'id' | 'role' | 'requirements' | 'verdict' | 'reason' | 'evidence' | 'advisories'
  >[];
}

export function summarise(cases: readonly Pick<CaseVerdict, 'verdict'>[]): Summary {
  const count = (verdict: CaseVerdict['verdict']): number =>
    cases.filter((c) => c.verdict === verdict).length;
  return {
    pass: count('pass'),
    fail: count('fail'),
    inconc: count('inconc') + count('none'),
    error: count('error'),
    notApplicable: count('notApplicable'),
  };
}
