/**
 * The C-APDUs a client sends to the 公的個人認証 application (JPKI-AP), and the identifiers in them.
 * Identifiers and forms as in public clients: OpenSC `card-jpki.c`, jpki/myna `jpki_ap.go`.
 */
import { RigError } from '../errors.ts';
import { concat, uintBytes } from './bytes.ts';
import { encodeCommandApdu } from './command-apdu.ts';

/** Application identifier of the JPKI-AP. */
export const AID_JPKI = Uint8Array.of(0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01);

/** File identifiers inside the JPKI-AP; the short EF identifier is the low five bits. */
export const FID = {
  SIGN_CERT: 0x0001,
  SIGN_CA: 0x0002,
  TOKEN_INFO: 0x0006,
  CERT_AVAILABILITY: 0x0008,
  AUTH_CERT: 0x000a,
  AUTH_CA: 0x000b,
  AUTH_KEY: 0x0017,
  AUTH_PIN: 0x0018,
  SIGN_KEY: 0x001a,
  SIGN_PIN: 0x001b,
} as const;

const NO_DATA = new Uint8Array(0);

// RFC 8017, 9.2 note 1: DigestInfo of SHA-256 up to the digest.
const DIGEST_INFO_SHA256 = Uint8Array.of(
  0x30,
  0x31,
  0x30,
  0x0d,
  0x06,
  0x09,
  0x60,
  0x86,
  0x48,
  0x01,
  0x65,
  0x03,
  0x04,
  0x02,
  0x01,
  0x05,
  0x00,
  0x04,
  0x20,
);

function capdu(cla: number, ins: number, p1: number, p2: number, data: Uint8Array, ne: number): Uint8Array {
  return encodeCommandApdu({ cla, ins, p1, p2, data, ne, extended: data.length > 255 || ne > 256 });
}

/** SELECT an application by name, no answer data (ISO/IEC 7816-4:2020 11.2.2, P1 04 P2 0C). */
export function selectAid(aid: Uint8Array): Uint8Array {
  return capdu(0x00, 0xa4, 0x04, 0x0c, aid, 0);
}

/** SELECT an EF of the current application, no answer data (P1 02 P2 0C). */
export function selectEf(fid: number): Uint8Array {
  return capdu(0x00, 0xa4, 0x02, 0x0c, uintBytes(fid, 2), 0);
}

/** VERIFY the current PIN file with `pin`, 1 to 16 ASCII bytes without padding (ISO/IEC 7816-4:2020 11.6.6). */
export function verify(pin: Uint8Array): Uint8Array {
  if (pin.length === 0) throw new RigError('ERR_APDU_FIELDS', 'VERIFY without data is the retry query');
  return capdu(0x00, 0x20, 0x00, 0x80, pin, 0);
}

/** VERIFY without data, the retry query: case 1, exactly four bytes (a fifth is refused by the card). */
export function queryTries(): Uint8Array {
  return capdu(0x00, 0x20, 0x00, 0x80, NO_DATA, 0);
}

/** READ BINARY of the current EF: `offset` 0 to 7FFF, at most `le` bytes (1 to 65536; extended above 256). */
export function readBinary(offset: number, le: number): Uint8Array {
  if (offset < 0 || offset > 0x7fff || le < 1) {
    throw new RigError('ERR_APDU_FIELDS', `READ BINARY offset ${offset}, Le ${le}`);
  }
  return capdu(0x00, 0xb0, offset >> 8, offset & 0xff, NO_DATA, le);
}

/** COMPUTE DIGITAL SIGNATURE with the current key: the card pads `digestInfo` (at most 245 bytes) and signs it. */
export function computeDigitalSignature(digestInfo: Uint8Array): Uint8Array {
  return capdu(0x80, 0x2a, 0x00, 0x80, digestInfo, 256);
}

/** DigestInfo (RFC 8017, 9.2) around a SHA-256 digest of 32 bytes. */
export function digestInfoSha256(hash: Uint8Array): Uint8Array {
  if (hash.length !== 32) throw new RigError('ERR_DIGEST_LENGTH', `SHA-256 digest of ${hash.length} bytes`);
  return concat(DIGEST_INFO_SHA256, hash);
}
