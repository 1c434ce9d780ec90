/** What a hub did: grants, what it passed on, and what it refused. */
import { createHash } from 'node:crypto';
import { decodeJws } from '../decode/index.ts';
import type { Finding } from '../verdict/types.ts';
import { tryTo } from './ca.ts';
import { identifiers } from './ca-person.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen, SeenHttp } from './seen.ts';

const HUB_HOST = 'hub.test';
const GRANTS = /^\/grants$/;
const WITHDRAWALS = /^\/grants\/[^/]+\/withdrawal$/;
const DATA = /^\/data$/;

const ok = ({ status = 0 }: SeenHttp): boolean => status >= 200 && status < 300;
export const toHub = (seen: Seen, path?: RegExp): readonly SeenHttp[] =>
  seen.http({ host: HUB_HOST, ...(path && { path }) });

interface Delivered {
  readonly n: number;
  readonly grant: unknown;
  readonly pairwise: unknown;
  readonly item: unknown;
  readonly value: unknown;
  readonly use: unknown;
}

/** Everything that operators fetched. */
export const delivered = (seen: Seen): readonly Delivered[] =>
  toHub(seen, DATA).flatMap((x) => {
    const { data } = (x.response ?? {}) as { data?: unknown };
    if (x.method !== 'GET' || !ok(x) || !Array.isArray(data)) return [];
    return data.map((one: Omit<Delivered, 'n'>) => ({ ...one, n: x.n }));
  });

/** Everything that operators handed over and the hub took. */
export const handedOver = (seen: Seen): readonly Omit<Delivered, 'value'>[] =>
  toHub(seen, DATA).flatMap((x) =>
    x.method === 'POST' && ok(x) ? [{ ...(x.request as Omit<Delivered, 'n'>), n: x.n }] : [],
  );

/** A grant that the hub took: what the person signed, and since when; as it ends, until when. */
export interface TakenGrant {
  /** SHA-256 of the JWS, as the open profile names a grant. */
  readonly id: string;
  readonly n: number;
  readonly content: {
    readonly source?: unknown;
    readonly target?: unknown;
    readonly items?: unknown;
    readonly use?: unknown;
    readonly expires?: unknown;
  };
  /** The observation in which it was withdrawn. */
  readonly withdrawnAt: number | undefined;
}

export const takenGrants = (seen: Seen): readonly TakenGrant[] =>
  toHub(seen, GRANTS).flatMap((x) => {
    const { jws } = (x.request ?? {}) as { jws?: unknown };
    if (!ok(x) || typeof jws !== 'string') return [];
    const content = tryTo(() => JSON.parse(Buffer.from(decodeJws(jws).payload).toString('utf8')));
    const id = createHash('sha256').update(jws).digest('hex');
    const end = toHub(seen, WITHDRAWALS).find((one) => ok(one) && one.path.includes(id));
    return content ? [{ id, n: x.n, content, withdrawnAt: end?.n }] : [];
  });

const stateIn = ({ response }: SeenHttp): unknown => (response as { state?: unknown } | undefined)?.state;

/** The control: in step `index` the hub took a grant, and it is live. */
export const grantTaken = (index: number): Expectation =>
  expectation(`in step ${index + 1} the hub takes a grant`, (seen) => {
    const [answer] = toHub(seen.step(index), GRANTS);
    return answer && ok(answer) && stateIn(answer) === 'live'
      ? []
      : [{ kind: 'fail', says: 'the hub did not take a good grant', ...(answer && { at: answer.n }) }];
  });

/** In step `index` the withdrawal is taken. */
export const withdrawn = (index: number): Expectation =>
  expectation(`in step ${index + 1} the hub takes a withdrawal`, (seen) => {
    const [answer] = toHub(seen.step(index), WITHDRAWALS);
    return answer && ok(answer) && stateIn(answer) === 'withdrawn'
      ? []
      : [{ kind: 'fail', says: 'the hub did not take the withdrawal', ...(answer && { at: answer.n }) }];
  });

