/** The faults of a world: one door before each host. */
import { UsageError } from '../../errors.ts';
import type { World } from '../../world/index.ts';
import { type ActiveFault, createDoor } from './door.ts';
import { FAULT_TYPES, type Fault, type FaultInput, type FaultType, fault } from './fault.ts';
import type { Surface, Surfaces } from './surface.ts';

export interface Faults {
  /** Short name to name on the network, of all hosts that can have faults. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Which faults a host can have. */
  typesOf(name: string): readonly FaultType[];
  /** Those that have no meaning for a host, each with the reason. */
  cannot(name: string): Readonly<Partial<Record<FaultType, string>>>;
  /**
   * From now on these and no others; an empty list ends all faults of that host.
   *
   * @throws UsageError ERR_FAULT: no such host, a fault that it cannot have, or one that cannot be read
   */
  set(name: string, faults: readonly FaultInput[]): void;
  /** What is set now; what is used up is no longer there. */
  of(name: string): readonly ActiveFault[];
  /** Ends all faults of all hosts. */
  clear(): void;
}

const typesOf = ({ cannot }: Surface): readonly FaultType[] =>
  FAULT_TYPES.filter((type) => !(type in cannot));

const refuse = (message: string, hint: string): never => {
  throw new UsageError('ERR_FAULT', message, { hint });
};

function readFault(input: FaultInput, name: string, surface: Surface): Fault {
  const parsed = fault.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(`${name}: /${issue?.path.join('/')}: ${issue?.message}`, 'docs/world.md lists all faults.');
  }
  const { type } = parsed.data;
  const because = surface.cannot[type];
  if (because !== undefined)
    refuse(
      `${name} cannot have the fault ${type}: ${because}`,
      `It can have: ${typesOf(surface).join(', ')}.`,
    );
  return parsed.data;
}

export function createFaults(world: World, surfaces: Surfaces): Faults {
  const chance = world.chance.fork('faults');
  const doors = new Map(
    Object.entries(surfaces).map(([name, surface]) => {
      const door = createDoor(surface, world);
      world.network.guard(surface.host, door.pass);
      return [name, { surface, door }] as const;
    }),
  );
  const named = (name: string) =>
    doors.get(name) ??
    refuse(`no host ${JSON.stringify(name)} in this world`, `There are: ${[...doors.keys()].join(', ')}.`);
  return {
    hosts: Object.fromEntries([...doors].map(([name, { surface }]) => [name, surface.host])),
    typesOf: (name) => typesOf(named(name).surface),
    cannot: (name) => named(name).surface.cannot,
    set(name, inputs) {
      const { surface, door } = named(name);
      const faults = inputs.map((input) => readFault(input, name, surface));
      door.set(faults, chance.fork(name));
    },
    of: (name) => named(name).door.active,
    clear() {
      for (const [name, { door }] of doors) door.set([], chance.fork(name));
    },
  };
}
