/**
 * What will happen on a day to come: nobody wakes J-LIS up, so whoever looks first lets it happen, at the moment when it was
 * due.
 */
export interface Agenda {
  add(at: Date, run: (at: Date) => void): void;
  /** Lets everything happen that was due by `now`, in the order of its moments. */
  settle(now: Date): void;
}

interface Item {
  readonly at: number;
  readonly run: (at: Date) => void;
}

export function createAgenda(): Agenda {
  // Latest first, so that the next one is at the end.
  const items: Item[] = [];
  return {
    add(at, run) {
      const item: Item = { at: at.getTime(), run };
      let [low, high] = [0, items.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        // What is due at the same moment happens in the order in which it was put down.
        if (items[middle]!.at > item.at) low = middle + 1;
        else high = middle;
      }
      items.splice(low, 0, item);
    },
    settle(now) {
      while (items.length > 0 && items.at(-1)!.at <= now.getTime()) {
        const { at, run } = items.pop()!;
        run(new Date(at));
      }
    },
  };
}
