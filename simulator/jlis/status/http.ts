/** What OCSP answers and lists have in common as files over HTTP: validators and how long a cache may keep them. */
import { createHash } from 'node:crypto';
import type { Der } from '../../pki/index.ts';
import { answerInHand } from '../../world/index.ts';

/** Something signed that stays the same until the next tick. */
export interface Cacheable {
  readonly der: Der;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** From when on something newer may be there; undefined: at any moment. */
  readonly staleAt: Date | undefined;
}

// RFC 5019, 6.2: recommends the hash of the response; any strong validator does.
const etagOf = (der: Der): string => `"${createHash('sha1').update(der).digest('hex').toUpperCase()}"`;

/** RFC 9110, 13.1.2: one of the entity tags, or `*`; for GET the weak comparison counts. */
const isNamedIn = (ifNoneMatch: string, etag: string): boolean =>
  ifNoneMatch.split(',').some((given) => {
    const tag = given.trim().replace(/^W\//, '');
    return tag === '*' || tag === etag;
  });

function maxAge({ nextUpdate, staleAt }: Cacheable, now: Date): number {
  if (staleAt === undefined) return 0;
  const until = Math.min(staleAt.getTime(), nextUpdate.getTime());
  return Math.max(0, Math.floor((until - now.getTime()) / 1000));
}

/** The answer to a GET, or 304 if the asker has these very bytes. RFC 5019, 5 and 6.2; the same fields suit a CRL. */
export function cacheableResponse(type: string, file: Cacheable, now: Date, asked: Headers): Response {
  const etag = etagOf(file.der);
  const headers = {
    'content-type': type,
    etag,
    'last-modified': file.thisUpdate.toUTCString(),
    expires: file.nextUpdate.toUTCString(),
    'cache-control': `max-age=${maxAge(file, now)}, public, no-transform, must-revalidate`,
  };
  const known = asked.get('if-none-match');
  if (known !== null && isNamedIn(known, etag)) return new Response(null, { status: 304, headers });
  return answerInHand(file.der, { headers });
}

/** Who may ask, told from the header fields of a request. */
export type MayAsk = (headers: Headers) => boolean;
