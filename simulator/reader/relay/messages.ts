/**
 * The messages of the relay, version 1: JSON objects, one in each text frame. The holder has the card and answers; the user
 * asks, one question at a time. Who dialled whom makes no difference. docs/relay.md is the page for those who write
 * the other side.
 */
import { z } from 'zod';
import { fromHex, toHex } from '../../apdu/index.ts';
import { DecodeError } from '../../errors.ts';

/** Named in the WebSocket's handshake by those who can. */
export const RELAY_PROTOCOL = 'fpos-hil-relay.1';

/** ISO/IEC 7816-3, 12.1: an extended C-APDU has 65,544 bytes at most. The longest R-APDU is shorter than that. */
const APDU_SIZE_MAX = 65_544;
const ATR_SIZE_MAX = 33;
/** The longest message: such an APDU in hex, and what stands round it. */
export const MESSAGE_SIZE_MAX = 2 * APDU_SIZE_MAX + 256;

const hex = (min: number, max: number) =>
  z
    .string()
    .max(2 * max)
    .regex(/^(?:[0-9A-Fa-f]{2})*$/)
    .refine((text) => text.length >= 2 * min);
const id = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);
const atr = hex(2, ATR_SIZE_MAX);

/** What the user of a card asks. */
export const question = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('connect'), id }),
  z.strictObject({ op: z.literal('transmit'), id, capdu: hex(1, APDU_SIZE_MAX) }),
  z.strictObject({ op: z.literal('reset'), id }),
  z.strictObject({ op: z.literal('disconnect'), id }),
]);
export type Question = z.infer<typeof question>;

/** What the holder of a card says: of presence unasked, all else as an answer. */
export const statement = z.union([
  z.strictObject({ card: z.literal('present'), atr }),
  z.strictObject({ card: z.literal('absent') }),
  z.strictObject({ id, error: z.string().regex(/^ERR_[A-Z_]{1,40}$/), says: z.string().max(200).optional() }),
  z.strictObject({ id, atr }),
  z.strictObject({ id, rapdu: hex(2, APDU_SIZE_MAX) }),
  z.strictObject({ id }),
]);
export type Statement = z.infer<typeof statement>;

/** The message in a frame, or DecodeError ERR_RELAY_MESSAGE. */
export function readMessage<T>(schema: z.ZodType<T>, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new DecodeError('ERR_RELAY_MESSAGE', 'relay.json', 'not JSON', -1, cause);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new DecodeError('ERR_RELAY_MESSAGE', 'relay.message', 'no message of the relay, version 1');
  return parsed.data;
}

export { fromHex, toHex };
