import { CA_HOST } from './ca.ts';
import { recordedConsents } from './ca-consent.ts';
import { broken, invariant } from './invariant.ts';

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  name: ['name', 'nameFlags', 'nameKana'],
  address: ['address', 'addressFlags'],
  birth: ['birth'],
  gender: ['gender'],
};

/**
 * Source: fpos.md 9.5, INV-30; 公的個人認証法18条3項 with 施行規則35条の2: per service and item. In a case the only operator that
 * may ask is the bank, so the service is its own.
 */
export const inv30 = invariant(
  'INV-30',
  'an operator gets the items alone that somebody consented to for its service, and hears of nothing without a consent',
  (seen, each) => {
    const consents = (before: number) =>
      recordedConsents(seen).filter(({ n, signed }) => n < before && signed.service === 'abc-bank');
    const cases = each(
      seen
        .http({ host: CA_HOST, path: /^\/attribute-cases\/[0-9a-f]+$/ })
        .filter(({ status }) => status === 200),
      ({ n, response }) => {
        const allowed = new Set(
          consents(n).flatMap(({ signed }) => signed.items.flatMap((item) => MEMBERS[item] ?? [])),
        );
        const { items = {} } = (response ?? {}) as { items?: object };
        return Object.keys(items)
          .filter((member) => !allowed.has(member))
          .map((member) =>
            broken('an item went to an operator that nobody consented to', n, { actual: member }),
          );
      },
    );
    const events = each(
      seen.http({ host: CA_HOST, path: /^\/events$/ }).filter(({ status }) => status === 200),
      ({ n, response }) => {
        const told = (response as { events?: { kind?: string }[] } | undefined)?.events ?? [];
        return told.some(({ kind }) => kind === 'attributes-changed') && consents(n).length === 0
          ? [broken('an operator heard of a change without any consent', n)]
          : [];
      },
    );
    return [...cases, ...events];
  },
);
