/**
 * What the library is handed. It owns no reader, no network, no clock, no chance, no screen and no disk, so the same code
 * runs against a real reader, a phone's NFC or the virtual card.
 */
import type { CardChannel } from '../apdu/index.ts';
import type { Der } from '../pki/index.ts';
import type { FourItem, KeyPurpose } from '../profile/index.ts';
import type { Storage } from './storage.ts';

/** What a key is made for. */
export interface KeyRequest {
  /** 32 bytes that tie an attestation to one application. */
  readonly challenge: Uint8Array;
  /** One of them, or both where the CA gives one certificate for both. A store may guard a key by what it is for. */
  readonly purposes: readonly KeyPurpose[];
}

export interface GeneratedKey {
  readonly keyId: string;
  readonly spki: Der;
  /** The maker's word that the key lives in hardware (profile/key-attestation.ts), where the store has it. */
  readonly attestation?: Der;
}

/** A key store of the phone. The private key never leaves it; the library knows it by `keyId` only. */
export interface KeyStore {
  /** Make a P-256 key pair. */
  generate(request?: KeyRequest): Promise<GeneratedKey>;
  /**
   * ECDSA with SHA-256 over `bytes`: `der` is ECDSA-Sig-Value, `raw` is r ‖ s (64 bytes). A store may ask the user for an act
   * each time; without it, `KeyUseRefused`.
   */
  sign(keyId: string, bytes: Uint8Array, format: 'der' | 'raw'): Promise<Uint8Array>;
  /** Erase the key; nothing happens when there is none. */
  erase(keyId: string): Promise<void>;
}

/** The user did not do what the key asks for before it signs. */
export class KeyUseRefused extends Error {
  constructor() {
    super('the key was not unlocked for this signature');
    this.name = 'KeyUseRefused';
  }
}

export type Notice =
  | { readonly kind: 'terms'; readonly text: string }
  | { readonly kind: 'pin-refused'; readonly triesLeft: number }
  | { readonly kind: 'pin-blocked' }
  | { readonly kind: 'card-problem'; readonly code: string }
  | { readonly kind: 'push' }
  | { readonly kind: 'issued' }
  | { readonly kind: 'renewed' }
  | { readonly kind: 'consent-given' }
  | { readonly kind: 'consent-withdrawn' }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'refused'; readonly code: string };

/** The user, as the library sees them. Any answer may be `undefined`: the user cancelled. */
export interface UserInterface {
  agree(documents: readonly string[]): Promise<boolean>;
  /** The password of the signing key: 6 to 16 characters, A–Z and 0–9. */
  signPin(): Promise<string | undefined>;
  /**
   * Which of these items may J-LIS give to the verifier for this service? Each has a switch of its own, off at first.
   * Without this member nothing is consented to.
   */
  chooseItems?(service: string, items: readonly FourItem[]): Promise<readonly FourItem[] | undefined>;
  /** One try of the password is left: present it all the same? Without this member it never is. */
  riskLastTry?(): Promise<boolean>;
  /**
   * Approve what this text says, by a fresh act (PIN or biometrics of the phone) each time it is called. Without this member
   * nothing is approved.
   */
  approve?(text: string): Promise<boolean>;
  /** One press confirms the change that this text shows, another declines it; `undefined`: the user did neither. */
  confirmChange?(text: string): Promise<'confirm' | 'decline' | undefined>;
  show(notice: Notice): Promise<void>;
}

export interface LibraryDeps {
  readonly card: CardChannel;
  readonly fetch: (
    url: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string },
  ) => Promise<Response>;
  readonly ui: UserInterface;
  readonly keyStore: KeyStore;
  /** What outlives the app. Default: nothing does. */
  readonly storage?: Storage;
  readonly now: () => Date;
  /** `length` random bytes as lower-case hex. */
  readonly id: (length: number) => string;
  /** Certificates of the CAs whose certificates this app accepts. */
  readonly caAnchors: readonly Der[];
}
