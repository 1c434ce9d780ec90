/** What a hub did: grants, what it passed on, and what it refused. */
import type { Finding } from '../verdict/types.ts';
import { identifiers } from './ca-person.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen, SeenHttp } from './seen.ts';

const HUB_HOST = 'hub.test';
const GRANTS = /^\/grants$/;
const WITHDRAWALS = /^\/grants\/[^/]+\/withdrawal$/;
const DATA = /^\/data$/;

const ok = ({ status = 0 }: SeenHttp): boolean => status >= 200 && status < 300;
const toHub = (seen: Seen, path?: RegExp): readonly SeenHttp[] =>
  seen.http({ host: HUB_HOST, ...(path && { path }) });

interface Delivered {
  readonly n: number;
  readonly pairwise: unknown;
  readonly item: unknown;
  readonly value: unknown;
  readonly use: unknown;
}

/** Everything that operators fetched. */
const delivered = (seen: Seen): readonly Delivered[] =>
  toHub(seen, DATA).flatMap((x) => {
    const { data } = (x.response ?? {}) as { data?: unknown };
    if (x.method !== 'GET' || !ok(x) || !Array.isArray(data)) return [];
    return data.map((one: Omit<Delivered, 'n'>) => ({ ...one, n: x.n }));
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
