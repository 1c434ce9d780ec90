/** Public door of `apdu`: bytes to and from C-APDU, R-APDU and BER-TLV, status words, and the two sides of a reader. */
export * from './bytes.ts';
export type { CardChannel, Chip } from './channel.ts';
export * from './command-apdu.ts';
export * from './describe.ts';
export * from './jpki-commands.ts';
export * from './response-apdu.ts';
export * from './status-word.ts';
export * from './tlv.ts';
