/** Plays a recorded dialogue against a card, and gives the dialogue that comes of it. */
import { fromHex, utf8Encode } from '../../apdu/bytes.ts';
import type { Chip } from '../../apdu/channel.ts';
import { parseResponseApdu } from '../../apdu/response-apdu.ts';
import { SW_OK } from '../../apdu/status-word.ts';
import { withValue } from './mask.ts';
import { recordedChip } from './recorder.ts';
import type { RecordedEvent, RecordedExchange, Recording } from './recording.ts';

/** The value of a PIN file of the card that is played against, by `AID:FID` in hex; undefined: nobody knows it. */
export type SecretOf = (of: string) => Uint8Array | undefined;

/** Digits stay digits and letters letters, so that the value fits wherever the old one did; never the same. */
function otherValue(value: Uint8Array): Uint8Array {
  return value.map((byte) => {
    if (byte >= 0x30 && byte <= 0x39) return 0x30 + ((byte - 0x30 + 1) % 10);
    if (byte >= 0x41 && byte <= 0x5a) return 0x41 + ((byte - 0x41 + 1) % 26);
    return byte ^ 1;
  });
}

/**
 * The events of the recording, played in their order; what comes back is the dialogue with this card. Where the recording
 * had a right value, the card's own is sent; where a wrong one, another of the same length; a change sets a value of the
 * same kind, which is the right one from then on. Nothing is compared here.
 */
export async function replayRecording(
  { events }: Recording,
  chip: Chip,
  secretOf: SecretOf,
): Promise<readonly RecordedEvent[]> {
  const changed = new Map<string, Uint8Array>();
  const played: RecordedEvent[] = [];
  const recorded = recordedChip(chip, (event) => played.push(event));
  const ownValue = (of: string): Uint8Array | undefined => changed.get(of) ?? secretOf(of);

  function valueFor({ capdu, secret }: RecordedExchange): Uint8Array | undefined {
    if (secret === undefined) return undefined;
    const { of, is } = secret;
    const own = ownValue(of);
    if (is === 'right') return own;
    const length = dataLength(capdu);
    if (own === undefined || (own.length !== length && is === 'wrong')) return utf8Encode('0'.repeat(length));
    return otherValue(own);
  }
  async function send(event: RecordedExchange): Promise<void> {
    const value = valueFor(event);
    const capdu = value === undefined ? fromHex(event.capdu) : withValue(event.capdu, value);
    const rapdu = await recorded.transmit(capdu);
    const done = rapdu.length >= 2 && parseResponseApdu(rapdu).sw === SW_OK;
    if (event.secret?.is === 'new' && value !== undefined && done) changed.set(event.secret.of, value);
  }
  for (const event of events) {
    try {
      if ('power' in event) await recorded.power(event.power);
      else await send(event);
    } catch (error) {
      // What did not answer is an event of its own; anything else is our fault.
      if (!('code' in (error as object))) throw error;
    }
  }
  // Which value stood in a command is known here better than from the answers.
  let at = 0;
  return played.map((event) => {
    const asked = events[at++];
    if (asked === undefined || 'power' in event || 'power' in asked || asked.secret === undefined)
      return event;
    return { ...event, capdu: asked.capdu, secret: asked.secret };
  });
}

const dataLength = (capdu: string): number => {
  const bytes = fromHex(capdu);
  return bytes[4] === 0 && bytes.length > 7 ? bytes[5]! * 256 + bytes[6]! : (bytes[4] ?? 0);
};
