/** The processor time of another process, which a busy machine stretches far less than the clock on the wall. Linux alone. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Subject } from './harness.ts';

/** Nanoseconds on a processor of all threads that live (proc(5), schedstat); undefined where the system does not tell. */
export function cpuNs(pid: number): number | undefined {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map((task) => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]))
      .reduce((sum, ns) => sum + ns, 0);
  } catch {
    return undefined;
  }
}

export interface Metered extends Subject {
  /** Microseconds of processor time for one repetition: the least that any round took; undefined if none could be told. */
  leastUs(): number | undefined;
}

/** Too few in a row tell of the start of a round. */
const TIMES_MIN = 4;

/** The subject, with what it costs the process `pid`. */
export function metered(subject: Subject, pid: number): Metered {
  let least: number | undefined;
  return {
    name: subject.name,
    async run(times) {
      const before = cpuNs(pid);
      await subject.run(times);
      const after = cpuNs(pid);
      if (before === undefined || after === undefined || times < TIMES_MIN) return;
      const us = (after - before) / times / 1000;
      least = Math.min(least ?? us, us);
    },
    leastUs: () => least,
  };
}

/** Both beside each other, in words; the ratio as all others: above 1 costs less. */
export function costText(ours: Metered, peer: Metered): string | undefined {
  const [own, other] = [ours.leastUs(), peer.leastUs()];
  if (own === undefined || other === undefined) return undefined;
  const us = (value: number): string => `${Math.round(value).toLocaleString('en')} µs`;
  return `CPU of the server for one: ours ${us(own)}, ${peer.name} ${us(other)}, ${(other / own).toPrecision(3)} ×`;
}
