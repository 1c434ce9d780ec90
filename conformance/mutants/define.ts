/** Implementations with one defect each: the reference with one named step replaced. */
import type { InProcessFactory } from '../iut/connector.ts';
import { REFERENCE_STEPS, type ReferenceSteps, referenceIut } from '../iut/reference/reference-iut.ts';
import type { Role } from '../verdict/types.ts';

export interface Mutant {
  readonly id: `mutant:${string}`;
  readonly role: Role;
  /** The defect, in one sentence. */
  readonly defect: string;
  readonly factory: InProcessFactory;
  /** The steps that are replaced, as `ca.checkCode`; absent: not known. */
  readonly replaces?: readonly string[];
  /** Cases it fails besides those that name it, each with the reason. */
  readonly alsoFails: Readonly<Record<string, string>>;
}

export type CaseId = `TC-${string}`;

/** `46` in the group `CA` is TC-CA-046. */
export const numberedIn =
  (group: 'CA' | 'RP') =>
  (...numbers: readonly number[]): readonly CaseId[] =>
    numbers.map((number) => `TC-${group}-${String(number).padStart(3, '0')}` as const);

/** Several cases failed for the same reason. */
export const because = (reason: string, ...cases: readonly CaseId[]): Mutant['alsoFails'] =>
  Object.fromEntries(cases.map((id) => [id, reason]));

type Replaced = {
  readonly [Actor in Exclude<keyof ReferenceSteps, 'keyStore' | 'storage' | 'front'>]?: Partial<
    ReferenceSteps[Actor]
  >;
} & Partial<Pick<ReferenceSteps, 'keyStore' | 'storage' | 'front'>>;

/** Of each actor the names of its steps; parts that have none stand for themselves. */
const namesIn = (replaced: Replaced): readonly string[] =>
  Object.entries(replaced).flatMap(([actor, steps]) =>
    typeof steps === 'object' ? Object.keys(steps).map((step) => `${actor}.${step}`) : [actor],
  );

/** `replaced` is made anew for each case, so a defect may keep state of its own. */
export function mutant(
  id: Mutant['id'],
  role: Role,
  defect: string,
  replaced: Replaced | (() => Replaced),
  alsoFails: Mutant['alsoFails'] = {},
): Mutant {
  const factory: InProcessFactory = (rig) => {
    const own = typeof replaced === 'function' ? replaced() : replaced;
    const steps: ReferenceSteps = {
      card: { ...REFERENCE_STEPS.card, ...own.card },
      library: { ...REFERENCE_STEPS.library, ...own.library },
      ca: { ...REFERENCE_STEPS.ca, ...own.ca },
      bank: { ...REFERENCE_STEPS.bank, ...own.bank },
      hub: { ...REFERENCE_STEPS.hub, ...own.hub },
      keyStore: own.keyStore ?? REFERENCE_STEPS.keyStore,
      front: own.front ?? REFERENCE_STEPS.front,
      storage: own.storage ?? REFERENCE_STEPS.storage,
    };
    return referenceIut(id, steps)(rig);
  };
  const replaces = namesIn(typeof replaced === 'function' ? replaced() : replaced);
  return { id, role, defect, factory, replaces, alsoFails };
}
