/** Whom the card of a replay belongs to, and what is on it: the values that the sequences and their answers depend on. */
import type { KeyObject } from 'node:crypto';

/** Certificates of a card by the file they are in. */
export type CertificateName = 'signCert' | 'signCa' | 'authCert' | 'authCa';

/** Keys of a card by the PIN or application they belong to. */
export type KeyName = 'sign' | 'auth' | 'text' | 'face' | 'common';

export type Holder = {
  readonly signPin: string;
  readonly authPin: string;
  readonly textPin: string;
  /** PIN of the card itself, 共通カードAP. */
  readonly cardPin: string;
  readonly jukiPin: string;
  /** 照合番号A: the Individual Number. */
  readonly numberA: string;
  readonly numberB: string;
  readonly name: string;
  readonly address: string;
  /** YYYYMMDD. */
  readonly birth: string;
  /** '1', '2' or '9'. */
  readonly sex: string;
  /** The 28 digits of the card serial record. */
  readonly cardSerial: string;
  /** DER. */
  readonly certificates: Readonly<Record<CertificateName, Uint8Array>>;
  /** Physical bytes of the files of the holder's certificates. */
  readonly certEfSize: number;
  /** Public halves; a card without an application has no key of it. */
  readonly publicKeys: Readonly<Partial<Record<KeyName, KeyObject>>>;
};
