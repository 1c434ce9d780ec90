import { CA_HOST } from './ca.ts';
import { recordedConsents } from './ca-consent.ts';
import { identifiers } from './ca-person.ts';
import { broken, invariant } from './invariant.ts';
import type { Seen } from './seen.ts';

interface Told {
  readonly n: number;
  readonly pairwise: unknown;
}

/** Each change that a relying party heard of or fetched, by the identifier under which it knows the person. */
function changesTold(seen: Seen): readonly Told[] {
  const events = seen.http({ host: CA_HOST, path: /^\/events$/ }).flatMap(({ n, response }) => {
    const list = (response as { events?: unknown } | undefined)?.events;
    if (!Array.isArray(list)) return [];
    return list
      .filter(({ kind }: { kind?: unknown }) => kind === 'attributes-changed')
      .map(({ pairwise }: { pairwise?: unknown }) => ({ n, pairwise }));
  });
  const cases = seen
    .http({ host: CA_HOST, path: /^\/attribute-cases\// })
    .filter(({ problem, response }) => problem === undefined && response !== undefined)
    .map(({ n, response }) => ({ n, pairwise: (response as { pairwise?: unknown }).pairwise }));
  return [...events, ...cases];
}

/** 公的個人認証法52条6項, 電子署名法12条; that a consent is for one service is the ministry's notice. Not even the fact of a change is told otherwise. */
export const inv25 = invariant(
  'INV-25',
  'a relying party hears of a change only of a person who consented to its own service',
  (seen, each) => {
    const apps = new Map(identifiers(seen).map(({ app, pairwise }) => [pairwise, app]));
    const consents = recordedConsents(seen);
    return each(changesTold(seen), ({ n, pairwise }) => {
      const app = apps.get(String(pairwise));
      return consents.some((consent) => consent.n < n && consent.signed.service === app)
        ? []
        : [broken('a relying party heard of a change without a consent to its service', n)];
    });
  },
);
