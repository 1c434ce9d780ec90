/**
 * The answers that the reference gave in another world: what an implementation has that plays back what it once saw.
 *
 * A library and a bank are recorded for one enrolment and one log-in. Played back, every status word, certificate and
 * signature is genuine, and none belongs to the case at hand.
 */
import type { Body, Json, Observation } from '../../simulator/world/index.ts';
import { CASES } from '../cases/index.ts';
import { inProcess } from '../iut/in-process.ts';
import { referenceIut } from '../iut/reference/reference-iut.ts';
import { runCase } from '../runner/run-case.ts';

const RECORDED = ['TC-LIB-006', 'TC-RP-001'];

/** Identifiers in a path differ from world to world. */
const shape = (method: string, path: string): string => `${method} ${path.replace(/[0-9a-f]{8,}/g, '*')}`;

function responseOf(status: number, { type, text, base64 }: Body): Response {
  return new Response(text ?? Buffer.from(base64 ?? '', 'base64'), {
    status,
    headers: { 'content-type': type },
  });
}

async function record(): Promise<readonly Observation[]> {
  const connector = inProcess(referenceIut('reference'));
  const seen: Observation[] = [];
  for (const testCase of CASES.filter(({ id }) => RECORDED.includes(id)))
    seen.push(...(await runCase(testCase, { connector, seed: 'replayed', controlledClock: true })));
  return seen;
}

let recorded: Promise<readonly Observation[]> | undefined;

export interface Replay {
  /** The next of the recorded answers to this operation, from the first again after the last. */
  call(method: string): Promise<Json | undefined>;
  http(request: Request): Promise<Response | undefined>;
  /** CAs of the recorded world, DER in Base64. */
  anchors(): Promise<readonly string[]>;
}

/** One implementation of its own: it begins with the first answer. What is played back is recorded once in a process. */
export function replay(): Replay {
  const asked = new Map<string, number>();
  const next = <T>(key: string, all: readonly T[]): T | undefined => {
    const n = asked.get(key) ?? 0;
    asked.set(key, n + 1);
    return all[n % all.length];
  };
  const seen = (): Promise<readonly Observation[]> => (recorded ??= record());
  return {
    async call(method) {
      const all = await seen();
      if (method === 'card.transmit')
        return next(
          method,
          all.flatMap((o) => (o.kind === 'apdu' && o.rapdu !== undefined ? [{ rapdu: o.rapdu }] : [])),
        );
      if (method === 'card.power')
        return next(
          method,
          all.flatMap((o) => (o.kind === 'card' && o.atr !== undefined ? [{ atr: o.atr }] : [])),
        );
      return next(
        method,
        all.flatMap((o) =>
          o.kind === 'call' && o.method === method && o.result !== undefined ? [o.result] : [],
        ),
      );
    },
    async http(request) {
      const key = shape(request.method, new URL(request.url).pathname);
      const found = next(
        key,
        (await seen()).flatMap((o) =>
          o.kind === 'http' &&
          o.status !== undefined &&
          o.response !== undefined &&
          shape(o.method, new URL(o.url).pathname) === key
            ? [{ status: o.status, body: o.response }]
            : [],
        ),
      );
      return found && responseOf(found.status, found.body);
    },
    async anchors() {
      const given = (await seen()).find((o) => o.kind === 'given' && o.name === 'anchors');
      return (given?.kind === 'given' && (given.value as { ca?: readonly string[] }).ca) || [];
    },
  };
}
