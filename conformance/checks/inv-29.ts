import { BANK_HOST } from './bank.ts';
import { pushes } from './bank-changes.ts';
import { broken, invariant } from './invariant.ts';
import type { Seen } from './seen.ts';

/** Names, addresses and identifiers of everybody in the case, as they would stand in a push. */
function personal(seen: Seen): readonly string[] {
  const told = seen.all.flatMap((o) => {
    if (o.kind !== 'given') return [];
    if (o.name.startsWith('address of ')) return [String(o.value)];
    if (o.name !== 'citizen') return [];
    const { address, birth, name } = o.value as { address?: string; birth?: string; name?: unknown };
    const names = typeof name === 'object' && name !== null ? Object.values(name) : [name];
    return [address, birth, ...names].filter((text): text is string => typeof text === 'string');
  });
  const identifiers = seen.http({ host: BANK_HOST, path: /^\/login\/answers$/ }).flatMap(({ response }) => {
    const { customer } = (response ?? {}) as { customer?: unknown };
    return typeof customer === 'string' ? [customer] : [];
  });
  // A single character says nothing of anybody.
  return [...told, ...identifiers].filter((text) => text.length > 1);
}

/** Source: fpos.md 9.5, INV-29. That tapping it confirms nothing is in INV-27: the press is a signature. */
export const inv29 = invariant(
  'INV-29',
  'no push holds a name, an address or an identifier',
  (seen, each) => {
    const forbidden = personal(seen);
    return each(pushes(seen), ({ n, request }) => {
      const text = JSON.stringify(request ?? '');
      return forbidden.some((personalText) => text.includes(personalText))
        ? [broken('a push says of whom or of what it is', n)]
        : [];
    });
  },
);
