/** The items of the ICS (ISO/IEC 9646-7): what an implementation may have or lack, beside its roles. */
import type { Role } from '../verdict/types.ts';

interface Item {
  readonly says: string;
  readonly saysJa: string;
  readonly roles: readonly Role[];
  /** `m` mandatory, `o` optional, `o.1` at least one of those marked so. */
  readonly status: 'm' | 'o' | 'o.1';
}

export const ICS = {
  'controlled-clock': {
    says: 'takes its time from reset and clock.set',
    saysJa: '時刻を reset と clock.set から得る',
    roles: ['card', 'library', 'ca', 'relying-party'],
    status: 'o',
  },
  'key-in-application': {
    says: 'the public key comes with the application',
    saysJa: '公開鍵が申込みとともに来る',
    roles: ['library', 'ca'],
    status: 'o.1',
  },
  'code-after-signature': {
    says: 'a one-time code comes after the signature',
    saysJa: '署名の後に一回限りの符号が来る',
    roles: ['library', 'ca'],
    status: 'o.1',
  },
} as const satisfies Record<string, Item>;

export type IcsItem = keyof typeof ICS;
export const ICS_ITEMS = Object.keys(ICS) as readonly IcsItem[];
export type IcsClaims = Readonly<Partial<Record<IcsItem, boolean | undefined>>>;

/** True, false, or undefined: not said. */
export const claims = (ics: IcsClaims | undefined, item: IcsItem): boolean | undefined => ics?.[item];

/** What a case asks of the ICS. */
export function needsOf(testCase: {
  readonly role: Role;
  readonly needs?: readonly IcsItem[];
  readonly route?: IcsItem;
}): readonly IcsItem[] {
  const route = testCase.route ?? 'key-in-application';
  const routed = testCase.role === 'library' || testCase.role === 'ca';
  return [...(testCase.needs ?? []), ...(routed ? [route] : [])];
}

/** The static review: what no implementation may claim. */
export function reviewOf(ics: IcsClaims | undefined, roles: readonly Role[]): readonly string[] {
  const applies = ICS_ITEMS.filter((item) => ICS[item].roles.some((role) => roles.includes(role)));
  const choice = applies.filter((item) => ICS[item].status === 'o.1');
  return choice.length > 0 && choice.every((item) => claims(ics, item) === false)
    ? [`at least one of ${choice.join(', ')} must be there, and all are denied`]
    : [];
}
