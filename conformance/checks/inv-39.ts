import { CA_HOST } from './ca.ts';
import { delivered, takenGrants, toHub } from './hub.ts';
import { broken, invariant } from './invariant.ts';
import type { Seen } from './seen.ts';

interface Link {
  readonly n: number;
  readonly grant: unknown;
  readonly source: unknown;
  readonly target: unknown;
}

/** What the hub asked of the CA, and the two identifiers that it heard. */
const links = (seen: Seen): readonly Link[] =>
  seen.http({ host: CA_HOST, path: /^\/pairwise-links$/, from: 'iut' }).map(({ n, request, response }) => ({
    n,
    grant: (request as { grant?: unknown } | undefined)?.grant,
    source: (response as { source?: unknown } | undefined)?.source,
    target: (response as { target?: unknown } | undefined)?.target,
  }));

/** 公的個人認証法63条 keeps numbers from being matched; that the same holds of identifiers is the publisher's promise (P6). */
export const inv39 = invariant(
  'INV-39',
  'two identifiers of a person come together only under a grant that was handed in, and no operator hears the other’s',
  (seen, each) => {
    const handedIn = new Set(
      toHub(seen, /^\/grants$/).map(({ request }) => (request as { jws?: unknown } | undefined)?.jws),
    );
    const asked = links(seen);
    const heard = (side: 'source' | 'target') =>
      asked.flatMap((link) => (typeof link[side] === 'string' ? [link[side]] : []));
    const grants = takenGrants(seen);
    // Who fetches is a target; whoever else talks to the hub is none, in what it says there.
    const fetched = delivered(seen).map((one) => ({
      n: one.n,
      text: JSON.stringify(one),
      of: 'source' as const,
    }));
    const others = toHub(seen)
      .filter(({ method, path }) => !(method === 'GET' && path === '/data'))
      .map(({ n, response }) => ({ n, text: JSON.stringify(response ?? ''), of: 'target' as const }));
    return [
      ...each(asked, ({ n, grant }) =>
        handedIn.has(grant) ? [] : [broken('the hub asked for a link that nobody granted', n)],
      ),
      ...each(grants.length > 0 ? [...fetched, ...others] : [], ({ n, text, of }) =>
        heard(of).some((identifier) => text.includes(identifier))
          ? [broken(`the identifier at the ${of} reached the other side`, n)]
          : [],
      ),
    ];
  },
);
