/**
 * Status words SW1 SW2 (ISO/IEC 7816-4:2020 5.6), with the meanings that JICSAP cards of Japan give them
 * (JICSAP specification of IC cards 1.1, table 25) where the two differ.
 */

/** SW1 SW2 as one number, 0x6100 to 0x9FFF. */
export type StatusWord = number;

export const SW_OK = 0x9000;
export const SW_END_OF_FILE = 0x6282;
export const SW_NOT_VERIFIED = 0x6300;
export const SW_WRONG_LENGTH = 0x6700;
export const SW_CHANNEL_NOT_SUPPORTED = 0x6881;
export const SW_SM_NOT_SUPPORTED = 0x6882;
export const SW_CHAIN_NOT_ENDED = 0x6883;
export const SW_CHAINING_NOT_SUPPORTED = 0x6884;
export const SW_WRONG_STRUCTURE = 0x6981;
export const SW_SECURITY_STATUS = 0x6982;
export const SW_AUTH_BLOCKED = 0x6983;
export const SW_REFERENCE_LOCKED = 0x6984;
export const SW_CONDITIONS_OF_USE = 0x6985;
export const SW_NO_CURRENT_EF = 0x6986;
export const SW_SM_OBJECT_MISSING = 0x6987;
export const SW_SM_NOT_POSSIBLE = 0x69fc;
export const SW_WRONG_DATA = 0x6a80;
export const SW_FUNCTION_NOT_SUPPORTED = 0x6a81;
export const SW_FILE_NOT_FOUND = 0x6a82;
export const SW_RECORD_NOT_FOUND = 0x6a83;
export const SW_WRONG_P1P2 = 0x6a86;
export const SW_DATA_NOT_FOUND = 0x6a88;
export const SW_OFFSET_OUTSIDE_EF = 0x6b00;
export const SW_INS_NOT_SUPPORTED = 0x6d00;
export const SW_CLA_NOT_SUPPORTED = 0x6e00;
export const SW_NO_DIAGNOSIS = 0x6f00;

const PHRASES: ReadonlyMap<StatusWord, string> = new Map([
  [SW_OK, 'success'],
  [0x6281, 'returned data may be corrupted'],
  [SW_END_OF_FILE, 'end of file before Le bytes'],
  [0x6283, 'selected file deactivated'],
  [SW_NOT_VERIFIED, 'verification failed'],
  [0x6581, 'memory failure'],
  [SW_WRONG_LENGTH, 'wrong length'],
  [SW_CHANNEL_NOT_SUPPORTED, 'logical channel not supported'],
  [SW_SM_NOT_SUPPORTED, 'secure messaging not supported'],
  [SW_CHAIN_NOT_ENDED, 'last command of the chain expected'],
  [SW_CHAINING_NOT_SUPPORTED, 'command chaining not supported'],
  [SW_WRONG_STRUCTURE, 'command does not fit the file'],
  [SW_SECURITY_STATUS, 'security status not satisfied'],
  [SW_AUTH_BLOCKED, 'authentication method blocked'],
  [SW_REFERENCE_LOCKED, 'PIN or key blocked'],
  [SW_CONDITIONS_OF_USE, 'conditions of use not satisfied'],
  [SW_NO_CURRENT_EF, 'no current file'],
  [SW_SM_OBJECT_MISSING, 'secure messaging object missing'],
  [0x6988, 'secure messaging object wrong'],
  [SW_SM_NOT_POSSIBLE, 'secure messaging not possible'],
  [SW_WRONG_DATA, 'wrong data'],
  [SW_FUNCTION_NOT_SUPPORTED, 'function not supported'],
  [SW_FILE_NOT_FOUND, 'file or application not found'],
  [SW_RECORD_NOT_FOUND, 'record not found'],
  [SW_WRONG_P1P2, 'wrong P1 P2'],
  [SW_DATA_NOT_FOUND, 'referenced data not found'],
  [SW_OFFSET_OUTSIDE_EF, 'offset outside the file'],
  [SW_INS_NOT_SUPPORTED, 'instruction not supported'],
  [SW_CLA_NOT_SUPPORTED, 'class not supported'],
  [SW_NO_DIAGNOSIS, 'no precise diagnosis'],
]);

/** Four upper-case hex digits. */
export function swHex(sw: StatusWord): string {
  return sw.toString(16).toUpperCase().padStart(4, '0');
}

/** 63Cx with `tries` (0 to 15) as x: verification failed, or the answer to a retry query. */
export function swTriesLeft(tries: number): StatusWord {
  return 0x63c0 | Math.min(Math.max(tries, 0), 15);
}

/** The x of 63Cx, tries left; undefined for every other status word. */
export function triesLeftOf(sw: StatusWord): number | undefined {
  return (sw & 0xfff0) === 0x63c0 ? sw & 0x0f : undefined;
}

/** One short English phrase, for people; never parse it. */
export function describeSw(sw: StatusWord): string {
  const tries = triesLeftOf(sw);
  if (tries !== undefined) return tries === 1 ? '1 try left' : `${tries} tries left`;
  if (sw >> 8 === 0x61) return `${sw & 0xff || 256} more bytes available`;
  if (sw >> 8 === 0x6c) return `wrong Le, ${sw & 0xff || 256} expected`;
  return PHRASES.get(sw) ?? 'unknown status word';
}
