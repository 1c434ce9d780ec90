/**
 * The numbers of PC/SC that cross the wire: return codes, card states, share modes, dispositions, attributes.
 *
 * Source: pcsclite.h and reader.h of pcsc-lite 1.9.9 (identical up to 2.5.1). All return codes are unsigned here.
 */

export const SCARD_S_SUCCESS = 0;
export const SCARD_E_CANCELLED = 0x80100002;
export const SCARD_E_INVALID_HANDLE = 0x80100003;
export const SCARD_E_NO_MEMORY = 0x80100006;
export const SCARD_E_INSUFFICIENT_BUFFER = 0x80100008;
export const SCARD_E_UNKNOWN_READER = 0x80100009;
export const SCARD_E_SHARING_VIOLATION = 0x8010000b;
export const SCARD_E_NO_SMARTCARD = 0x8010000c;
export const SCARD_E_PROTO_MISMATCH = 0x8010000f;
export const SCARD_E_INVALID_VALUE = 0x80100011;
export const SCARD_E_NOT_TRANSACTED = 0x80100016;
/** The reader was taken from the machine. */
export const SCARD_E_READER_UNAVAILABLE = 0x80100017;
export const SCARD_E_SERVICE_STOPPED = 0x8010001e;
/** pcsc-lite gives this code the value that Windows gives SCARD_E_UNEXPECTED. */
export const SCARD_E_UNSUPPORTED_FEATURE = 0x8010001f;
export const SCARD_W_UNRESPONSIVE_CARD = 0x80100066;
export const SCARD_W_UNPOWERED_CARD = 0x80100067;
export const SCARD_W_RESET_CARD = 0x80100068;
export const SCARD_W_REMOVED_CARD = 0x80100069;

/** Reader state bits (field `readerState` of READER_STATE). */
export const SCARD_ABSENT = 0x02;
export const SCARD_PRESENT = 0x04;
export const SCARD_SWALLOWED = 0x08;
export const SCARD_POWERED = 0x10;
export const SCARD_NEGOTIABLE = 0x20;

export const SCARD_PROTOCOL_UNDEFINED = 0;
export const SCARD_PROTOCOL_T0 = 0x01;
export const SCARD_PROTOCOL_T1 = 0x02;
export const SCARD_PROTOCOL_RAW = 0x04;
/** "Any protocol" of clients written before pcsc-lite 1.4; pcscd still accepts it. */
export const SCARD_PROTOCOL_ANY_OLD = 0x1000;

export const SCARD_SHARE_EXCLUSIVE = 1;
export const SCARD_SHARE_SHARED = 2;
export const SCARD_SHARE_DIRECT = 3;

export const SCARD_LEAVE_CARD = 0;
export const SCARD_RESET_CARD = 1;
export const SCARD_UNPOWER_CARD = 2;
export const SCARD_EJECT_CARD = 3;

/** Value of READER_STATE.readerSharing while one handle has the card exclusively; otherwise it counts the handles. */
export const SHARING_EXCLUSIVE = -1;

/** Largest scope of SCardEstablishContext (SCARD_SCOPE_GLOBAL). */
export const SCARD_SCOPE_MAX = 3;

/** CM_IOCTL_GET_FEATURE_REQUEST, PC/SC part 10 (2.02.09) clause 2.2: SCARD_CTL_CODE(3400). */
export const GET_FEATURE_REQUEST = 0x42000000 + 3400;

/** FEATURE_GET_TLV_PROPERTIES, part 10 clause 2.3, and the control code under which this reader has it. */
export const FEATURE_GET_TLV_PROPERTIES = 0x12;
export const GET_TLV_PROPERTIES = 0x42330000 + FEATURE_GET_TLV_PROPERTIES;

export const SCARD_ATTR_VENDOR_NAME = 0x00010100;
export const SCARD_ATTR_VENDOR_IFD_TYPE = 0x00010101;
export const SCARD_ATTR_VENDOR_IFD_VERSION = 0x00010102;
export const SCARD_ATTR_VENDOR_IFD_SERIAL_NO = 0x00010103;
export const SCARD_ATTR_CHANNEL_ID = 0x00020110;
export const SCARD_ATTR_ASYNC_PROTOCOL_TYPES = 0x00030120;
export const SCARD_ATTR_MAX_IFSD = 0x00030125;
export const SCARD_ATTR_POWER_MGMT_SUPPORT = 0x00040131;
export const SCARD_ATTR_CHARACTERISTICS = 0x00060150;
export const SCARD_ATTR_MAXINPUT = 0x0007a007;
export const SCARD_ATTR_CURRENT_PROTOCOL_TYPE = 0x00080201;
export const SCARD_ATTR_ICC_PRESENCE = 0x00090300;
export const SCARD_ATTR_ICC_INTERFACE_STATUS = 0x00090301;
export const SCARD_ATTR_ATR_STRING = 0x00090303;
export const SCARD_ATTR_ICC_TYPE_PER_ATR = 0x00090304;
export const SCARD_ATTR_DEVICE_UNIT = 0x7fff0001;
export const SCARD_ATTR_DEVICE_FRIENDLY_NAME = 0x7fff0003;
export const SCARD_ATTR_DEVICE_SYSTEM_NAME = 0x7fff0004;

/** Longest APDU or answer that the protocol carries, bytes (MAX_BUFFER_SIZE_EXTENDED: 4 + 3 + 65536 + 3 + 2). */
export const APDU_SIZE_MAX = 65548;
/** Longest attribute value, bytes (MAX_BUFFER_SIZE). */
export const ATTRIBUTE_SIZE_MAX = 264;
/** Room for a reader's name with its closing zero, bytes (MAX_READERNAME). */
export const READER_NAME_SIZE = 128;
/** Number of places in the list of readers (PCSCLITE_MAX_READERS_CONTEXTS). */
export const READERS_MAX = 16;
