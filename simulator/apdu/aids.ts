/**
 * Application identifiers of a My Number card besides the JPKI-AP (`AID_JPKI`), as public clients select them
 * (jpki/myna, myna-card, sc-tools-myna), and that of the GlobalPlatform issuer security domain, current at power-up.
 */
import { fromHex } from './bytes.ts';

/** 券面事項入力補助AP: Individual Number and the four basic items as text. */
export const AID_TEXT = fromHex('D3921000310001010408');
/** 券面事項確認AP: the printed face. */
export const AID_SURFACE = fromHex('D3921000310001010402');
/** 住基AP: the offices of the resident register. */
export const AID_JUKI = fromHex('D3921000310001010401');
/** 共通カードAP: the serial of the card. */
export const AID_COMMON = fromHex('D3921000310001010100');
/** Issuer security domain. */
export const AID_ISD = fromHex('A0000001510000');
