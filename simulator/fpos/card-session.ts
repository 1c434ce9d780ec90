/**
 * The library's side of the JPKI application on the card. Everything happens within one presence: one tap.
 *
 * Status words and files: JICSAP 1.1 and ISO/IEC 7816-4; the order of commands is the one that public clients use.
 */
import { createHash } from 'node:crypto';
import {
  AID_JPKI,
  type CardChannel,
  computeDigitalSignature,
  concat,
  digestInfoSha256,
  FID,
  leadingTlvLength,
  parseResponseApdu,
  queryTries,
  type ResponseApdu,
  readBinary,
  SW_OFFSET_OUTSIDE_EF,
  SW_OK,
  SW_REFERENCE_LOCKED,
  selectAid,
  selectEf,
  swHex,
  triesLeftOf,
  utf8Encode,
  verify,
} from '../apdu/index.ts';
import { Stop } from './stop.ts';

/** A certificate file is never longer: the card's files hold 3808 bytes. Bounds the read loop. */
const CERTIFICATE_BYTES_MAX = 8192;
const READ_BYTES = 256;

async function send(card: CardChannel, capdu: Uint8Array): Promise<ResponseApdu> {
  let rapdu: Uint8Array;
  try {
    rapdu = await card.transmit(capdu);
  } catch (cause) {
    throw new Stop('card-removed', 'the card left the field', cause);
  }
  // A reader may report success with fewer than two bytes when the card vanished in the middle.
  if (rapdu.length < 2) throw new Stop('card-removed', 'the card broke off its answer');
  return parseResponseApdu(rapdu);
}

async function must(card: CardChannel, capdu: Uint8Array, what: string): Promise<Uint8Array> {
  const { sw, data } = await send(card, capdu);
  if (sw !== SW_OK) throw new Stop('card-unsuitable', `${what}: ${swHex(sw)}`);
  return data;
}

/** Begin the tap: the card answers and has the JPKI application. */
export async function openJpki(card: CardChannel): Promise<void> {
  try {
    await card.connect();
  } catch (cause) {
    throw new Stop('card-removed', 'there is no card', cause);
  }
  await must(card, selectAid(AID_JPKI), 'SELECT JPKI');
}

/** How many tries the signing password has, without spending one. */
export async function signPinTries(card: CardChannel): Promise<number> {
  await must(card, selectEf(FID.SIGN_PIN), 'SELECT sign PIN');
  const { sw } = await send(card, queryTries());
  return triesLeftOf(sw) ?? 0; // anything but 63Cx counts as none left: never risk the last try
}

/**
 * VERIFY the signing password, exactly once; never repeated by the library.
 *
 * Answers the tries left when it was refused, `undefined` when it was right.
 */
export async function verifySignPin(card: CardChannel, pin: string): Promise<number | undefined> {
  await must(card, selectEf(FID.SIGN_PIN), 'SELECT sign PIN');
  const { sw } = await send(card, verify(utf8Encode(pin)));
  if (sw === SW_OK) return undefined;
  if (sw === SW_REFERENCE_LOCKED) return 0;
  const left = triesLeftOf(sw);
  if (left === undefined) throw new Stop('card-unsuitable', `VERIFY: ${swHex(sw)}`);
  return left;
}

/** The whole DER of a certificate file; filler behind it is left on the card. */
export async function readCertificateFile(card: CardChannel, fid: number): Promise<Uint8Array> {
  await must(card, selectEf(fid), 'SELECT certificate');
  let bytes: Uint8Array = await must(card, readBinary(0, READ_BYTES), 'READ BINARY');
  let total: number;
  try {
    total = leadingTlvLength(bytes);
  } catch (cause) {
    throw new Stop('card-unsuitable', 'the file holds no certificate', cause);
  }
  if (total > CERTIFICATE_BYTES_MAX) throw new Stop('card-unsuitable', `a certificate of ${total} bytes`);
  while (bytes.length < total) {
    const { sw, data } = await send(
      card,
      readBinary(bytes.length, Math.min(READ_BYTES, total - bytes.length)),
    );
    if (sw === SW_OFFSET_OUTSIDE_EF || data.length === 0)
      throw new Stop('card-unsuitable', 'the file ends early');
    if (sw !== SW_OK) throw new Stop('card-unsuitable', `READ BINARY: ${swHex(sw)}`);
    bytes = concat(bytes, data);
  }
  return bytes.slice(0, total);
}

/** RSASSA-PKCS1-v1_5 with SHA-256 by a key of the card; the host hashes, the card pads and signs. */
export async function signOnCard(card: CardChannel, keyFid: number, bytes: Uint8Array): Promise<Uint8Array> {
  await must(card, selectEf(keyFid), 'SELECT key');
  const hash = createHash('sha256').update(bytes).digest();
  return must(card, computeDigitalSignature(digestInfoSha256(hash)), 'COMPUTE DIGITAL SIGNATURE');
}
