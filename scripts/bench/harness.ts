/**
 * A small harness: warm-up, then rounds in which ours and its peer take turns, so that a noisy machine disturbs both.
 * What counts is the ratio of the medians; the spread says how far to trust it.
 */

/** Something done `times` times in a row. */
export type Subject = { readonly name: string; run(times: number): void | Promise<void> };

export type Figures = {
  readonly name: string;
  /** Median of the rounds. */
  readonly perSecond: number;
  /** (greatest − least) / median. */
  readonly spread: number;
};

export type Comparison = {
  readonly id: string;
  readonly what: string;
  readonly ours: Figures;
  readonly peer: Figures;
  /** Ours divided by the peer's: above 1 is faster. */
  readonly ratio: number;
  /** What we would like to see, where there is such a figure. */
  readonly aim?: string;
  /** Another figure of the same run, such as memory. */
  readonly note?: string;
};

export type NotRun = { readonly id: string; readonly what: string; readonly notRun: string };
export type BenchResult = Comparison | NotRun;

const ROUNDS = 7;
const ROUND_MS = 150;
// A subject so slow that one go fills the round is done once a round.
const TIMES_MAX = 1_000_000;

async function milliseconds(subject: Subject, times: number): Promise<number> {
  const start = performance.now();
  await subject.run(times);
  return performance.now() - start;
}

/** Doubles the repetitions until they fill a round; this is the warm-up too. */
async function calibrate(subject: Subject): Promise<number> {
  let times = 1;
  for (;;) {
    const ms = await milliseconds(subject, times);
    if (ms >= ROUND_MS / 2 || times >= TIMES_MAX) {
      return Math.min(TIMES_MAX, Math.max(1, Math.round((times * ROUND_MS) / Math.max(ms, 0.001))));
    }
    times *= 2;
  }
}

export function figuresOf(name: string, perSecond: readonly number[]): Figures {
  const sorted = [...perSecond].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1]!;
  return { name, perSecond: median, spread: (sorted.at(-1)! - sorted[0]!) / median };
}

export const comparison = (
  about: { id: string; what: string; aim?: string },
  ours: Figures,
  peer: Figures,
): Comparison => ({ ...about, ours, peer, ratio: ours.perSecond / peer.perSecond });

/** Measures both in turns. */
export async function compare(
  about: { id: string; what: string; aim?: string },
  ours: Subject,
  peer: Subject,
): Promise<Comparison> {
  const [oursTimes, peerTimes] = [await calibrate(ours), await calibrate(peer)];
  const rates: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.ours.push((1000 * oursTimes) / (await milliseconds(ours, oursTimes)));
    rates.peer.push((1000 * peerTimes) / (await milliseconds(peer, peerTimes)));
  }
  return comparison(about, figuresOf(ours.name, rates.ours), figuresOf(peer.name, rates.peer));
}

const rate = (perSecond: number): string =>
  perSecond >= 100 ? Math.round(perSecond).toLocaleString('en') : perSecond.toPrecision(3);
const figures = ({ name, perSecond, spread }: Figures): string =>
  `${name} ${rate(perSecond)}/s ±${Math.round(spread * 50)} %`;

/** One line for people. */
export function resultText(result: BenchResult): string {
  if ('notRun' in result) return `${result.id.padEnd(18)} not run: ${result.notRun}`;
  const note = result.note === undefined ? '' : `   ${result.note}`;
  const aim = result.aim === undefined ? '' : `   (aim: ${result.aim})`;
  return `${result.id.padEnd(18)} ${result.ratio.toPrecision(3)} ×   ${figures(result.ours)}   ${figures(result.peer)}${note}${aim}`;
}
