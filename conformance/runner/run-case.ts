/** Runs one case and gives what was seen. It decides nothing. */
import { CodedError } from '../../simulator/errors.ts';
import { type Observation, withDeadline } from '../../simulator/world/index.ts';
import type { TestCase } from '../cases/define.ts';
import { type Connector, IutBroke } from '../iut/connector.ts';
import { examine } from './examine.ts';
import { watched } from './open-requests.ts';
import { Abandoned, createRig, type Rig, type RigOptions } from './rig.ts';
import { CardSpared } from './spared-card.ts';

export interface RunCaseOptions {
  /** As given to `--iut`, for the command that repeats the case. */
  readonly iut?: string | undefined;
  readonly connector: Connector;
  readonly seed: string;
  readonly controlledClock: boolean;
  /** Replays one run of a property-based case. */
  readonly replayPath?: string | undefined;
  readonly blind?: boolean | undefined;
  /** False: a CA that shows its record of decisions to nobody, as its ICS says, is not asked for it. */
  readonly examined?: boolean | undefined;
  readonly pins?: RigOptions['pins'];
  /** Of a card under test: stands before cases that are not destructive. */
  readonly cardGuard?: RigOptions['cardGuard'];
  readonly cps?: RigOptions['cps'];
  readonly route?: RigOptions['route'];
  readonly onObservation?: (observation: Observation) => void;
  /** Told of what the IUT broke with something of this case when it was over; it belongs to the observations. */
  readonly onLate?: (observation: Observation) => void;
  /** Real time allowed to one step; an IUT that needs more is left behind (`timeout`). */
  readonly stepLimitMs?: number;
}

/** Ten times what the slowest step of the reference takes on a slow machine. */
const STEP_LIMIT_MS = 30_000;

/** Which part of the case took too long, and what the IUT owes an answer to. */
const lateText = (where: string, limitMs: number, open: readonly string[]): string =>
  `no answer within the time limit of a step, ${limitMs} ms: ${where}; ${
    open.length === 0 ? 'nothing was asked of the IUT' : `not answered: ${[...new Set(open)].join(', ')}`
  }`;

export async function runCase(testCase: TestCase, options: RunCaseOptions): Promise<readonly Observation[]> {
  const { stepLimitMs = STEP_LIMIT_MS } = options;
  const { connector, open: unanswered } = watched(options.connector);
  let where = 'the initial condition';
  const kept: Observation[] = [];
  // Once the case is over nothing may be added: a late call of the IUT must not count for anything.
  let open = true;
  const onObservation = (observation: Observation): void => {
    if (!open) return;
    kept.push(observation);
    options.onObservation?.(observation);
  };
  const onLate = ({ how, message }: IutBroke): void => {
    const { n = -1, at = '' } = kept.at(-1) ?? {};
    const observation = { n: n + 1, case: testCase.id, at, kind: 'broke', how, says: message } as const;
    kept.push(observation);
    options.onLate?.(observation);
  };
  const limited = <T>(work: Promise<T>): Promise<T> =>
    withDeadline(
      work,
      stepLimitMs,
      () => new IutBroke('timeout', lateText(where, stepLimitMs, unanswered())),
    );

  let rig: Rig | undefined;
  const record = (seen: Parameters<Rig['world']['recorder']['record']>[0]): void => {
    if (rig) rig.world.recorder.record(seen);
    else onObservation({ n: kept.length, case: testCase.id, at: kept.at(-1)?.at ?? '', ...seen });
  };
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (error instanceof Abandoned) return;
      if (error instanceof CardSpared) record({ kind: 'broke', how: 'spared', says: error.message });
      else if (error instanceof IutBroke) record({ kind: 'broke', how: error.how, says: error.message });
      else record({ kind: 'rig-error', code: codeOf(error), says: (error as Error).message });
    }
  };

  await guarded(async () => {
    const cardGuard = testCase.destructive ? undefined : options.cardGuard;
    const made = createRig({ testCase, ...options, connector, cardGuard, onObservation, onLate });
    rig = await limited(made);
    const own = rig;
    await limited(Promise.resolve(testCase.initialCondition?.(own)));
    record({ kind: 'phase', phase: 'procedure' });
    for (const [index, step] of testCase.procedure.entries()) {
      where = `step ${index + 1} (${step.title})`;
      record({ kind: 'step', index, title: step.title });
      await limited(Promise.resolve(step.run(own)));
      // It may have broken where no call told: in an HTTP handler, or by speaking unasked.
      const broken = connector.broken?.();
      if (broken) throw broken;
    }
    if (own.role === 'ca' && options.examined !== false) {
      where = 'the examination of the record';
      record({ kind: 'phase', phase: 'examination' });
      await limited(examine(own));
    }
  });
  record({ kind: 'phase', phase: 'end' });
  open = false;
  await connector.detach();
  return kept;
}

const codeOf = (error: unknown): string => (error instanceof CodedError ? error.code : 'ERR_RIG');
