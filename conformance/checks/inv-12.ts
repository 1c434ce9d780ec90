import { decodeOcspResponse } from '../decode/index.ts';
import { bytesOf, handedIn, issues, tryTo } from './ca.ts';
import { broken, invariant } from './invariant.ts';
import type { Seen } from './seen.ts';

const STATUS_HOSTS = /^(ocsp|crl)-sign\.jlis\.test$/;

/** Where an answer about status came, in the order of the transcript; a list counts as one without saying what it says. */
const told = (seen: Seen): readonly { readonly n: number; readonly status: string }[] =>
  seen.all.flatMap((o) => {
    if (o.kind !== 'http' || !STATUS_HOSTS.test(new URL(o.url).hostname) || !o.response?.base64) return [];
    if (!o.response.type.startsWith('application/ocsp-response')) return [{ n: o.n, status: 'list' }];
    const read = tryTo(() => decodeOcspResponse(bytesOf(o.response!.base64!)));
    return [{ n: o.n, status: read?.responses[0]?.status ?? 'unreadable' }];
  });

/** What is answered in one exchange with the applicant is written down after what was asked meanwhile. */
export const inv12 = invariant(
  'INV-12',
  'between an application and its certificate J-LIS said that the card’s certificate is good',
  (seen, each) => {
    const statuses = told(seen);
    const messages = handedIn(seen);
    const given = new Set<string>();
    const own = (application: string) =>
      messages.filter(({ path }) => path.startsWith(`/applications/${application}/`));
    const first = issues(seen).filter(({ n, application }) => {
      if (given.has(application) || !own(application).some((message) => message.n === n)) return false;
      given.add(application);
      return true;
    });
    return each(first, ({ n, application }) => {
      // Its answer may have been lost before: what counts is the first message.
      const begun = own(application)[0]!.n;
      const since = messages.filter((m) => m.n < begun).at(-1)?.n ?? -1;
      const heard = statuses.filter((s) => s.n > since && s.n < n).at(-1);
      return heard?.status === 'good' || heard?.status === 'list'
        ? []
        : [
            broken('a certificate came out though J-LIS did not say good', n, {
              actual: heard?.status ?? 'nothing was asked',
            }),
          ];
    });
  },
);
