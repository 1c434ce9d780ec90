/**
 * 券面事項確認AP: what is printed on the card, as data and pictures, signed. Files, conditions and layouts as public clients
 * read them (jpki/myna, jpki-rs) and as measured (myna-card).
 */
import { constants, createHash, createPublicKey, type KeyObject, publicEncrypt } from 'node:crypto';
import { AID_SURFACE, concat, fromHex, utf8Encode, writeTlv } from '../../apdu/index.ts';
import type { AccessRule, CardFile, DedicatedFile } from '../card-data.ts';
import type { CardKnobs } from '../knobs.ts';
import { pinFormats } from '../pin-format.ts';
import { padForSignature } from '../policies/signature-encoding.ts';
import { privateRsa } from '../private-key.ts';
import { cvCertificate, keyId, longTlv, publicKeyObjects, signedRecord } from './card-verifiable.ts';
import { inBlocks, pinFile, transparent } from './files.ts';
import type { FullPersonalisation } from './full-personalisation.ts';
import { birthKeyOf, type CardHolder, numberAOf, numberBOf, plainDate } from './holder.ts';
import { digitsImage, testImage } from './images/bitmap.ts';
import face from './images/test-face.json' with { type: 'json' };
import { recordWithOffsets } from './offset-table.ts';

/** PIN files: 生年月日 key, 照合番号B, 照合番号A; and the signing key. */
export const SURFACE_FID = { BIRTH: 0x0011, NUMBER_B: 0x0012, NUMBER_A: 0x0013, KEY: 0x001a } as const;

const { BIRTH, NUMBER_A, NUMBER_B, KEY } = SURFACE_FID;
const BLOCK = 256;
const MODULUS_LENGTH = 256;

// DigestInfo with the identifier of SHA-256 (assumed) around 96 octets: three digests.
const THREE_DIGESTS_HEAD = fromHex('3071300D060960864801650304020105000460');

const sha256 = (...parts: Uint8Array[]): Uint8Array =>
  createHash('sha256')
    .update(concat(...parts))
    .digest();

/** The picture of the holder: for now everybody has the same drawing. */
export const testFace = (): Uint8Array => Uint8Array.from(Buffer.from(face.jp2, 'base64'));

/** The input of the signature on the card face: digests of the data, the printed text and the picture. */
export function faceDigestInfo(parts: readonly Uint8Array[]): Uint8Array {
  const [birth, gender, key, name, address, picture] = parts as [
    ...(readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]),
  ];
  return concat(THREE_DIGESTS_HEAD, sha256(birth, gender, key), sha256(name, address), sha256(picture));
}

/** EF 0002: DF22 birthday … DF2A security code. DF29 and DF2A are not signed. */
function faceRecord(
  holder: CardHolder,
  ownKey: Uint8Array,
  signer: KeyObject,
  form: CardKnobs['lengthForm'],
): Uint8Array {
  const signedParts = [
    writeTlv(0xdf22, utf8Encode(plainDate(holder.birth))),
    writeTlv(0xdf23, utf8Encode(holder.gender)),
    longTlv(0xdf24, ownKey),
    longTlv(0xdf25, testImage(480, 48)),
    longTlv(0xdf26, testImage(480, 72)),
    longTlv(0xdf27, testFace()),
  ];
  const signature = privateRsa(signer, padForSignature(faceDigestInfo(signedParts), MODULUS_LENGTH));
  return recordWithOffsets(
    0xff20,
    [
      ...signedParts,
      longTlv(0xdf28, signature),
      writeTlv(0xdf29, utf8Encode(plainDate(holder.lastDay))),
      longTlv(0xdf2a, digitsImage(holder.securityCode)),
    ],
    form,
  );
}

/** 照合番号 under a key of the issuer. Padding of type 2 with octets from a digest, so that a card is made the same again. */
function encryptedNumber(number: string, key: KeyObject): Uint8Array {
  const message = utf8Encode(number);
  const length = MODULUS_LENGTH - message.length - 3;
  const noise = Uint8Array.from({ length }, (_, at) => (sha256(message, Uint8Array.of(at))[0]! % 255) + 1);
  const em = concat(Uint8Array.of(0x00, 0x02), noise, Uint8Array.of(0x00), message);
  const publicKey = createPublicKey(key.export({ type: 'pkcs8', format: 'pem' }));
  return Uint8Array.from(publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, em));
}

