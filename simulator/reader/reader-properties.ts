/**
 * What a reader tells of itself: attributes (SCardGetAttrib) and features (SCardControl).
 *
 * Source: reader.h of pcsc-lite, PC/SC part 3 (2.01.09) clause 3.1 for attributes, part 10 (2.02.09) for features. Which of
 * them a plain reader of 2025 has was seen in the drivers of CCID readers and of vpcd.
 */
import { endianness } from 'node:os';
import {
  APDU_SIZE_MAX,
  FEATURE_GET_TLV_PROPERTIES,
  GET_FEATURE_REQUEST,
  GET_TLV_PROPERTIES,
  SCARD_ATTR_ASYNC_PROTOCOL_TYPES,
  SCARD_ATTR_ATR_STRING,
  SCARD_ATTR_CHANNEL_ID,
  SCARD_ATTR_CHARACTERISTICS,
  SCARD_ATTR_CURRENT_PROTOCOL_TYPE,
  SCARD_ATTR_DEVICE_FRIENDLY_NAME,
  SCARD_ATTR_DEVICE_SYSTEM_NAME,
  SCARD_ATTR_DEVICE_UNIT,
  SCARD_ATTR_ICC_INTERFACE_STATUS,
  SCARD_ATTR_ICC_PRESENCE,
  SCARD_ATTR_ICC_TYPE_PER_ATR,
  SCARD_ATTR_MAX_IFSD,
  SCARD_ATTR_MAXINPUT,
  SCARD_ATTR_POWER_MGMT_SUPPORT,
  SCARD_ATTR_VENDOR_IFD_SERIAL_NO,
  SCARD_ATTR_VENDOR_IFD_TYPE,
  SCARD_ATTR_VENDOR_IFD_VERSION,
  SCARD_ATTR_VENDOR_NAME,
  SCARD_POWERED,
  SCARD_PRESENT,
  SCARD_PROTOCOL_T0,
  SCARD_PROTOCOL_T1,
} from './scard.ts';
import type { ReaderSnapshot } from './virtual-reader.ts';

/** 0xMMmmbbbb: 1.0, build 0. */
const VERSION = 0x01000000;
const FIRMWARE = 'fpos-hil TEST 1.0';
/** What vpcd and the CCID driver tell of readers for extended APDUs. */
const APDU_DATA_SIZE_MAX = 0x10000;
/** Longest information field of T=1, bytes (ISO/IEC 7816-3:2006, 11.4.2). */
const IFSD_MAX = 254;

export function zeroTerminated(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`${text}\0`, 'utf8'));
}

function dword(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  if (endianness() === 'LE') bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  return new Uint8Array(bytes);
}

/** Value of an attribute; undefined: this reader does not know it. */
export function attributeOf(reader: ReaderSnapshot, id: number): Uint8Array | undefined {
  const { name, state, atr, protocol } = reader;
  switch (id) {
    case SCARD_ATTR_ATR_STRING:
      return atr;
    case SCARD_ATTR_VENDOR_NAME:
      return zeroTerminated('fpos-hil TEST');
    case SCARD_ATTR_VENDOR_IFD_TYPE:
      return zeroTerminated('virtual reader');
    case SCARD_ATTR_VENDOR_IFD_VERSION:
      return dword(VERSION);
    case SCARD_ATTR_VENDOR_IFD_SERIAL_NO:
      return zeroTerminated('TEST-0');
    case SCARD_ATTR_CHANNEL_ID:
      return dword(0x00f00000); // 0xDDDDCCCC; types F0 to FF are the vendor's own
    case SCARD_ATTR_ASYNC_PROTOCOL_TYPES:
      return dword(SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1);
    case SCARD_ATTR_MAX_IFSD:
      return dword(IFSD_MAX);
    case SCARD_ATTR_POWER_MGMT_SUPPORT:
      return dword(1); // can take the power from a card that is in
    case SCARD_ATTR_CHARACTERISTICS:
      return dword(0); // neither swallows nor ejects
    case SCARD_ATTR_MAXINPUT:
      return dword(APDU_SIZE_MAX);
    case SCARD_ATTR_CURRENT_PROTOCOL_TYPE:
      return dword(protocol);
    case SCARD_ATTR_ICC_PRESENCE:
      return Uint8Array.of((state & SCARD_PRESENT) !== 0 ? 2 : 0); // 0: absent, 2: present and in place
    case SCARD_ATTR_ICC_INTERFACE_STATUS:
      return Uint8Array.of((state & SCARD_POWERED) !== 0 ? 1 : 0);
    case SCARD_ATTR_ICC_TYPE_PER_ATR:
      return Uint8Array.of(atr.length > 0 ? 1 : 0); // 0: unknown, 1: ISO/IEC 7816 asynchronous
    case SCARD_ATTR_DEVICE_UNIT:
      return dword(Number.parseInt(name.split(' ').at(-2) ?? '0', 16));
    case SCARD_ATTR_DEVICE_FRIENDLY_NAME:
    case SCARD_ATTR_DEVICE_SYSTEM_NAME:
      return zeroTerminated(name);
    default:
      return undefined;
  }
}

/** Tag, length, value (part 10, clause 2.2 and 2.6.14). */
const tlv = (tag: number, value: Uint8Array): number[] => [tag, value.length, ...value];

/** Control codes in this list are always big-endian. */
const FEATURES = Uint8Array.from(
  tlv(FEATURE_GET_TLV_PROPERTIES, Buffer.from(GET_TLV_PROPERTIES.toString(16).padStart(8, '0'), 'hex')),
);

const maxApduDataSize = Buffer.alloc(4);
maxApduDataSize.writeUInt32LE(APDU_DATA_SIZE_MAX);

/** Numbers in this list are always little-endian. No PIN pad: no property of one. */
const PROPERTIES = Uint8Array.from([
  ...tlv(0x08, Buffer.from(FIRMWARE)), // sFirmwareID
  ...tlv(0x09, Uint8Array.of(0)), // bPPDUSupport
  ...tlv(0x0a, maxApduDataSize), // dwMaxAPDUDataSize
]);

/** Answer to a control code; undefined: this reader does not know it. */
export function controlOf(code: number): Uint8Array | undefined {
  if (code === GET_FEATURE_REQUEST) return FEATURES;
  if (code === GET_TLV_PROPERTIES) return PROPERTIES;
  return undefined;
}
