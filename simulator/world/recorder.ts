/** The recorder: it numbers and dates what is seen, and cuts secrets before anything is kept. */
import { createHmac } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Body, Cut, Json, Observation, Seen } from './observation.ts';

export interface Recorder {
  record(seen: Seen): void;
  /** An exchange with a card. VERIFY and CHANGE REFERENCE DATA lose their data here. */
  apdu(exchange: { presence: number; capdu: Uint8Array; rapdu?: Uint8Array; error?: string }): void;
  /** Everything recorded so far (or the last `keepAtMost`), oldest first. */
  readonly observations: readonly Observation[];
}

export interface RecorderOptions {
  readonly caseId: string;
  readonly clock: Clock;
  /** Key of the run under which cut secrets are digested; the caller throws it away after the run. */
  readonly cutKey: Uint8Array;
  /** Called for each observation as it is made: progress, streaming to disk. */
  readonly onObservation?: (observation: Observation) => void;
  /** Forget the oldest beyond this many: for worlds that run for days. Numbers go on counting. Default: keep all. */
  readonly keepAtMost?: number;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

// ISO/IEC 7816-4:2020 table 5: the commands whose data field is a secret of the holder. JICSAP: CHANGE KEY 80 32, UNLOCK
// KEY 80 54.
const SECRET_INS: readonly number[] = [0x20, 0x24, 0x2c, 0x32, 0x54];

/** Field names under which a message of the IUT contract or of the open profile may carry a PIN. */
const SECRET_FIELDS: readonly string[] = ['pin', 'signPin', 'authPin'];

const digest = (key: Uint8Array, secret: Uint8Array | string): string =>
  createHmac('sha256', key).update(secret).digest('hex').slice(0, 32);

/** Where the data field of a command with a secret lies, or nothing to cut. */
function secretSpan(capdu: Uint8Array): { at: number; length: number } | undefined {
  if (capdu.length < 6 || !SECRET_INS.includes(capdu[1]!)) return undefined;
  const extended = capdu[4] === 0 && capdu.length > 7;
  const at = extended ? 7 : 5;
  // Whatever Lc claims, all that follows is cut: a malformed command may still carry a PIN.
  return { at, length: capdu.length - at };
}

function cutApdu(key: Uint8Array, capdu: Uint8Array): { shown: Uint8Array; cuts: readonly Cut[] } {
  const span = secretSpan(capdu);
  if (!span) return { shown: capdu, cuts: [] };
  const shown = capdu.slice().fill(0, span.at);
  const secret = capdu.subarray(span.at);
  return { shown, cuts: [{ what: 'pin', at: span.at, length: span.length, hmac: digest(key, secret) }] };
}

/** Replace every secret field of a JSON value; `pointer` is the RFC 6901 path so far. */
function cutJson(key: Uint8Array, value: Json, pointer: string, cuts: Cut[]): Json {
  if (Array.isArray(value))
    return value.map((item, i) => cutJson(key, item as Json, `${pointer}/${i}`, cuts));
  if (value === null || typeof value !== 'object') return value;
  const out: Record<string, Json> = {};
  for (const [name, item] of Object.entries(value)) {
    if (SECRET_FIELDS.includes(name) && typeof item === 'string') {
      cuts.push({
        what: 'pin',
        at: `${pointer}/${name}`,
        length: Buffer.byteLength(item),
        hmac: digest(key, item),
      });
      out[name] = '';
    } else out[name] = cutJson(key, item as Json, `${pointer}/${name}`, cuts);
  }
  return out;
}

function cutBody(key: Uint8Array, body: Body, pointer: string, cuts: Cut[]): Body {
  if (
    body.text === undefined ||
    !/json/.test(body.type) ||
    !SECRET_FIELDS.some((f) => body.text!.includes(f))
  )
    return body;
  try {
    const before = cuts.length;
    const value = cutJson(key, JSON.parse(body.text) as Json, pointer, cuts);
    return cuts.length === before ? body : { ...body, text: JSON.stringify(value) };
  } catch {
    return body; // not JSON after all: kept as it came, and the judge sees that
  }
}

function cutSeen(key: Uint8Array, seen: Seen): Seen {
  const cuts: Cut[] = [];
  let out: Seen = seen;
  if (seen.kind === 'call') {
    const params = cutJson(key, seen.params, '/params', cuts);
    out = { ...seen, params };
    if (seen.result !== undefined) out = { ...out, result: cutJson(key, seen.result, '/result', cuts) };
  } else if (seen.kind === 'http') {
    if (seen.request) out = { ...seen, request: cutBody(key, seen.request, '/request', cuts) };
    if (seen.response)
      out = { ...(out as typeof seen), response: cutBody(key, seen.response, '/response', cuts) };
  }
  return cuts.length > 0 ? ({ ...out, cuts } as Seen) : out;
}

export function createRecorder({
  caseId,
  clock,
  cutKey,
  onObservation,
  keepAtMost = Number.POSITIVE_INFINITY,
}: RecorderOptions): Recorder {
  const observations: Observation[] = [];
  let next = 0;
  const keep = (seen: Seen): void => {
    const observation: Observation = {
      n: next++,
      case: caseId,
      at: clock.now().toISOString(),
      ...seen,
    };
    observations.push(observation);
    if (observations.length > keepAtMost) observations.shift();
    onObservation?.(observation);
  };
  return {
    observations,
    record: (seen) => keep(cutSeen(cutKey, seen)),
    apdu({ presence, capdu, rapdu, error }) {
      const { shown, cuts } = cutApdu(cutKey, capdu);
      keep({
        kind: 'apdu',
        presence,
        capdu: hex(shown),
        ...(rapdu && { rapdu: hex(rapdu) }),
        ...(error !== undefined && { error }),
        ...(cuts.length > 0 && { cuts }),
      });
    },
  };
}