/** EF 0003. */
function basicInfo(
  holder: CardHolder,
  signerId: Uint8Array,
  issuerId: Uint8Array,
  issuer: KeyObject,
): Uint8Array {
  return longTlv(
    0xff30,
    concat(
      writeTlv(0xdf31, Uint8Array.of(0x06, 0x03, 0x0e, 0x01)),
      writeTlv(0xdf32, signerId),
      writeTlv(0xdf33, Uint8Array.of(0x01)),
      writeTlv(0xdf34, utf8Encode(holder.municipalityCode)),
      longTlv(0xdf35, concat(issuerId, encryptedNumber(numberBOf(holder), issuer))),
    ),
  );
}

function surfaceFiles({ holder, keys, triesLeft }: FullPersonalisation, knobs: CardKnobs): CardFile[] {
  const { filler, cvRange, birthKeyTries } = knobs;
  const opened = (...anyOf: number[]): AccessRule => ({ anyOf });
  const [issuer, signer] = [keys('cv issuer'), keys('surface signer')];
  const [issuerId, signerId] = [keyId(`${cvRange}000023`), keyId(`${cvRange}000024`)];
  const ownKey = publicKeyObjects(keys('surface'));
  const number = { format: pinFormats['twelve-digits'], triesMax: 10, change: 'never' } as const;
  const triesOfBirth = birthKeyTries === 'unlimited' ? Number.POSITIVE_INFINITY : birthKeyTries;
  return [
    transparent(
      0x0001,
      'EF.BIRTH',
      // Signed as the integrity record of the other application is (assumed).
      signedRecord(
        0xff10,
        [writeTlv(0xdf11, utf8Encode(plainDate(holder.birth))), longTlv(0xdf12, ownKey)],
        0xdf13,
        signer,
      ),
      opened(BIRTH),
    ),
    transparent(
      0x0002,
      'EF.FACE',
      inBlocks(faceRecord(holder, ownKey, signer, knobs.lengthForm), BLOCK, filler),
      opened(NUMBER_A, NUMBER_B),
    ),
    transparent(0x0003, 'EF.BASIC_INFO', basicInfo(holder, signerId, issuerId, issuer)),
    transparent(
      0x0004,
      'EF.CV_CERT',
      cvCertificate({ issuerId, issuerKey: issuer, subjectId: signerId, subjectKey: signer }),
    ),
    transparent(
      0x0005,
      'EF.NUMBER_IMAGE',
      signedRecord(
        0xff40,
        [longTlv(0xdf41, digitsImage(holder.individualNumber)), longTlv(0xdf42, ownKey)],
        0xdf43,
        signer,
      ),
      opened(NUMBER_A),
    ),
    transparent(0x0006, 'EF.0006', new Uint8Array(16).fill(0xff), opened(NUMBER_A, NUMBER_B)),
    pinFile(
      BIRTH,
      'IEF.BIRTH',
      birthKeyOf(holder),
      { format: pinFormats['six-digits'], triesMax: triesOfBirth, change: 'never' },
      triesLeft?.birth,
    ),
    pinFile(
      NUMBER_B,
      'IEF.SURFACE_NUMBER_B',
      numberBOf(holder),
      { ...number, format: pinFormats['fourteen-digits'] },
      triesLeft?.surfaceNumberB,
    ),
    pinFile(NUMBER_A, 'IEF.SURFACE_NUMBER_A', numberAOf(holder), number, triesLeft?.surfaceNumberA),
    { kind: 'key', fid: KEY, name: 'IEF.SURFACE_KEY', key: keys('surface'), use: 'free', command: 'sign' },
  ];
}

/** The application; its key signs without any PIN by `80 2A 00 00`. */
export function surfaceApplication(person: FullPersonalisation, knobs: CardKnobs): DedicatedFile {
  return {
    name: '券面事項確認AP',
    aid: AID_SURFACE,
    files: surfaceFiles(person, knobs),
    defaultKey: KEY,
    keyExchange: 0x66f1, // observed
  };
}
