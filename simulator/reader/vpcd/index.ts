/** The card in a vpcd reader (vsmartcard): plugged into the PC/SC service of a machine. */
export type { CardSide, CardSideOptions } from './card-side.ts';
export {
  dialVpcd,
  type ListenForVpcdOptions,
  listenForVpcd,
  VPCD_HOST,
  VPCD_PORT,
  type VpcdAddress,
  type VpcdListener,
} from './connections.ts';
export { type VpcdReader, vpcdReader } from './reader-side.ts';
