/**
 * A transcript of one case, as checks read it. Nothing here knows a simulator: only observations.
 */
import type { Json, Observation } from '../../simulator/world/index.ts';

type Of<K extends Observation['kind']> = Extract<Observation, { kind: K }>;

export interface SeenApdu {
  readonly n: number;
  readonly presence: number;
  readonly capdu: Uint8Array;
  readonly ins: number;
  /** P1 ‖ P2. */
  readonly p1p2: number;
  /** Command data of a short APDU; zero bytes where a secret was cut. */
  readonly data: Uint8Array;
  /** SW1SW2, or undefined when no status word came. */
  readonly sw: number | undefined;
  /** Response data. */
  readonly answer: Uint8Array;
}

export interface SeenHttp {
  readonly n: number;
  readonly from: string;
  readonly host: string;
  readonly path: string;
  readonly method: string;
  /** Undefined when no answer came. */
  readonly status: number | undefined;
  readonly request: unknown;
  readonly response: unknown;
  /** Media type of the answer; empty where none came. */
  readonly type: string;
  /** Why no answer came. */
  readonly error: string | undefined;
  /** Code of the problem document, if the answer was one. */
  readonly problem: string | undefined;
  readonly tampered: string | undefined;
}

export interface Seen {
  readonly all: readonly Observation[];
  readonly apdus: readonly SeenApdu[];
  /** Distinct presences of the card, in order. */
  readonly presences: readonly number[];
  http(filter?: { host?: string; path?: RegExp; from?: string }): readonly SeenHttp[];
  calls(method: string): readonly Of<'call'>[];
  given(name: string): Json | undefined;
  /** What happened in step `index` of the procedure. */
  step(index: number): Seen;
  /** What happened from step `index` on. */
  from(index: number): Seen;
  /** All that was seen in the case, from whatever part of it this is. */
  readonly whole: readonly Observation[];
  readonly everything: Seen;
  readonly broke: readonly Of<'broke'>[];
}

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

function apduOf(o: Of<'apdu'>): SeenApdu {
  const capdu = bytesOf(o.capdu);
  const rapdu = bytesOf(o.rapdu ?? '');
  const whole = rapdu.length >= 2;
  const lc = capdu.length > 5 ? capdu[4]! : 0;
  return {
    n: o.n,
    presence: o.presence,
    capdu,
    ins: capdu[1] ?? -1,
    p1p2: ((capdu[2] ?? 0) << 8) | (capdu[3] ?? 0),
    data: capdu.slice(5, 5 + lc),
    sw: whole ? (rapdu.at(-2)! << 8) | rapdu.at(-1)! : undefined,
    answer: whole ? rapdu.slice(0, -2) : rapdu,
  };
}

const jsonOf = (body: { type: string; text?: string } | undefined): unknown => {
  if (body?.text === undefined) return undefined;
  try {
    return JSON.parse(body.text);
  } catch {
    return undefined;
  }
};

function httpOf(o: Of<'http'>): SeenHttp {
  const url = new URL(o.url);
  const response = jsonOf(o.response);
  const problem = o.response?.type.startsWith('application/problem+json')
    ? (response as { code?: unknown } | undefined)?.code
    : undefined;
  return {
    n: o.n,
    from: o.from,
    host: url.hostname,
    path: url.pathname,
    method: o.method,
    status: o.status,
    request: jsonOf(o.request),
    response,
    type: o.response?.type ?? '',
    error: o.error,
    problem: typeof problem === 'string' ? problem : undefined,
    tampered: o.tampered,
  };
}

const isKind =
  <K extends Observation['kind']>(kind: K) =>
  (o: Observation): o is Of<K> =>
    o.kind === kind;

/** The slice of observations from step `index` up to (not including) step `end`; an absent step is an empty slice. */
function between(all: readonly Observation[], index: number, end: number): readonly Observation[] {
  const at = (step: number): number => all.findIndex((o) => o.kind === 'step' && o.index === step);
  const begin = at(index);
  if (begin < 0) return [];
  const stop = at(end);
  // What the examiner reads afterwards belongs to no step.
  const last = all.findIndex((o) => o.kind === 'phase' && (o.phase === 'examination' || o.phase === 'end'));
  return all.slice(begin, stop >= 0 ? stop : last >= 0 ? last : undefined);
}

/** `whole` stays reachable from every slice, for what was given. */
export function seen(all: readonly Observation[], whole: readonly Observation[] = all): Seen {
  const apdus = all.filter(isKind('apdu')).map(apduOf);
  const exchanges = all.filter(isKind('http')).map(httpOf);
  const presences = all.filter(isKind('card')).filter((o) => o.event === 'connect');
  return {
    all,
    apdus,
    presences: presences.map((o) => o.presence),
    http: ({ host, path, from } = {}) =>
      exchanges.filter(
        (x) =>
          (host === undefined || x.host === host) &&
          (!path || path.test(x.path)) &&
          (from === undefined || x.from === from),
      ),
    calls: (method) => all.filter(isKind('call')).filter((o) => o.method === method),
    given: (name) => whole.filter(isKind('given')).findLast((o) => o.name === name)?.value,
    step: (index) => seen(between(whole, index, index + 1), whole),
    from: (index) => seen(between(whole, index, -1), whole),
    whole,
    get everything() {
      return all === whole ? this : seen(whole);
    },
    broke: all.filter(isKind('broke')),
  };
}

/** A view never changes, and several rules ask the same of it: worked out once. */
export function oncePerView<T>(work: (seen: Seen) => T): (seen: Seen) => T {
  const known = new WeakMap<Seen, { readonly value: T }>();
  return (view) => {
    const before = known.get(view);
    if (before) return before.value;
    const value = work(view);
    known.set(view, { value });
    return value;
  };
}
