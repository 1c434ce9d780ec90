/** What a CA did instead of what was expected of it: the words of a reason, and where it was seen. */
import type { Finding } from '../verdict/types.ts';
import type { Seen, SeenHttp } from './seen.ts';

export const CA_HOST = 'ca.test';

/** More than these tell nobody more. */
const TOLD_MAX = 3;
const MEMBERS_MAX = 8;
const ERROR_LENGTH_MAX = 120;

/** A segment that is an identifier or a whole request differs from run to run, and says nothing in a sentence. */
const isIdentifier = (segment: string, before: string | undefined): boolean =>
  before === 'applications' || segment.length > 24 || (segment.length >= 8 && /\d/.test(segment));

const shortPath = (path: string): string =>
  path
    .split('/')
    .map((segment, i, all) => (isIdentifier(segment, all[i - 1]) ? '…' : segment))
    .join('/');

/** Names of the members, never their values: they may be about a person. */
function contentOf({ response, type }: SeenHttp): string {
  if (typeof response !== 'object' || response === null)
    return type === '' ? 'without a body' : `with ${type}`;
  const members = Object.keys(response);
  const more = members.length > MEMBERS_MAX ? ', …' : '';
  return `with ${members.slice(0, MEMBERS_MAX).join(', ') || 'no member'}${more}`;
}

function answerOf(x: SeenHttp): string {
  if (x.status === undefined)
    return `was not answered${x.error === undefined ? '' : ` (${x.error.slice(0, ERROR_LENGTH_MAX)})`}`;
  if (x.status < 400) return `was answered ${x.status} ${contentOf(x)}`;
  return `was answered ${x.status} ${x.problem ?? 'without a problem document'}`;
}

/** One request to the CA and its answer: `POST /applications/…/signed was answered 422 application-malformed`. */
export const exchangeText = (x: SeenHttp): string => `${x.method} ${shortPath(x.path)} ${answerOf(x)}`;

/** Refused, or left without an answer. */
const isOdd = ({ status }: SeenHttp): boolean => status === undefined || status >= 400;

interface Told {
  readonly n: number;
  readonly text: string;
}

const toldExchange = (x: SeenHttp): Told => ({ n: x.n, text: exchangeText(x) });

/** Operations of the contract that the IUT answered with an error. */
const refusedCalls = (seen: Seen): readonly Told[] =>
  seen.all.flatMap((o) =>
    o.kind === 'call' && o.from === 'rig' && o.error
      ? [{ n: o.n, text: `${o.method} was answered with the error ${o.error.code}: ${o.error.message}` }]
      : [],
  );

const oddIn = (seen: Seen): readonly Told[] =>
  [...seen.http({ host: CA_HOST }).filter(isOdd).map(toldExchange), ...refusedCalls(seen)].sort(
    (a, b) => a.n - b.n,
  );

/** In which part of the case an observation stands. */
function partOf(seen: Seen, n: number): string {
  const begun = seen.whole.findLast(
    (o) => o.n <= n && (o.kind === 'step' || (o.kind === 'phase' && o.phase === 'initial-condition')),
  );
  return begun?.kind === 'step' ? `step ${begun.index + 1}` : 'the initial condition';
}

/** The last thing that went wrong before step `index`, which may be why nothing came to be. */
function before(seen: Seen, index: number): Told | undefined {
  const begin = seen.whole.find((o) => o.kind === 'step' && o.index === index)?.n ?? Number.POSITIVE_INFINITY;
  const last = oddIn(seen.everything).findLast(({ n }) => n < begin);
  return last && { n: last.n, text: `; before it, ${partOf(seen, last.n)}: ${last.text}` };
}

type Instead = Pick<Finding, 'actual' | 'at' | 'missing'>;

/** Nothing at all was asked of the CA, or the step did not begin. */
function nothingIn(seen: Seen, index: number): Instead {
  const begun = seen.whole.find((o) => o.kind === 'step' && o.index === index);
  const cause = before(seen, index);
  const says = begun ? `step ${index + 1}: nothing was asked of the CA` : `step ${index + 1} was not reached`;
  const at = cause?.n ?? begun?.n ?? seen.whole.at(-1)?.n;
  return { actual: `${says}${cause?.text ?? ''}`, missing: true, ...(at !== undefined && { at }) };
}

/** Of some exchanges, which are at least one: the refusals and missing answers if there are any, else the last. */
export function answeredInstead(asked: readonly SeenHttp[]): {
  readonly actual: string;
  readonly at: number;
} {
  const odd = asked.filter(isOdd);
  const told = odd.length > 0 ? odd : asked.slice(-1);
  const texts = [...new Set(told.map(exchangeText))].slice(-TOLD_MAX);
  return { actual: texts.join('; '), at: told.at(-1)!.n };
}

/**
 * What the CA did in step `index`: refusals and missing answers if there are any, else what it answered last. With `path`,
 * requests to that path before others.
 */
export function insteadIn(seen: Seen, index: number, path?: RegExp): Instead {
  const part = seen.step(index);
  const asked = part.http({ host: CA_HOST });
  if (asked.length === 0) {
    const [refused] = refusedCalls(part);
    return refused ? { actual: `step ${index + 1}: ${refused.text}`, at: refused.n } : nothingIn(seen, index);
  }
  const meant = asked.filter((x) => path?.test(x.path));
  const { actual, at } = answeredInstead(meant.length > 0 ? meant : asked);
  const open = asked.find(({ status }) => status === undefined);
  return {
    actual: `step ${index + 1}: ${actual}`,
    at: open?.n ?? at,
    // It may only be late.
    ...((open || part.broke.length > 0) && { missing: true as const }),
  };
}

/** A failure that says what came instead in step `index`. */
export const failedIn = (
  seen: Seen,
  index: number,
  says: string,
  { path, ...more }: Partial<Finding> & { readonly path?: RegExp } = {},
): Finding => ({ kind: 'fail', says, ...insteadIn(seen, index, path), ...more });

/** The same of the whole case, for what is owed in none of its steps alone. */
export function lastAnswer(seen: Seen, path?: RegExp): Instead {
  const all = seen.http({ host: CA_HOST });
  const meant = all.filter((x) => path?.test(x.path));
  const asked = meant.length > 0 ? meant : all;
  return asked.length > 0 ? answeredInstead(asked) : { actual: 'nothing was asked of the CA' };
}
