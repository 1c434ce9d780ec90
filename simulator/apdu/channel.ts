/**
 * The two sides of a card reader.
 *
 * A `Chip` is what a reader sees of a card; a `CardChannel` is what a client sees of a reader with a card in it.
 */

/** A card as its reader sees it. Implemented by the virtual card; may answer at once or later. */
export interface Chip {
  /** Answer to reset of this card in this reader, 2 to 33 bytes (ISO/IEC 7816-3). */
  readonly atr: Uint8Array;
  /** `on` and `off` are insertion into and removal from the field; `reset` is a warm reset. */
  power(op: 'on' | 'off' | 'reset'): void | Promise<void>;
  /** One C-APDU in, one R-APDU (data ‖ SW1 SW2) out. Never throws for malformed input: that is a status word. */
  transmit(capdu: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/**
 * A card as its client sees it. From `connect` to `disconnect` is one presence of the card: one tap.
 * Every method may fail with a `TransportError` (`ERR_CARD_REMOVED`, `ERR_CARD_ABSENT`, `ERR_READER_GONE`).
 */
export interface CardChannel {
  connect(): Promise<{ atr: Uint8Array }>;
  transmit(capdu: Uint8Array): Promise<Uint8Array>;
  reset(): Promise<{ atr: Uint8Array }>;
  disconnect(): Promise<void>;
}
