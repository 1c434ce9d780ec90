/** The door of one host: its rules, asked in their order about each request, and what the host said before. */
import type {
  Arrival,
  Chance,
  Departure,
  Handler,
  WireRequest,
  WireResponse,
  World,
} from '../../world/index.ts';
import { type Fault, type FaultType, faultText } from './fault.ts';
import { hasNonce, withOtherNonce } from './other-nonce.ts';
import type { Alteration, Surface } from './surface.ts';

/** What is set, and for how many answers yet; without `left`: from now on. */
export type ActiveFault = Fault & { readonly left?: number };

export interface Door {
  pass(arrival: Arrival): Promise<Departure>;
  set(faults: readonly Fault[], chance: Chance): void;
  readonly active: readonly ActiveFault[];
}

/** Answers that may be replayed, by method and path; beyond so many the oldest is forgotten. */
const REPLAYABLE_MAX = 64;
/** Altered hosts that are kept, since they may have made costly lists; beyond so many the oldest is made again. */
const ALTERED_MAX = 8;

interface Rule {
  readonly fault: Fault;
  readonly chance: Chance;
  left: number;
}

function keep<T>(map: Map<string, T>, key: string, value: T, max: number): T {
  map.delete(key);
  if (map.size >= max) map.delete(map.keys().next().value!);
  map.set(key, value);
  return value;
}

/** `application/problem+json` without a type of its own (RFC 9457, 4.2.1). */
function statusAnswer(status: number): WireResponse {
  const body = Buffer.from(JSON.stringify({ type: 'about:blank', status, title: 'TEST: a fault was set' }));
  return { status, type: 'application/problem+json', headers: {}, body };
}

/** A body of no bytes cannot be cut. */
function cutAnswer(whole: WireResponse, { bytes, announced }: Extract<Fault, { type: 'cut' }>): WireResponse {
  const { length } = whole.body;
  if (length === 0) return whole;
  const body = whole.body.subarray(0, Math.min(bytes ?? Math.floor(length / 2), length - 1));
  return { ...whole, body, ...(announced === 'whole' && { announcedBytes: length }) };
}

function alterationOf(fired: readonly Fault[]): Alteration {
  const sum = (type: 'stale' | 'clock-off'): number =>
    fired.reduce((ms, one) => (one.type === type ? ms + one.ms : ms), 0);
  return {
    staleMs: sum('stale'),
    aheadMs: sum('clock-off'),
    wrongKey: fired.some(({ type }) => type === 'wrong-key'),
  };
}

export function createDoor(surface: Surface, { chance, wait }: World): Door {
  const { host, where = {}, ocspPath } = surface;
  let rules: readonly Rule[] = [];
  const said = new Map<string, WireResponse>();
  const altered = new Map<string, Handler>();
  const nonces = chance.fork(`fault nonce ${host}`);

  const questionOf = ({ method, url }: WireRequest): string => `${method} ${new URL(url).pathname}`;

  /** Does this fault make a difference to this request? One that makes none is not used up. */
  function concerns({ type, path }: Fault, request: WireRequest): boolean {
    const { pathname } = new URL(request.url);
    if (path !== undefined && !pathname.startsWith(path)) return false;
    if (!(where[type]?.test(pathname) ?? true)) return false;
    if (type === 'replayed') return said.has(questionOf(request));
    return type !== 'wrong-nonce' || (ocspPath !== undefined && hasNonce(request, ocspPath));
  }

  /** The faults of this request; each counts as used. */
  function fire(request: WireRequest): readonly Fault[] {
    const firing = rules.filter(
      ({ fault, left, chance: draws }) =>
        left > 0 && concerns(fault, request) && (fault.oneIn === undefined || draws.below(fault.oneIn) === 0),
    );
    for (const rule of firing) rule.left -= 1;
    return firing.map(({ fault }) => fault);
  }

  function alteredHandler(fired: readonly Fault[]): Handler | undefined {
    const alteration = alterationOf(fired);
    const { staleMs, aheadMs, wrongKey } = alteration;
    if (!surface.altered || (staleMs === 0 && aheadMs === 0 && !wrongKey)) return undefined;
    const key = JSON.stringify(alteration);
    return altered.get(key) ?? keep(altered, key, surface.altered(alteration), ALTERED_MAX);
  }

  /** What the host says, truly or altered; what is replayed was once a true answer. */
  async function answerOf({ request, ask }: Arrival, fired: readonly Fault[]): Promise<WireResponse> {
    const has = (type: FaultType): boolean => fired.some((one) => one.type === type);
    const question = questionOf(request);
    const before = said.get(question);
    if (before && has('replayed')) return before;
    const handler = alteredHandler(fired);
    if (has('wrong-nonce') || handler) {
      const asked = has('wrong-nonce') ? withOtherNonce(request, ocspPath!, nonces) : request;
      return ask({ request: asked, ...(handler && { handler }) });
    }
    return keep(said, question, await ask(), REPLAYABLE_MAX);
  }

  return {
    async pass(arrival) {
      const fired = fire(arrival.request);
      const says = fired.map(faultText);
      for (const one of fired) if (one.type === 'slow') await wait(one.ms, arrival.signal);
      const first = fired.find(({ type }) => type === 'down' || type === 'status');
      if (first?.type === 'status') return { answer: statusAnswer(first.status), says };
      if (first) return { answer: undefined, says };
      const answer = await answerOf(arrival, fired);
      if (fired.some(({ type }) => type === 'lost')) return { answer: undefined, says };
      const cut = fired.find((one) => one.type === 'cut');
      return { answer: cut ? cutAnswer(answer, cut) : answer, says };
    },
    set(faults, draws) {
      rules = faults.map((fault, i) => ({
        fault,
        left: fault.next ?? Number.POSITIVE_INFINITY,
        chance: draws.fork(String(i)),
      }));
    },
    get active() {
      return rules
        .filter(({ left }) => left > 0)
        .map(({ fault, left }) => ({ ...fault, ...(Number.isFinite(left) && { left }) }));
    },
  };
}
