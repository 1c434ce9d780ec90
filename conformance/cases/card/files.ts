/** Applications and files of the card, as its public clients name them. */
import { fromHex } from '../../../simulator/apdu/index.ts';

export const AID = {
  /** 公的個人認証AP */
  JPKI: fromHex('D392F000260100000001'),
  /** 券面事項入力補助AP */
  TEXT: fromHex('D3921000310001010408'),
  /** 券面事項確認AP */
  SURFACE: fromHex('D3921000310001010402'),
  /** 住基AP */
  RESIDENT: fromHex('D3921000310001010401'),
  /** 共通カードAP */
  COMMON: fromHex('D3921000310001010100'),
  /** Issuer security domain of GlobalPlatform, current at power-up. */
  ISSUER: fromHex('A0000001510000'),
} as const;

/** Files of the 券面事項入力補助AP. */
export const TEXT = {
  NUMBER: 0x0001,
  FOUR_ITEMS: 0x0002,
  INTEGRITY: 0x0003,
  CV_CERTIFICATE: 0x0004,
  BASIC_INFORMATION: 0x0005,
  SESSION_KEY: 0x0006,
  SIGNING_KEY: 0x0007,
  PIN: 0x0011,
  LOCKED_REFERENCE: 0x0012,
  KEY: 0x0013,
  CODE_A: 0x0014,
  CODE_B: 0x0015,
} as const;

/** Files of the 券面事項確認AP. */
export const SURFACE = {
  AGE: 0x0001,
  FACE: 0x0002,
  BASIC_INFORMATION: 0x0003,
  CV_CERTIFICATE: 0x0004,
  NUMBER_IMAGE: 0x0005,
  BIRTH: 0x0011,
  CODE_B: 0x0012,
  CODE_A: 0x0013,
  KEY: 0x001a,
} as const;

/** Files of the 共通カードAP and the 住基AP. */
export const COMMON = { SERIAL: 0x0001, KEY_REFERENCE: 0x0002, PIN: 0x001c } as const;
