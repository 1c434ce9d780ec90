/**
 * 券面事項入力補助AP: Individual Number and the four basic items as text. Files, conditions and layouts as public clients
 * read them (jpki/myna, jpki-rs) and as measured (myna-card).
 */
import { createHash } from 'node:crypto';
import { AID_TEXT, concat, utf8Encode, writeTlv } from '../../apdu/index.ts';
import type { AccessRule, CardFile, DedicatedFile } from '../card-data.ts';
import type { CardKnobs } from '../knobs.ts';
import { pinFormats } from '../pin-format.ts';
import { cvCertificate, keyId, longTlv, publicKeyObjects, signed, signedRecord } from './card-verifiable.ts';
import { inBlocks, physical, pinFile, reference, transparent } from './files.ts';
import type { FullPersonalisation } from './full-personalisation.ts';
import { type CardHolder, numberAOf, numberBOf, plainDate } from './holder.ts';
import { recordWithOffsets } from './offset-table.ts';

/** PIN files: 暗証番号, 照合番号A, 照合番号B. */
export const TEXT_FID = { PIN: 0x0011, KEY: 0x0013, NUMBER_A: 0x0014, NUMBER_B: 0x0015 } as const;

const { PIN, KEY, NUMBER_A, NUMBER_B } = TEXT_FID;
const NUMBER_FILE_SIZE = 17;
const BASIC_INFO_SIZE = 256;
const BLOCK = 256;

const sha256 = (content: Uint8Array): Uint8Array => createHash('sha256').update(content).digest();

/** EF 0001: FF10, twelve digits, and two bytes of filler. */
export function numberFile(individualNumber: string, filler: number): Uint8Array {
  return physical(writeTlv(0xff10, utf8Encode(individualNumber)), NUMBER_FILE_SIZE, filler);
}

/** DF22 to DF25: name, address, birthday, gender. */
function fourItems(holder: Pick<CardHolder, 'name' | 'address' | 'birth' | 'gender'>): Uint8Array[] {
  return [
    writeTlv(0xdf22, utf8Encode(holder.name)),
    writeTlv(0xdf23, utf8Encode(holder.address)),
    writeTlv(0xdf24, utf8Encode(plainDate(holder.birth))),
    writeTlv(0xdf25, utf8Encode(holder.gender)),
  ];
}

/** The record in EF 0002. */
export function attributesRecord(
  holder: Pick<CardHolder, 'name' | 'address' | 'birth' | 'gender'>,
  form: 'minimal' | 'two-octets',
): Uint8Array {
  return recordWithOffsets(0xff20, fourItems(holder), form);
}

/** What EF 0003 signs: digests of the whole EF 0001, and of EF 0002 from DF22 to the last item. */
export function integrityDigests(numberFileContent: Uint8Array, items: readonly Uint8Array[]): Uint8Array[] {
  return [writeTlv(0xdf31, sha256(numberFileContent)), writeTlv(0xdf32, sha256(concat(...items)))];
}

/** The digests for a holder. */
export const integrityOf = (holder: CardHolder, filler: number): Uint8Array[] =>
  integrityDigests(numberFile(holder.individualNumber, filler), fourItems(holder));

/** FF40: versions and vendor as observed, the id of the key in EF 0004, and a field of which only the shape is known. */
function basicInfo(signerId: Uint8Array, digest: Uint8Array): Uint8Array {
  return longTlv(
    0xff40,
    concat(
      writeTlv(0xdf41, Uint8Array.of(0x01, 0x03, 0x0e, 0x01)),
      writeTlv(0xdf42, signerId),
      longTlv(0xdf43, physical(digest, 128, 0xff)),
    ),
  );
}

function textFiles({ holder, keys, ...person }: FullPersonalisation, knobs: CardKnobs): CardFile[] {
  const { filler, cvRange, lengthForm } = knobs;
  const opened = (...anyOf: number[]): AccessRule => ({ anyOf });
  const anyOfThree = opened(PIN, NUMBER_A, NUMBER_B);
  const integrityAccess = knobs.textIntegrityAccess === 'pin-a' ? opened(PIN, NUMBER_A) : anyOfThree;
  const signer = keys('text signer');
  const signerId = keyId(`${cvRange}000034`);
  const ownKey = longTlv(0xdf51, publicKeyObjects(keys('text')));
  const cv = cvCertificate({
    issuerId: keyId(`${cvRange}000033`),
    issuerKey: keys('cv issuer'),
    subjectId: signerId,
    subjectKey: signer,
  });
  const session = longTlv(0xa1, publicKeyObjects(keys('text session')));
  const number = { format: pinFormats['twelve-digits'], triesMax: 10, change: 'never' } as const;
  return [
    transparent(
      0x0001,
      'EF.INDIVIDUAL_NUMBER',
      numberFile(holder.individualNumber, filler),
      opened(PIN, NUMBER_A),
    ),
    transparent(
      0x0002,
      'EF.ATTRIBUTES',
      inBlocks(attributesRecord(holder, lengthForm), BLOCK, filler),
      opened(PIN, NUMBER_B),
    ),
    transparent(
      0x0003,
      'EF.INTEGRITY',
      signedRecord(0xff30, integrityOf(holder, filler), 0xdf33, signer),
      integrityAccess,
    ),
    transparent(0x0004, 'EF.CV_CERT', cv),
    transparent(
      0x0005,
      'EF.BASIC_INFO',
      physical(basicInfo(signerId, sha256(ownKey)), BASIC_INFO_SIZE, filler),
    ),
    transparent(0x0006, 'EF.SESSION_KEY', session, anyOfThree),
    transparent(
      0x0007,
      'EF.AP_KEY',
      // The issuer's signature is over the key object (assumed).
      longTlv(0xff50, concat(ownKey, longTlv(0xdf52, signed(signer, ownKey)))),
      anyOfThree,
    ),
    // Sixteen bytes FF, purpose unknown; who may read it is assumed.
    transparent(0x0008, 'EF.0008', new Uint8Array(16).fill(0xff), anyOfThree),
    pinFile(
      PIN,
      'IEF.TEXT_PIN',
      person.textPin,
      { format: pinFormats['four-digits'], triesMax: 3, change: 'reference-data' },
      person.triesLeft?.textPin,
    ),
    // Observed: query 63C0, VERIFY 6984 on every card.
    reference(0x0012, 'IEF.0012', 'locked'),
    { kind: 'key', fid: KEY, name: 'IEF.TEXT_KEY', key: keys('text'), use: 'free', command: 'sign' },
    pinFile(NUMBER_A, 'IEF.TEXT_NUMBER_A', numberAOf(holder), number, person.triesLeft?.textNumberA),
    pinFile(
      NUMBER_B,
      'IEF.TEXT_NUMBER_B',
      numberBOf(holder),
      { ...number, format: pinFormats['fourteen-digits'] },
      person.triesLeft?.textNumberB,
    ),
  ];
}

/** The application; its key signs without any PIN by `80 2A 00 00`. */
export function textApplication(person: FullPersonalisation, knobs: CardKnobs): DedicatedFile {
  return {
    name: '券面事項入力補助AP',
    aid: AID_TEXT,
    files: textFiles(person, knobs),
    defaultKey: KEY,
    keyExchange: { key: person.keys('text session'), after: PIN },
  };
}
