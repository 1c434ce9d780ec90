/**
 * EF 0006 of the JPKI-AP, token information: CK_TOKEN_INFO of PKCS#11 with 32-bit big-endian integers, 160 bytes.
 * Layout observed on a real card (myna-card `ap/jpki.rs`); the label and its padding with blanks by four clients.
 */
import { concat, uintBytes, uintOf, utf8Decode, utf8Encode } from '../../apdu/index.ts';
import { DecodeError, RigError } from '../../errors.ts';

export type TokenInfo = {
  label: string;
  manufacturerId: string;
  model: string;
  serialNumber: string;
  flags: number;
  maxSessionCount: number;
  sessionCount: number;
  maxRwSessionCount: number;
  rwSessionCount: number;
  maxPinLen: number;
  minPinLen: number;
  totalPublicMemory: number;
  freePublicMemory: number;
  totalPrivateMemory: number;
  freePrivateMemory: number;
  hardwareVersion: string;
  firmwareVersion: string;
  utcTime: string;
};

/** The layout, once: field, kind, bytes. Both directions follow it. */
const LAYOUT: readonly { field: keyof TokenInfo; kind: 'text' | 'uint'; length: number }[] = [
  { field: 'label', kind: 'text', length: 32 },
  { field: 'manufacturerId', kind: 'text', length: 32 },
  { field: 'model', kind: 'text', length: 16 },
  { field: 'serialNumber', kind: 'text', length: 16 },
  { field: 'flags', kind: 'uint', length: 4 },
  { field: 'maxSessionCount', kind: 'uint', length: 4 },
  { field: 'sessionCount', kind: 'uint', length: 4 },
  { field: 'maxRwSessionCount', kind: 'uint', length: 4 },
  { field: 'rwSessionCount', kind: 'uint', length: 4 },
  { field: 'maxPinLen', kind: 'uint', length: 4 },
  { field: 'minPinLen', kind: 'uint', length: 4 },
  { field: 'totalPublicMemory', kind: 'uint', length: 4 },
  { field: 'freePublicMemory', kind: 'uint', length: 4 },
  { field: 'totalPrivateMemory', kind: 'uint', length: 4 },
  { field: 'freePrivateMemory', kind: 'uint', length: 4 },
  { field: 'hardwareVersion', kind: 'text', length: 2 },
  { field: 'firmwareVersion', kind: 'text', length: 2 },
  { field: 'utcTime', kind: 'text', length: 16 },
];

/** Bytes of the file. */
export const TOKEN_INFO_LENGTH = LAYOUT.reduce((sum, { length }) => sum + length, 0);

const UNAVAILABLE = 0xffffffff; // PKCS#11: CK_UNAVAILABLE_INFORMATION

/** The values seen on cards; flags are RNG, LOGIN_REQUIRED, USER_PIN_INITIALIZED, TOKEN_INITIALIZED. */
export const defaultTokenInfo: TokenInfo = {
  label: 'JPKIAPICCTOKEN2',
  manufacturerId: '00000000000000000000000000000001',
  model: 'E16R01NJ',
  serialNumber: '0000000020500003',
  flags: 0x0000040d,
  maxSessionCount: 1,
  sessionCount: 0,
  maxRwSessionCount: 1,
  rwSessionCount: 0,
  maxPinLen: 16,
  minPinLen: 6,
  totalPublicMemory: UNAVAILABLE,
  freePublicMemory: UNAVAILABLE,
  totalPrivateMemory: UNAVAILABLE,
  freePrivateMemory: UNAVAILABLE,
  hardwareVersion: '03',
  firmwareVersion: '01',
  utcTime: '9999999999999999',
};

function encodeText(field: string, text: string, length: number): Uint8Array {
  const bytes = utf8Encode(text);
  if (bytes.length > length) throw new RigError('ERR_TOKEN_INFO', `${field} is longer than ${length} bytes`);
  return concat(bytes, new Uint8Array(length - bytes.length).fill(0x20));
}

/** The 160 bytes. @throws RigError ERR_TOKEN_INFO when a text is too long */
export function encodeTokenInfo(info: TokenInfo): Uint8Array {
  return concat(
    ...LAYOUT.map(({ field, length }) => {
      const value = info[field];
      return typeof value === 'number' ? uintBytes(value, length) : encodeText(field, value, length);
    }),
  );
}

/** The fields, trailing blanks removed. @throws DecodeError ERR_TOKEN_INFO for another length than 160 */
export function decodeTokenInfo(bytes: Uint8Array): TokenInfo {
  if (bytes.length !== TOKEN_INFO_LENGTH) {
    throw new DecodeError('ERR_TOKEN_INFO', 'token-info', `${bytes.length} bytes`, bytes.length);
  }
  let offset = 0;
  const fields = LAYOUT.map(({ field, kind, length }) => {
    const part = bytes.subarray(offset, offset + length);
    offset += length;
    return [field, kind === 'uint' ? uintOf(part) : utf8Decode(part).replace(/ +$/, '')] as const;
  });
  return Object.fromEntries(fields) as TokenInfo;
}
