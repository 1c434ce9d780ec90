/** The answer to reset by ISO/IEC 7816-3:2006, 8.2. */
import { type Expectation, expectation } from './expectation.ts';

/** Nothing wrong: undefined; else what is. */
export function faultOfAtr(atr: Uint8Array): string | undefined {
  if (atr.length === 0) return 'card.power answered no ATR';
  if (atr[0] !== 0x3b && atr[0] !== 0x3f) return 'TS is neither 3B nor 3F';
  const t0 = atr[1] ?? 0;
  const protocols = new Set<number>();
  let at = 2;
  // Y of T0 and of each TD: which of TA, TB, TC, TD follow. Each turn uses up a byte, so the ATR bounds the loop.
  for (let y = t0 >> 4, more = true; more && at <= atr.length; ) {
    at += [1, 2, 4].filter((bit) => y & bit).length;
    more = (y & 8) !== 0;
    if (!more) break;
    const td = atr[at++];
    if (td === undefined) return 'the interface bytes go on behind the end';
    protocols.add(td & 0x0f);
    y = td >> 4;
  }
  const end = at + (t0 & 0x0f);
  // 8.2.5: TCK is there unless T=0 is the only protocol.
  const hasTck = [...protocols].some((t) => t !== 0);
  if (hasTck && atr.length === end) return 'TCK is missing, and T=0 is not the only protocol';
  if (atr.length !== end + (hasTck ? 1 : 0))
    return `the bytes announced end at ${end}, the answer at ${atr.length}`;
  if (hasTck && atr.subarray(1).reduce((sum, byte) => sum ^ byte, 0) !== 0) return 'TCK is wrong';
  return protocols.has(1) ? undefined : 'T=1 is not announced';
}

/** Each presence began with an answer to reset that is well formed and announces T=1. */
export const atrIsOfT1 = (): Expectation =>
  expectation('the answer to reset is well formed and announces T=1', (seen) => {
    const connects = seen.all.filter((o) => o.kind === 'card' && o.event === 'connect');
    if (connects.length === 0) return [{ kind: 'fail', says: 'there was no answer to reset' }];
    return connects.flatMap((o) => {
      const fault = faultOfAtr(new Uint8Array(Buffer.from(o.kind === 'card' ? (o.atr ?? '') : '', 'hex')));
      return fault === undefined
        ? []
        : [{ kind: 'fail' as const, says: `the answer to reset: ${fault}`, at: o.n }];
    });
  });
