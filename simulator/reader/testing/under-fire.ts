/**
 * What fuzzers of servers share: many messages from connections that come and go, an honest client in between who must be
 * served as if nothing had been, and counts of what is kept. Server and clients are in one process.
 */
import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Chance } from '../../world/index.ts';

/** Messages that one connection sends at most before it goes. */
const MESSAGES_PER_CONNECTION = 20;
/** Turns of the event loop in which an answer must have come. */
const TURNS_MAX = 5_000;
/** Growth of the heap and of buffers over the second half of the messages, bytes; beyond it something is kept. */
const MEMORY_GROWTH_MAX = 1024 * 1024;

/** What was found; thrown as an error that begins with it. */
export type FuzzFinding =
  | 'hang'
  | 'leak of descriptors'
  | 'leak of handles'
  | 'leak of memory'
  | 'wrong answer';

export const found = (finding: FuzzFinding, what: string): Error => new Error(`${finding}: ${what}`);

/** The answer, or `hang` when it does not come, or `wrong answer` when it is an error. */
export async function answered<T>(what: string, answer: Promise<T>): Promise<T> {
  let outcome: { value: T } | { error: unknown } | undefined;
  answer.then(
    (value) => {
      outcome = { value };
    },
    (error: unknown) => {
      outcome = { error };
    },
  );
  for (let turn = 0; outcome === undefined; turn += 1) {
    if (turn === TURNS_MAX) throw found('hang', what);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  if ('error' in outcome) throw found('wrong answer', `${what}: ${(outcome.error as Error).message}`);
  return outcome.value;
}

/** Lets the server look at what has arrived. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

const descriptors = (): number => readdirSync('/proc/self/fd').length;

/** Bytes in use, after the engine has given back what it can. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

export interface UnderFire {
  /** One connection that sends at most so many messages; how many it sent before it was closed. */
  once(chance: Chance, messages: number): Promise<number>;
  /** What an honest client is owed, whatever others have done. */
  honest(): Promise<void>;
}

/** Sends so many messages. Throws what it found. */
export async function underFire(
  { once, honest }: UnderFire,
  chance: Chance,
  messages: number,
): Promise<{ connections: number; growth: number }> {
  await honest();
  const descriptorsBefore = descriptors();
  let memoryHalfway = 0;
  let connections = 0;
  for (let sent = 0; sent < messages; ) {
    const count = Math.min(messages - sent, 1 + chance.below(MESSAGES_PER_CONNECTION));
    sent += await once(chance, count);
    connections += 1;
    if (connections % 8 === 0) await honest();
    if (memoryHalfway === 0 && sent >= messages / 2) memoryHalfway = memory();
  }
  await honest();
  for (let turn = 0; descriptors() > descriptorsBefore; turn += 1) {
    if (turn === TURNS_MAX)
      throw found('leak of descriptors', `${descriptors()} are open, ${descriptorsBefore} were`);
    await turns(1);
  }
  const growth = memory() - memoryHalfway;
  if (growth > MEMORY_GROWTH_MAX) throw found('leak of memory', `${growth} bytes more than halfway`);
  return { connections, growth };
}
