/** Public door of `apdu`: bytes to and from C-APDU, R-APDU and BER-TLV, status words, and the two sides of a reader. */
export * from './aids.ts';
export * from './bytes.ts';
export type { CardChannel, Chip } from './channel.ts';
export * from './command-apdu.ts';
export { digestInfo } from './describe-commands.ts';
export { type NamedApplication, type NamedFile, namedApplications } from './describe-files.ts';
export * from './jpki-commands.ts';
export * from './response-apdu.ts';
export * from './status-word.ts';
export * from './tlv.ts';
export { createTracer, type TracedExchange, type Tracer, tracedText } from './trace.ts';
export type { TracedField, TracedStructure } from './trace-structures.ts';
