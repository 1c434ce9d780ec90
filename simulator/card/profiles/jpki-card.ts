/**
 * The default profile: a My Number card as a client of the JPKI-AP sees it, personalised with somebody's certificates,
 * keys and PINs. Files and conditions as public clients use them (OpenSC `card-jpki.c`, jpki/myna, jpki-signer-android)
 * and as measured on real cards (jpki-image-signer, myna-card).
 */
import type { KeyObject } from 'node:crypto';
import { AID_JPKI, concat, FID, utf8Encode } from '../../apdu/index.ts';
import { UsageError } from '../../errors.ts';
import type { AccessRule, CardData, CardFile, ElementaryFile, PinFile } from '../card-data.ts';
import { type CardKnobs, defaultKnobs } from '../knobs.ts';
import { atrOf } from './atrs.ts';
import { defaultTokenInfo, encodeTokenInfo } from './token-info.ts';

/** What makes a card somebody's. Certificates are DER; one that was never issued is left out. */
export type JpkiPersonalisation = {
  signCert?: Uint8Array | undefined;
  signCaCert: Uint8Array;
  authCert?: Uint8Array | undefined;
  authCaCert: Uint8Array;
  /** RSA private keys. */
  signKey: KeyObject;
  authKey: KeyObject;
  signPin: string;
  authPin: string;
  /** 16 characters at most, for EF 0006. */
  tokenSerial?: string;
  triesLeft?: { signPin?: number; authPin?: number };
  knobs?: Partial<CardKnobs>;
};

/** PINs of the default profile, those of public SDK mocks. */
export const defaultPins = { signPin: 'ABC123', authPin: '1234' } as const;

// Physical size of the CA certificate files: not known, must exceed the certificate (assumed).
const CA_EF_SIZE = 2048;
const UNKNOWN_EF_SIZE = 16;

// Alphabets and lengths as told to holders; "letter and digit" is the desk's rule, not known to be the card's.
const SIGN_PIN_FORMAT = { pattern: /^[A-Z0-9]{6,16}$/, says: '6 to 16 of A-Z and 0-9' };
const AUTH_PIN_FORMAT = { pattern: /^[0-9]{4}$/, says: '4 digits' };

/** Content followed by filler up to the physical size. */
function physical(content: Uint8Array, size: number, filler: number): Uint8Array {
  if (content.length > size) {
    throw new UsageError('ERR_CARD_FILE_SIZE', `${content.length} bytes do not fit a file of ${size}`);
  }
  return concat(content, new Uint8Array(size - content.length).fill(filler));
}

function transparent(
  fid: number,
  name: string,
  content: Uint8Array,
  read: AccessRule = 'free',
): ElementaryFile {
  return { kind: 'transparent', fid, name, content, read };
}

function pinFile(
  fid: number,
  name: string,
  value: string,
  rules: Pick<PinFile, 'format' | 'triesMax'>,
  triesLeft: number = rules.triesMax,
): PinFile {
  // The value itself stays out of the message.
  if (!rules.format.pattern.test(value))
    throw new UsageError('ERR_CARD_PIN', `${name}: ${rules.format.says}`);
  if (!Number.isInteger(triesLeft) || triesLeft < 0 || triesLeft > rules.triesMax) {
    throw new UsageError(
      'ERR_CARD_TRIES',
      `${name}: tries left ${triesLeft}, 0 to ${rules.triesMax} possible`,
    );
  }
  return { kind: 'pin', fid, name, value: utf8Encode(value), triesLeft, ...rules };
}

function certificateFile(
  fid: number,
  name: string,
  der: Uint8Array | undefined,
  read: AccessRule,
  knobs: CardKnobs,
): ElementaryFile[] {
  if (der === undefined && knobs.missingCertStyle === 'absent') return [];
  return [transparent(fid, name, physical(der ?? new Uint8Array(0), knobs.certEfSize, knobs.filler), read)];
}

/** Byte 0 the signing certificate, byte 1 the authentication certificate; 8F is there, 00 (assumed) is not. */
function availability(signCert: Uint8Array | undefined, authCert: Uint8Array | undefined): Uint8Array {
  const mark = (cert: Uint8Array | undefined): number => (cert === undefined ? 0x00 : 0x8f);
  return Uint8Array.of(mark(signCert), mark(authCert), 0x00);
}

function jpkiFiles(person: JpkiPersonalisation, knobs: CardKnobs): CardFile[] {
  const { signCert, authCert, signCaCert, authCaCert, tokenSerial, triesLeft } = person;
  const afterSignPin: AccessRule = { anyOf: [FID.SIGN_PIN] };
  const afterAuthPin: AccessRule = { anyOf: [FID.AUTH_PIN] };
  const unknown = physical(new Uint8Array(0), UNKNOWN_EF_SIZE, knobs.filler);
  const tokenInfo = encodeTokenInfo({
    ...defaultTokenInfo,
    label: knobs.tokenLabel,
    ...(tokenSerial === undefined ? {} : { serialNumber: tokenSerial }),
  });
  return [
    // Observed: without VERIFY of 001B, SELECT is 9000 and READ BINARY 6982.
    ...certificateFile(FID.SIGN_CERT, 'EF.SIGN_CERT', signCert, afterSignPin, knobs),
    transparent(FID.SIGN_CA, 'EF.SIGN_CA', physical(signCaCert, CA_EF_SIZE, knobs.filler)),
    ...(knobs.unknownEfs === 'protected' ? [transparent(0x0005, 'EF.0005', unknown, 'never')] : []),
    transparent(FID.TOKEN_INFO, 'EF.TOKEN_INFO', tokenInfo),
    transparent(FID.CERT_AVAILABILITY, 'EF.CERT_AVAILABILITY', availability(signCert, authCert)),
    // Observed: there, and opened by no credential known.
    transparent(0x0009, 'EF.0009', unknown, 'never'),
    // Free on the plastic card; a phone wants its PIN first.
    ...certificateFile(FID.AUTH_CERT, 'EF.AUTH_CERT', authCert, 'free', knobs),
    transparent(FID.AUTH_CA, 'EF.AUTH_CA', physical(authCaCert, CA_EF_SIZE, knobs.filler)),
    { kind: 'key', fid: FID.AUTH_KEY, name: 'IEF.AUTH_KEY', key: person.authKey, use: afterAuthPin },
    pinFile(
      FID.AUTH_PIN,
      'IEF.AUTH_PIN',
      person.authPin,
      { format: AUTH_PIN_FORMAT, triesMax: 3 },
      triesLeft?.authPin,
    ),
    { kind: 'key', fid: FID.SIGN_KEY, name: 'IEF.SIGN_KEY', key: person.signKey, use: afterSignPin },
    pinFile(
      FID.SIGN_PIN,
      'IEF.SIGN_PIN',
      person.signPin,
      { format: SIGN_PIN_FORMAT, triesMax: 5 },
      triesLeft?.signPin,
    ),
  ];
}

/**
 * A My Number card with the JPKI-AP.
 *
 * @throws UsageError ERR_CARD_PIN, ERR_CARD_TRIES or ERR_CARD_FILE_SIZE when the personalisation fits no card
 */
export function jpkiCard(person: JpkiPersonalisation): CardData {
  const knobs = { ...defaultKnobs, ...person.knobs };
  const application = { name: '公的個人認証AP', aid: AID_JPKI, files: jpkiFiles(person, knobs) };
  return { atr: atrOf(knobs.atrPersona), applications: [application], knobs };
}
