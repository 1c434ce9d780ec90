/** The public door of J-LIS. */
export { FOUR_ITEM_OID, JLIS_HOSTS, type JpkiKind, POLICY } from './config.ts';
export { type CardPins, createJlis, type IssuedCard, type IssuedProfileCard, type Jlis } from './jlis.ts';
