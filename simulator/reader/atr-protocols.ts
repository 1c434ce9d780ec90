/** Which transmission protocols a card offers in its answer to reset. */
import { SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1 } from './scard.ts';

const PROTOCOL_OF = new Map([
  [0, SCARD_PROTOCOL_T0],
  [1, SCARD_PROTOCOL_T1],
]);

/**
 * SCARD_PROTOCOL_… bits; 0 if the ATR cannot be read. Source: ISO/IEC 7816-3:2006, 8.2.3: TA(i) to TD(i) are there as
 * the upper half of T0 or TD(i−1) says; the lower half of TD(i) names a protocol; without any TD it is T=0; TA(2) means
 * that the card is already in a specific mode and offers that protocol alone. As in pcscd, a first offer of anything but
 * T=0 or T=1 makes the card unusable.
 */
export function protocolsOf(atr: Uint8Array): number {
  const [ts, t0] = atr;
  if ((ts !== 0x3b && ts !== 0x3f) || t0 === undefined) return 0;
  let offered = 0;
  let announced = t0 >> 4;
  let at = 2;
  for (let i = 1; announced !== 0 && at < atr.length; i += 1) {
    const ta = announced & 1 ? atr[at++] : undefined;
    at += ((announced >> 1) & 1) + ((announced >> 2) & 1);
    const td = announced & 8 ? atr[at++] : undefined;
    if (i === 2 && ta !== undefined) return PROTOCOL_OF.get(ta & 0x0f) ?? 0;
    announced = td === undefined ? 0 : td >> 4;
    const protocol = td === undefined ? 0 : (PROTOCOL_OF.get(td & 0x0f) ?? 0);
    if (td !== undefined && offered === 0 && protocol === 0) return 0;
    offered |= protocol;
  }
  return offered === 0 ? SCARD_PROTOCOL_T0 : offered;
}
