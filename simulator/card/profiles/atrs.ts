/**
 * Answers to reset of My Number cards. 01 to 05 are contact ATRs (T=1), 06 to 09 what a PC/SC reader makes of the
 * Type B answer of a contactless card (PC/SC part 3). Source: OpenSC `card-jpki.c` (01) and the ATR list of its Windows
 * minidriver (all). Which maker has which is not published.
 */
import { fromHex } from '../../apdu/index.ts';

export type AtrPersona = '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09';

const ATRS: Readonly<Record<AtrPersona, string>> = {
  '01': '3BE000FF8131FE4514',
  '02': '3BDA13FF8131FB468012392F31C173C601C03B',
  '03': '3BC5FF8131FB458073C6010000',
  '04': '3BF59100FF918171FE40004200' + '0100D1D6',
  '05': '3BF59100FF918171FE40004200' + '01B3A115',
  '06': '3B888001000005E0B381A1007F',
  '07': '3B888001000041E0B381A1003B',
  '08': '3B888001004B51FF0081D100BC',
  '09': '3B888001004B51FFB381D1000F',
};

/** The personas in order. */
export const atrPersonas = Object.keys(ATRS) as AtrPersona[];

/** The bytes of a persona. */
export function atrOf(persona: AtrPersona): Uint8Array {
  return fromHex(ATRS[persona]);
}
