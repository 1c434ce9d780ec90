/**
 * The shape of a card as data: applications, files, knobs. Nothing here changes while the card lives; what changes is
 * `CardState`. A new card or a new application is a new value of these types, made under `profiles/`.
 */
import type { KeyObject } from 'node:crypto';
import type { CardKnobs } from './knobs.ts';

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

/** An IEF that holds a PIN. `value` and `triesLeft` are those the card starts with. */
export type PinFile = {
  readonly kind: 'pin';
  readonly fid: number;
  readonly name: string;
  readonly value: Uint8Array;
  readonly format: { readonly pattern: RegExp; readonly says: string };
  readonly triesMax: number;
  readonly triesLeft: number;
};

/** An IEF that holds an RSA private key. */
export type KeyFile = {
  readonly kind: 'key';
  readonly fid: number;
  readonly name: string;
  readonly key: KeyObject;
  readonly use: AccessRule;
};

/** Files that are never read out. */
export type InternalFile = PinFile | KeyFile;
export type CardFile = ElementaryFile | InternalFile;

/** An application. FIDs lie in 0001 to 001E, so each file has a short EF identifier equal to its low five bits. */
export type DedicatedFile = {
  readonly name: string;
  readonly aid: Uint8Array;
  readonly files: readonly CardFile[];
};

/** A whole card. The order of `applications` is the order in which a partial name finds them. */
export type CardData = {
  readonly atr: Uint8Array;
  readonly applications: readonly DedicatedFile[];
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
