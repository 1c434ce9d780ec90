/** Which cases apply to an IUT, from its ICS alone: decided before the run. */
import type { TestCase } from '../cases/define.ts';
import type { PinName } from '../iut/card-pins.ts';
import { NOT_CARRIED } from '../iut/card-route/limits.ts';
import type { CardRoute } from '../iut/card-route/ways.ts';
import { claims, type IcsClaims, needsOf } from '../iut/ics.ts';
import type { Role } from '../verdict/types.ts';

/** What is known of an IUT before any case runs. */
export interface Claimed {
  readonly roles: readonly Role[];
  readonly hello: { readonly clock: 'controlled' | 'own' };
  readonly ics?: IcsClaims | undefined;
  /** Absent for an implementation that this project brings itself. */
  readonly config?:
    | {
        readonly cardRoute?: CardRoute | undefined;
        readonly pins?: Partial<Readonly<Record<PinName, unknown>>> | undefined;
      }
    | undefined;
}

/** What a card that keeps its tries would lose a try by, perhaps: a value that nobody has named. */
const unnamed = ({ presents = [] }: TestCase, { config }: Claimed): PinName | undefined =>
  config && presents.find((name) => config.pins?.[name] === undefined);

/** Why a case does not apply to this IUT, or undefined. */
export function notApplicable(
  testCase: TestCase,
  iut: Claimed,
  { keepsTries = false }: { readonly keepsTries?: boolean | undefined } = {},
): string | undefined {
  if (!iut.roles.includes(testCase.role)) return `the IUT does not claim the role ${testCase.role}`;
  if (testCase.needs?.includes('controlled-clock') && iut.hello.clock !== 'controlled')
    return 'the IUT has a clock of its own';
  const carried = NOT_CARRIED[iut.config?.cardRoute ?? 'contract']?.[testCase.id];
  if (carried !== undefined) return `over ${iut.config?.cardRoute}: ${carried}`;
  // Unset is not false: only what the ICS denies is left out.
  const denied = needsOf(testCase).find((item) => claims(iut.ics, item) === false);
  if (denied !== undefined) return `the ICS says that the IUT has no ${denied}`;
  const secret = keepsTries ? unnamed(testCase, iut) : undefined;
  return secret === undefined
    ? undefined
    : `pins.${secret} is not named, and what is assumed would cost a try of a card that keeps its tries`;
}
