/**
 * The shape of a card as data: applications, files, knobs. Nothing here changes while the card lives; what changes is
 * `CardState`. A new card or a new application is a new value of these types, made under `profiles/`.
 */
import type { KeyObject } from 'node:crypto';
import type { StatusWord } from '../apdu/index.ts';
import type { CardKnobs } from './knobs.ts';
import type { PinFormat } from './pin-format.ts';

/** Who may read a file or use a key: anyone, no one, or whoever verified one of the PIN files named (same application). */
export type AccessRule = 'free' | 'never' | { readonly anyOf: readonly number[] };

/** A transparent EF. `content` is the whole physical file, filler included. */
export type ElementaryFile = {
  readonly kind: 'transparent';
  readonly fid: number;
  readonly name: string;
  readonly content: Uint8Array;
  readonly read: AccessRule;
};

/** A record EF. Record 1 is the first; each is given whole, with its own header if it has one. */
export type RecordFile = {
  readonly kind: 'record';
  readonly fid: number;
  readonly name: string;
  readonly records: readonly Uint8Array[];
  readonly read: AccessRule;
};

/** Which command changes a PIN after its VERIFY: CHANGE REFERENCE DATA 00 24, CHANGE KEY 80 32, or none. */
export type PinChange = 'reference-data' | 'key' | 'never';

/** An IEF that holds a PIN. `value` and `triesLeft` are those the card starts with; infinite tries mean no counter. */
export type PinFile = {
  readonly kind: 'pin';
  readonly fid: number;
  readonly name: string;
  readonly value: Uint8Array;
  readonly format: PinFormat;
  readonly change: PinChange;
  readonly triesMax: number;
  readonly triesLeft: number;
};

/** An IEF that holds a private key: RSA, or P-384 on the card to come. */
export type KeyFile = {
  readonly kind: 'key';
  readonly fid: number;
  readonly name: string;
  readonly key: KeyObject;
  readonly use: AccessRule;
  /** The command that uses it: 80 2A, or 00 88. */
  readonly command: 'sign' | 'authenticate';
  /** A terminal with an accepted certificate (80 A2) may use it without any PIN. */
  readonly terminalUse?: boolean;
};

/**
 * An IEF of which only the outside is known: `locked` answers as a blocked PIN for ever, `terminal-ca` takes a terminal
 * certificate, `unknown` can be selected and nothing else.
 */
export type ReferenceFile = {
  readonly kind: 'reference';
  readonly fid: number;
  readonly name: string;
  readonly role: 'locked' | 'terminal-ca' | 'unknown';
};

/** Files that are never read out. */
export type InternalFile = PinFile | KeyFile | ReferenceFile;
export type CardFile = ElementaryFile | RecordFile | InternalFile;

/** What 80 AE answers: one status word, or an exchange under a key that may be used after VERIFY of a PIN file. */
export type KeyExchange = StatusWord | { readonly key: KeyObject; readonly after: number };

/** An application. FIDs lie in 0001 to 001E, so each file has a short EF identifier equal to its low five bits. */
export type DedicatedFile = {
  readonly name: string;
  readonly aid: Uint8Array;
  readonly files: readonly CardFile[];
  /** The key that 80 2A with P2 00 uses. */
  readonly defaultKey?: number;
  /** What 80 AE answers here; without it 6982. */
  readonly keyExchange?: KeyExchange;
};

/** The power-up level: the issuer's domain with its data objects. Its AID selects it again. */
export type PowerUpLevel = DedicatedFile & {
  /** Data objects of GET DATA by tag. */
  readonly objects: ReadonlyMap<number, Uint8Array>;
};

/** A whole card. The order of `applications` is the order in which a partial name finds them; the power-up level comes last. */
export type CardData = {
  readonly atr: Uint8Array;
  readonly applications: readonly DedicatedFile[];
  readonly powerUp?: PowerUpLevel;
  readonly knobs: CardKnobs;
};

/** The file of an application with this FID. */
export function fileOf(application: DedicatedFile, fid: number): CardFile | undefined {
  return application.files.find((file) => file.fid === fid);
}

/** Every PIN file of a card. */
export function pinFilesOf(data: CardData): PinFile[] {
  return data.applications.flatMap(({ files }) => files.filter((file) => file.kind === 'pin'));
}
