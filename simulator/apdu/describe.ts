/**
 * One exchange with a card as one line for people.
 *
 * Command data of every command but SELECT, and all answer data, appear as byte counts only: a PIN, a signature input
 * or a certificate never reaches a log this way.
 */
import { equal, toHex, uintOf } from './bytes.ts';
import { type CommandApdu, parseCommandApdu } from './command-apdu.ts';
import { bytesText, commandName, hexByte, hexPair } from './describe-commands.ts';
import { AID_JPKI, FID } from './jpki-commands.ts';
import { parseResponseApdu } from './response-apdu.ts';
import { describeSw, SW_OK, swHex } from './status-word.ts';

const EF_NAMES: ReadonlyMap<number, string> = new Map<number, string>([
  [FID.SIGN_CERT, 'sign certificate'],
  [FID.SIGN_CA, 'sign CA certificate'],
  [FID.TOKEN_INFO, 'token information'],
  [FID.CERT_AVAILABILITY, 'certificate availability'],
  [FID.AUTH_CERT, 'auth certificate'],
  [FID.AUTH_CA, 'auth CA certificate'],
  [FID.AUTH_KEY, 'auth key'],
  [FID.AUTH_PIN, 'auth PIN'],
  [FID.SIGN_KEY, 'sign key'],
  [FID.SIGN_PIN, 'sign PIN'],
]);

function describeSelect({ p1, p2, data }: CommandApdu): string {
  if (p1 === 0x04) return `SELECT ${equal(data, AID_JPKI) ? 'JPKI-AP' : `AP ${toHex(data)}`}`;
  if (p1 === 0x02 && data.length === 2) {
    const name = EF_NAMES.get(uintOf(data));
    return `SELECT EF ${toHex(data)}${name === undefined ? '' : ` (${name})`}`;
  }
  return `SELECT P1P2 ${hexPair(p1, p2)} (${bytesText(data.length)})`;
}

/** VERIFY, CHANGE REFERENCE DATA, COMPUTE DIGITAL SIGNATURE: a file named by the low bits of P2, or the current one. */
function reference(p2: number): string {
  return p2 === 0x80 ? '' : p2 > 0x80 && p2 < 0x9f ? ` SFI ${hexByte(p2 & 0x1f)}` : ` P2 ${hexByte(p2)}`;
}

function describeReadBinary({ p1, p2, ne }: CommandApdu): string {
  const place = p1 < 0x80 ? hexPair(p1, p2) : `SFI ${hexByte(p1 & 0x1f)} ${hexByte(p2)}`;
  return `READ BINARY ${place} Le ${ne}`;
}

function describeCommand(capdu: CommandApdu): string {
  const { cla, ins, p1, p2, data } = capdu;
  const withData = `(${bytesText(data.length)})`;
  switch (hexPair(cla, ins)) {
    case '00A4':
      return describeSelect(capdu);
    case '0020':
      return data.length === 0 ? `VERIFY query${reference(p2)}` : `VERIFY${reference(p2)} ${withData}`;
    case '0024':
      return `CHANGE REFERENCE DATA${reference(p2)} ${withData}`;
    case '00B0':
      return describeReadBinary(capdu);
    case '802A':
      return `COMPUTE DIGITAL SIGNATURE${p1 === 0 ? '' : ` P1 ${hexByte(p1)}`}${reference(p2)} ${withData}`;
    default:
      return `${commandName(cla, ins) ?? `command ${hexPair(cla, ins)}`} ${hexPair(p1, p2)} ${withData}`;
  }
}

/** The line of an answer alone. Never throws. */
export function describeResponse(bytes: Uint8Array): string {
  return orSize('malformed answer', bytes, () => describeAnswer(bytes));
}

/** Runs a describer; whatever cannot be read is told by its size. */
function orSize(what: string, bytes: Uint8Array, describe: () => string): string {
  try {
    return describe();
  } catch {
    return `${what} (${bytesText(bytes.length)})`;
  }
}

function describeAnswer(bytes: Uint8Array): string {
  const { data, sw } = parseResponseApdu(bytes);
  const status = sw === SW_OK ? swHex(sw) : `${swHex(sw)}, ${describeSw(sw)}`;
  return data.length === 0 ? status : `${bytesText(data.length)}, ${status}`;
}

/**
 * "SELECT EF 001B (sign PIN) → 9000", "VERIFY (6 bytes) → 63C4, 4 tries left". Never throws, never shows data of a
 * VERIFY. The names of EFs are those of the JPKI-AP; the line does not know which application is current.
 */
export function describeExchange(capdu: Uint8Array, rapdu: Uint8Array): string {
  const command = orSize('malformed command', capdu, () => describeCommand(parseCommandApdu(capdu)));
  return `${command} → ${describeResponse(rapdu)}`;
}
