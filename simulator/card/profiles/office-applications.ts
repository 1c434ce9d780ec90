/**
 * 共通カードAP and 住基AP: the serial of the card and the PIN that offices ask for. Known only in part (jpki/myna
 * `unknown.rs`, myna-card, TRETJapanNFCReader); what only offices reach is not here.
 */
import { AID_COMMON, AID_JUKI, concat, utf8Encode } from '../../apdu/index.ts';
import type { DedicatedFile } from '../card-data.ts';
import { pinFormats } from '../pin-format.ts';
import { keyId } from './card-verifiable.ts';
import { pinFile, records, reference } from './files.ts';
import type { FullPersonalisation } from './full-personalisation.ts';
import { type CardHolder, plainDate } from './holder.ts';

/** PIN files and the key of both applications. */
export const OFFICE_FID = { KEY: 0x0019, PIN: 0x001c } as const;

const pinRules = { format: pinFormats['four-digits'], triesMax: 3, change: 'key' } as const;

/** Key reference of sixteen bytes, the same in both applications (observed); its digits are assumed. */
const keyReference = (range: string): Uint8Array => keyId(`${range}000010`);

/** Simple-TLV 01 1C: serial (15 digits), municipality (5), expiry (8). */
export function serialRecord(holder: CardHolder): Uint8Array {
  const digits = holder.serial + holder.municipalityCode + plainDate(holder.lastDay);
  return concat(Uint8Array.of(0x01, digits.length), utf8Encode(digits));
}

export function commonApplication(
  { holder, keys, officePin, triesLeft }: FullPersonalisation,
  range: string,
): DedicatedFile {
  return {
    name: '共通カードAP',
    aid: AID_COMMON,
    files: [
      records(0x0001, 'EF.SERIAL', serialRecord(holder)),
      records(0x0002, 'EF.KEY_REFERENCE', keyReference(range)),
      {
        kind: 'key',
        fid: OFFICE_FID.KEY,
        name: 'IEF.COMMON_KEY',
        key: keys('common'),
        use: 'free',
        command: 'authenticate',
      },
      pinFile(OFFICE_FID.PIN, 'IEF.COMMON_PIN', officePin, pinRules, triesLeft?.commonPin),
      reference(0x001e, 'IEF.001E', 'unknown'),
    ],
    keyExchange: 0x66f1, // observed
  };
}

export function jukiApplication({ officePin, triesLeft }: FullPersonalisation, range: string): DedicatedFile {
  return {
    name: '住基AP',
    aid: AID_JUKI,
    files: [
      records(0x0002, 'EF.KEY_REFERENCE', keyReference(range)),
      pinFile(OFFICE_FID.PIN, 'IEF.JUKI_PIN', officePin, pinRules, triesLeft?.jukiPin),
    ],
  };
}
