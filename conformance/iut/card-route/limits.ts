/**
 * Cases that a way to the card cannot carry, each with the reason: they do not apply to a card that is reached so. A test
 * holds the table both ways: what is in it is judged otherwise there, and nothing else is.
 */
import type { CardRoute } from './ways.ts';

const FRAME =
  'a card that gives as many bytes as it is asked for would answer with 65,538, and a frame of vpcd has at most 65,535';

export const NOT_CARRIED: Readonly<Partial<Record<CardRoute, Readonly<Record<string, string>>>>> = {
  vpcd: { 'TC-CARD-147': FRAME },
  pcscd: { 'TC-CARD-147': FRAME },
};
