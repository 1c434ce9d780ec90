/**
 * Which mutants a case can tell from the reference. A mutant is the reference with named steps replaced, and a run is the same
 * every time: in a case in which the reference calls none of these steps, the mutant does what the reference does, and need not
 * be run to know it.
 */
import type { Observation } from '../../simulator/world/index.ts';
import type { TestCase } from '../cases/index.ts';
import { inProcess } from '../iut/in-process.ts';
import { REFERENCE_STEPS, type ReferenceSteps, referenceIut } from '../iut/reference/reference-iut.ts';
import { runCase } from '../runner/run-case.ts';
import type { Mutant } from './define.ts';

type Step = (...args: readonly unknown[]) => unknown;

/** The same steps, each noting its name when it is called. */
function noting<S extends object>(actor: string, steps: S, called: Set<string>): S {
  const wrapped = Object.entries(steps).map(([name, step]) => [
    name,
    typeof step === 'function'
      ? (...args: readonly unknown[]) => {
          called.add(`${actor}.${name}`);
          return (step as Step)(...args);
        }
      : step,
  ]);
  return Object.fromEntries(wrapped) as S;
}

/** What is no function, or a part of the phone or of the server as a whole, takes part in every case. */
const alwaysCalled = new Set(
  Object.entries(REFERENCE_STEPS).flatMap(([actor, steps]) =>
    typeof steps === 'object'
      ? Object.entries(steps).flatMap(([name, step]) =>
          typeof step === 'function' ? [] : [`${actor}.${name}`],
        )
      : [actor],
  ),
);

/** What the rig saw of the reference in each case is for whoever runs it; the steps that were called stay known. */
const known = new Map<string, ReadonlySet<string>>();

/** The reference in this case. */
export async function runReference(testCase: TestCase): Promise<readonly Observation[]> {
  const names = new Set(alwaysCalled);
  const { card, library, ca, bank, hub } = REFERENCE_STEPS;
  const steps: ReferenceSteps = {
    ...REFERENCE_STEPS,
    card: noting('card', card, names),
    library: noting('library', library, names),
    ca: noting('ca', ca, names),
    bank: noting('bank', bank, names),
    hub: noting('hub', hub, names),
  };
  const connector = inProcess(referenceIut('reference', steps));
  const observations = await runCase(testCase, { connector, seed: '1', controlledClock: true });
  known.set(testCase.id, names);
  return observations;
}

/** Can the case tell this mutant from the reference? */
export async function isTouched({ replaces }: Mutant, testCase: TestCase): Promise<boolean> {
  if (replaces === undefined) return true;
  if (!known.has(testCase.id)) await runReference(testCase);
  const called = known.get(testCase.id)!;
  return replaces.some((step) => called.has(step));
}
