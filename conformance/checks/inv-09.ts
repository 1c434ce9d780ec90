import { broken, invariant } from './invariant.ts';

/** Between the call before, or the beginning of the step, and its own answer: what happened inside it. */
export const inv09 = invariant(
  'INV-09',
  'one presence of the card is enough for a certificate, and a second is never asked for on the way to it',
  (seen, each) => {
    const calls = seen.all.filter((o) => o.kind === 'call' && o.from === 'rig');
    const steps = seen.all.filter((o) => o.kind === 'step');
    const issued = calls.flatMap((call, i) => {
      if (call.kind !== 'call' || call.method !== 'library.enrol') return [];
      const state = (call.result as { state?: unknown } | undefined)?.state;
      // What the rig did with the card before, in another step, is nobody's tap.
      const step = steps.findLast(({ n }) => n < call.n)?.n ?? -1;
      return state === 'issued' ? [{ from: Math.max(calls[i - 1]?.n ?? -1, step), to: call.n }] : [];
    });
    return each(issued, ({ from, to }) => {
      const taps = seen.all.filter(
        (o) => o.kind === 'card' && o.event === 'connect' && o.n > from && o.n < to,
      );
      return taps.length === 1
        ? []
        : [
            broken(`the certificate took ${taps.length} presences of the card`, taps[1]?.n ?? to, {
              expected: '1',
              actual: String(taps.length),
            }),
          ];
    });
  },
);
