/**
 * Every order in which the messages of people who act at once can reach their hosts. One runs at a time, up to the next message
 * that waits at a gate; whose turn is next is decided there. All decisions are walked through, one run for each.
 */
import type { Arrival, Network } from '../../world/index.ts';

export interface Actor {
  readonly name: string;
  readonly act: () => Promise<unknown>;
}

interface Running {
  readonly name: string;
  pass?: (() => void) | undefined;
  ended: boolean;
  /** Kept when it waits at a gate or has ended. */
  stopped: PromiseWithResolvers<void>;
}

/** More decisions than any race here has. */
const DECISIONS_MAX = 64;

/** Lets actors run, `choose` (from how many) saying whose message passes next. Answers the order, by names. */
async function runInOrder(
  network: Network,
  gates: Readonly<Record<string, (path: string) => boolean>>,
  actors: readonly Actor[],
  choose: (from: number) => number,
): Promise<string[]> {
  let now: Running | undefined;
  const wait = async ({ request, ask }: Arrival, waits: (path: string) => boolean) => {
    const me = now;
    if (me && waits(new URL(request.url).pathname)) {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (me.pass) throw new Error(`${me.name} sends two messages at once`);
      me.pass = resolve;
      me.stopped.resolve();
      await promise;
    }
    return { answer: await ask(), says: [] };
  };
  for (const [host, waits] of Object.entries(gates)) network.guard(host, (arrival) => wait(arrival, waits));

  const goesOn = async (one: Running, how: () => void): Promise<void> => {
    now = one;
    one.stopped = Promise.withResolvers<void>();
    how();
    await one.stopped.promise;
    now = undefined;
  };
  const running: Running[] = [];
  const ends: Promise<unknown>[] = [];
  for (const { name, act } of actors) {
    const one: Running = { name, ended: false, stopped: Promise.withResolvers<void>() };
    running.push(one);
    await goesOn(one, () => {
      const end = act().finally(() => {
        one.ended = true;
        one.stopped.resolve();
      });
      end.catch(() => {}); // told below
      ends.push(end);
    });
  }
  const order: string[] = [];
  for (let decisions = 0; decisions < DECISIONS_MAX; decisions++) {
    const waiting = running.filter(({ ended }) => !ended);
    if (waiting.length === 0) break;
    const one = waiting[choose(waiting.length)]!;
    order.push(one.name);
    await goesOn(one, () => {
      const { pass } = one;
      one.pass = undefined;
      pass!();
    });
  }
  await Promise.all(ends);
  for (const host of Object.keys(gates))
    network.guard(host, async (arrival) => ({ answer: await arrival.ask(), says: [] }));
  return order;
}

export interface Race<Scene> {
  /** Made anew for each order. */
  readonly scene: () => Promise<Scene>;
  readonly network: (scene: Scene) => Network;
  /** Which messages wait: by host, then by path. */
  readonly gates: Readonly<Record<string, (path: string) => boolean>>;
  readonly actors: (scene: Scene) => readonly Actor[];
  /** Throws when the end is not as it must be. */
  readonly judge: (scene: Scene, order: readonly string[]) => Promise<void>;
}

/** Walks through all orders, depth first. Answers them. A failure names its order. */
export async function everyOrder<Scene>(race: Race<Scene>): Promise<readonly string[]> {
  const orders: string[] = [];
  let path: { taken: number; from: number }[] = [];
  for (;;) {
    const scene = await race.scene();
    let at = 0;
    const order = await runInOrder(race.network(scene), race.gates, race.actors(scene), (from) => {
      path[at] ??= { taken: 0, from };
      return path[at++]!.taken;
    });
    orders.push(order.join(' '));
    try {
      await race.judge(scene, order);
    } catch (cause) {
      throw new Error(`in the order ${order.join(' ')}: ${(cause as Error).message}`, { cause });
    }
    while (path.length > 0 && path.at(-1)!.taken + 1 >= path.at(-1)!.from) path = path.slice(0, -1);
    const last = path.at(-1);
    if (!last) return orders;
    last.taken += 1;
  }
}
