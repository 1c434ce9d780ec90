import { CA_HOST, issues } from './ca.ts';
import { broken, invariant } from './invariant.ts';

export const inv08 = invariant(
  'INV-08',
  'an application leads to one certificate at most, and to none after the expiry in its offer',
  (seen, each) => {
    const ends = new Map(
      seen.http({ host: CA_HOST, path: /^\/applications$/ }).flatMap(({ response }) => {
        const { application, expires } = (response ?? {}) as { application?: unknown; expires?: unknown };
        return typeof application === 'string' && typeof expires === 'string'
          ? [[application, new Date(expires)] as const]
          : [];
      }),
    );
    const first = new Map<string, Uint8Array>();
    return each(issues(seen), ({ n, application, der }) => {
      const earlier = first.get(application);
      if (earlier)
        return Buffer.compare(earlier, der) === 0
          ? []
          : [broken('one application led to two certificates', n)];
      first.set(application, der);
      const end = ends.get(application);
      const signed = seen.http({ path: /\/(signed|renewal)$/ }).some((x) => x.n === n);
      const at = new Date(seen.all.find((o) => o.n === n)!.at);
      return signed && end && at > end ? [broken('a certificate came out after the expiry', n)] : [];
    });
  },
);