/** In step `index` the grant that is handed in again stands there as withdrawn. */
export const staysWithdrawn = (index: number): Expectation =>
  expectation(`in step ${index + 1} the grant stays withdrawn`, (seen) => {
    const answers = toHub(seen.step(index), GRANTS);
    const live = answers.find((answer) => stateIn(answer) === 'live');
    if (answers.length === 0) return [{ kind: 'fail', says: 'no grant was handed in' }];
    return live ? [{ kind: 'fail', says: 'a grant that was withdrawn lives again', at: live.n }] : [];
  });

/** The control: in step `index` one item reaches its target, as it was handed over. */
export const arrives = (index: number): Expectation =>
  expectation(`in step ${index + 1} one item reaches the target`, (seen): readonly Finding[] => {
    const part = seen.step(index);
    const found = delivered(part);
    const [sent] = toHub(part, DATA).filter(({ method }) => method === 'POST');
    const given = (sent?.request ?? {}) as { item?: unknown; value?: unknown; use?: unknown };
    const [one] = found;
    const same = one && one.item === given.item && one.value === given.value && one.use === given.use;
    return found.length === 1 && same
      ? []
      : [
          {
            kind: 'fail',
            says: one ? 'something else reached the target' : 'nothing reached the target',
            ...(one && { at: one.n }),
          },
        ];
  });

/** In step `index` nothing reaches anybody; somebody did look. */
export const nothingArrives = (index: number): Expectation =>
  expectation(`in step ${index + 1} nothing reaches anybody`, (seen) => {
    const part = seen.step(index);
    const found = delivered(part).map(
      ({ n }): Finding => ({ kind: 'fail', says: 'data passed that must not pass', at: n }),
    );
    const looked = toHub(part, DATA).some((x) => x.method === 'GET' && ok(x));
    return looked ? found : [...found, { kind: 'fail', says: 'the hub gave the target no answer' }];
  });

/** In step `index` the hub refuses with this code. */
export const hubRefuses = (index: number, code: string): Expectation =>
  expectation(`in step ${index + 1} the hub refuses with ${code}`, (seen) => {
    const refused = toHub(seen.step(index)).filter(({ problem }) => problem !== undefined);
    return refused.some(({ problem }) => problem === code)
      ? []
      : [
          {
            kind: 'fail',
            says: `the hub did not refuse with ${code}`,
            expected: code,
            actual: refused.map(({ problem }) => problem).join(', ') || 'no refusal',
            ...(refused[0] && { at: refused[0].n }),
          },
        ];
  });

const identifierIn = (seen: Seen, app: string): string | undefined =>
  identifiers(seen).find((one) => one.app === app)?.pairwise;

/** What reaches the target in step `index` is under the target’s own identifier of the person. */
export const underItsOwnIdentifier = (index: number, target: string): Expectation =>
  expectation(`in step ${index + 1} the target hears of the person under its own identifier`, (seen) => {
    const own = identifierIn(seen, target);
    const [one] = delivered(seen.step(index));
    return one && own !== undefined && one.pairwise === own
      ? []
      : [
          {
            kind: 'fail',
            says: 'the data came under another identifier',
            expected: own ?? 'an identifier',
            actual: String(one?.pairwise),
            ...(one && { at: one.n }),
          },
        ];
  });

/** Nothing that the hub says to whoever hands in grants and data names the person as the target does. */
export const tellsNotTheOther = (target: string): Expectation =>
  expectation('the hub tells the source nothing of the identifier at the target', (seen) => {
    const other = identifierIn(seen, target);
    if (other === undefined) return [{ kind: 'fail', says: 'the person has no identifier at the target' }];
    return toHub(seen)
      .filter(({ method, path }) => !(method === 'GET' && DATA.test(path)))
      .filter(({ response }) => JSON.stringify(response ?? '').includes(other))
      .map(({ n }) => ({ kind: 'fail', says: 'the identifier at the target came out', at: n }));
  });
