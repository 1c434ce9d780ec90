/** The public door of J-LIS. */
export type { IssuedCard } from './cards.ts';
export { FOUR_ITEM_OID, JLIS_HOSTS, type JpkiKind, POLICY } from './config.ts';
export { type CardPins, createJlis, type Jlis, type JlisOptions } from './jlis.ts';
export { DEFAULT_KNOBS, type JlisKnobs, type ReasonMap } from './knobs.ts';
export { STATUS_KNOBS, type StatusKnobs } from './status/index.ts';
