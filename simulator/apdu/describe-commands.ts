/** Names of commands, and the small words that lines about exchanges share. */
import { concat, startsWith, toHex } from './bytes.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['0020', 'VERIFY'],
  ['0024', 'CHANGE REFERENCE DATA'],
  ['002C', 'RESET RETRY COUNTER'],
  ['0082', 'EXTERNAL AUTHENTICATE'],
  ['0084', 'GET CHALLENGE'],
  ['0088', 'INTERNAL AUTHENTICATE'],
  ['00A4', 'SELECT'],
  ['00B0', 'READ BINARY'],
  ['00B2', 'READ RECORD'],
  ['00C0', 'GET RESPONSE'],
  ['00CA', 'GET DATA'],
  ['00CB', 'GET DATA (odd)'],
  ['00D0', 'WRITE BINARY'],
  ['00D6', 'UPDATE BINARY'],
  ['00DC', 'UPDATE RECORD'],
  ['00E2', 'APPEND RECORD'],
  ['802A', 'COMPUTE DIGITAL SIGNATURE'],
  ['8032', 'CHANGE KEY'],
  ['8050', 'LOCK DF'],
  ['8052', 'UNLOCK DF'],
  ['8054', 'UNLOCK KEY'],
  ['808A', 'MANAGE ATTRIBUTES'],
  ['80A2', 'VERIFY CERTIFICATE'],
  ['80AE', 'SET SESSION KEY'],
  ['80FC', 'LAST COMMAND'],
]);

const INTERINDUSTRY_SM = 0x08;

export const hexByte = (value: number): string => toHex(Uint8Array.of(value));
export const hexPair = (high: number, low: number): string => hexByte(high) + hexByte(low);
export const bytesText = (count: number): string => (count === 1 ? '1 byte' : `${count} bytes`);

/** "READ BINARY", "SM VERIFY" under secure messaging; undefined when no table has CLA and INS. */
export function commandName(cla: number, ins: number): string | undefined {
  const plain = NAMES.get(hexPair(cla, ins));
  if (plain !== undefined) return plain;
  const secured = (cla & 0x7f) === INTERINDUSTRY_SM ? NAMES.get(hexPair(cla & 0x80, ins)) : undefined;
  return secured === undefined ? undefined : `SM ${secured}`;
}

/** What VERIFY without data is called: it asks for the tries left. */
export const VERIFY_QUERY = 'VERIFY query';

/** The name that a trace gives this command; undefined when no table has CLA and INS. */
export function tracedName(cla: number, ins: number, dataLength: number): string | undefined {
  return cla * 256 + ins === 0x0020 && dataLength === 0 ? VERIFY_QUERY : commandName(cla, ins);
}

/** Every name of a command without secure messaging, longest first, so that no name hides a longer one. */
export const commandNames: readonly string[] = [...NAMES.values(), VERIFY_QUERY].sort(
  (a, b) => b.length - a.length || (a < b ? -1 : 1),
);

export const isCommandName = (text: string): boolean => commandNames.includes(text);

// RFC 8017, 9.2 note 1: the octets of a DigestInfo before the digest, by hash function.
const DIGEST_INFOS = (
  [
    ['SHA-1', '3021300906052B0E03021A05000414', 20],
    ['SHA-256', '3031300D060960864801650304020105000420', 32],
    ['SHA-384', '3041300D060960864801650304020205000430', 48],
    ['SHA-512', '3051300D060960864801650304020305000440', 64],
  ] as const
).map(([hash, prefix, length]) => ({ hash, prefix: Uint8Array.from(Buffer.from(prefix, 'hex')), length }));

/** Name of the hash when `data` is exactly one of the usual DigestInfos. */
export function digestInfoHash(data: Uint8Array): string | undefined {
  return DIGEST_INFOS.find(
    ({ prefix, length }) => data.length === prefix.length + length && startsWith(data, prefix),
  )?.hash;
}

/** A DigestInfo around `digest`, for the hash functions that clients of the card use. */
export function digestInfo(
  hash: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512',
  digest: Uint8Array,
): Uint8Array {
  return concat(DIGEST_INFOS.find((info) => info.hash === hash)!.prefix, digest);
}
