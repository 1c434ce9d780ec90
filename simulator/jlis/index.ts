/** The public door of J-LIS. */
export { FOUR_ITEM_OID, JLIS_HOSTS, type JpkiKind, POLICY } from './config.ts';
export {
  type CardPins,
  createJlis,
  type IssuedCard,
  type Jlis,
  type JlisOptions,
  type StatusHandlers,
} from './jlis.ts';
export { JLIS_KNOBS, type JlisKnobs } from './knobs.ts';
export { crlTick, ocspTick, type StatusSource } from './status/index.ts';
