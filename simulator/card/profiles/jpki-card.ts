/**
 * The default profile: a My Number card as a client of the JPKI-AP sees it, personalised with somebody's certificates,
 * keys and PINs. Files and conditions as public clients use them (OpenSC `card-jpki.c`, jpki/myna, jpki-signer-android)
 * and as measured on real cards (jpki-image-signer, myna-card).
 */
import type { KeyObject } from 'node:crypto';
import { AID_JPKI, FID } from '../../apdu/index.ts';
import type { AccessRule, CardData, CardFile, DedicatedFile, ElementaryFile } from '../card-data.ts';
import { type CardKnobs, defaultKnobs } from '../knobs.ts';
import { pinFormats, signPinFormats } from '../pin-format.ts';
import { atrOf } from './atrs.ts';
import { physical, pinFile, reference, transparent } from './files.ts';
import { defaultTokenInfo, encodeTokenInfo, type TokenInfo } from './token-info.ts';

/** What makes a card somebody's. Certificates are DER; one that was never issued is left out. */
export type JpkiPersonalisation = {
  signCert?: Uint8Array | undefined;
  signCaCert: Uint8Array;
  authCert?: Uint8Array | undefined;
  authCaCert: Uint8Array;
  /** RSA private keys; P-384 on the card to come. */
  signKey: KeyObject;
  authKey: KeyObject;
  signPin: string;
  authPin: string;
  /** 16 characters at most, for EF 0006. */
  tokenSerial?: string;
  /** Other token information than the usual; label and serial have their own fields. */
  tokenInfo?: Partial<TokenInfo>;
  triesLeft?: { signPin?: number; authPin?: number };
  knobs?: Partial<CardKnobs>;
};

/** PINs of the default profile, those of public SDK mocks. */
export const defaultPins = { signPin: 'ABC123', authPin: '1234' } as const;

// Physical size of the CA certificate files: not known, must exceed the certificate (assumed).
const CA_EF_SIZE = 2048;
const UNKNOWN_EF_SIZE = 16;

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

function tokenInfoOf({ tokenInfo, tokenSerial }: JpkiPersonalisation, knobs: CardKnobs): Uint8Array {
  const serial = tokenSerial === undefined ? {} : { serialNumber: tokenSerial };
  return encodeTokenInfo({ ...defaultTokenInfo, ...tokenInfo, label: knobs.tokenLabel, ...serial });
}

function jpkiFiles(person: JpkiPersonalisation, knobs: CardKnobs): CardFile[] {
  const { signCert, authCert, signCaCert, authCaCert, triesLeft } = person;
  const afterSignPin: AccessRule = { anyOf: [FID.SIGN_PIN] };
  const afterAuthPin: AccessRule = { anyOf: [FID.AUTH_PIN] };
  const unknown = physical(new Uint8Array(0), UNKNOWN_EF_SIZE, knobs.filler);
  const signPinRules = {
    format: signPinFormats[knobs.signPinPolicy],
    triesMax: 5,
    change: 'reference-data',
  } as const;
  const authPinRules = { format: pinFormats['four-digits'], triesMax: 3, change: 'reference-data' } as const;
  const authCertRead = knobs.authCertRead === 'pin' ? afterAuthPin : 'free';
  return [
    // Observed: without VERIFY of 001B, SELECT is 9000 and READ BINARY 6982.
    ...certificateFile(FID.SIGN_CERT, 'EF.SIGN_CERT', signCert, afterSignPin, knobs),
    transparent(FID.SIGN_CA, 'EF.SIGN_CA', physical(signCaCert, CA_EF_SIZE, knobs.filler)),
    ...(knobs.unknownEfs === 'protected' ? [transparent(0x0005, 'EF.0005', unknown, 'never')] : []),
    transparent(FID.TOKEN_INFO, 'EF.TOKEN_INFO', tokenInfoOf(person, knobs)),
    transparent(FID.CERT_AVAILABILITY, 'EF.CERT_AVAILABILITY', availability(signCert, authCert)),
    // Observed: there, and opened by no credential known.
    transparent(0x0009, 'EF.0009', unknown, 'never'),
    // Free on the plastic card; an Android phone wants its PIN first.
    ...certificateFile(FID.AUTH_CERT, 'EF.AUTH_CERT', authCert, authCertRead, knobs),
    transparent(FID.AUTH_CA, 'EF.AUTH_CA', physical(authCaCert, CA_EF_SIZE, knobs.filler)),
    // Observed: a key reference that answers the retry query. Its value is unknown, so it is locked (assumed).
    reference(0x0010, 'IEF.0010', 'locked'),
    reference(0x0016, 'IEF.TERMINAL_CA', 'terminal-ca'),
    {
      kind: 'key',
      fid: FID.AUTH_KEY,
      name: 'IEF.AUTH_KEY',
      key: person.authKey,
      use: afterAuthPin,
      command: 'sign',
      terminalUse: true,
    },
    pinFile(FID.AUTH_PIN, 'IEF.AUTH_PIN', person.authPin, authPinRules, triesLeft?.authPin),
    {
      kind: 'key',
      fid: FID.SIGN_KEY,
      name: 'IEF.SIGN_KEY',
      key: person.signKey,
      use: afterSignPin,
      command: 'sign',
    },
    pinFile(FID.SIGN_PIN, 'IEF.SIGN_PIN', person.signPin, signPinRules, triesLeft?.signPin),
  ];
}

/** The 公的個人認証AP. @throws UsageError as `jpkiCard` */
export function jpkiApplication(person: JpkiPersonalisation, knobs: CardKnobs): DedicatedFile {
  return { name: '公的個人認証AP', aid: AID_JPKI, files: jpkiFiles(person, knobs) };
}

/**
 * A My Number card with the JPKI-AP.
 *
 * @throws UsageError ERR_CARD_PIN, ERR_CARD_TRIES or ERR_CARD_FILE_SIZE when the personalisation fits no card
 */
export function jpkiCard(person: JpkiPersonalisation): CardData {
  const knobs = { ...defaultKnobs, ...person.knobs };
  return { atr: atrOf(knobs.atrPersona), applications: [jpkiApplication(person, knobs)], knobs };
}
