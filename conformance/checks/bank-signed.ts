/** Everything signed that a relying party accepted, at whichever door it came. */
import { type Certificate, decodeCertificate, decodeJws, type Jws } from '../decode/index.ts';
import { answers, isDone, presses, reports, signatures } from './bank.ts';
import { tryTo } from './ca.ts';
import type { Seen, SeenHttp } from './seen.ts';

export type Door = 'login' | 'payment' | 'press' | 'report';

export interface Accepted {
  readonly n: number;
  readonly door: Door;
  /** Of the request. */
  readonly path: string;
  readonly response: unknown;
  readonly compact: string;
  /** Undefined: the IUT accepted what is no JWS of the profile. */
  readonly jws: Jws | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Of the signer. */
  readonly certificate: Certificate | undefined;
}

const DOORS: Readonly<Record<Door, { seen: (seen: Seen) => readonly SeenHttp[]; member: string }>> = {
  login: { seen: answers, member: 'answer' },
  payment: { seen: signatures, member: 'jws' },
  press: { seen: presses, member: 'jws' },
  report: { seen: reports, member: 'jws' },
};

function read(door: Door, x: SeenHttp): Accepted {
  const compact = String((x.request as Record<string, unknown> | undefined)?.[DOORS[door].member] ?? '');
  const jws = tryTo(() => decodeJws(compact));
  const payload = jws && tryTo(() => JSON.parse(Buffer.from(jws.payload).toString('utf8')) as object);
  const leaf = jws?.x5c[0];
  return {
    n: x.n,
    door,
    path: x.path,
    response: x.response,
    compact,
    jws,
    payload: (payload ?? {}) as Record<string, unknown>,
    certificate: leaf && tryTo(() => decodeCertificate(leaf)),
  };
}

/** In the order in which they came. */
export const acceptedAt = (seen: Seen, ...doors: readonly Door[]): readonly Accepted[] =>
  doors
    .flatMap((door) =>
      DOORS[door]
        .seen(seen)
        .filter((x) => isDone[door](x))
        .map((x) => read(door, x)),
    )
    .sort((a, b) => a.n - b.n);

export const ALL_DOORS: readonly Door[] = ['login', 'payment', 'press', 'report'];

/** When an observation was made. */
export const timeOf = (seen: Seen, n: number): Date => new Date(seen.all.find((o) => o.n === n)?.at ?? 0);
