/** What a release of libpcsclite and its pcscd said to each other, in recorded/. */
import { readdirSync, readFileSync } from 'node:fs';
import { fromHex } from '../../apdu/index.ts';

const FOLDER = new URL('recorded/', import.meta.url);

export type RecordedEntry =
  | { readonly connection: number; readonly from: 'client' | 'service'; readonly bytes: string }
  | { readonly card: 'insert' | 'remove' };

export interface Recorded {
  readonly release: string;
  readonly atr: string;
  /** Name of the reader that has the card; the other one stays empty. */
  readonly reader: string;
  readonly exchange: readonly RecordedEntry[];
}

export const recordedReleases = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));

export const recorded = (release: string): Recorded =>
  JSON.parse(readFileSync(new URL(`${release}.json`, FOLDER), 'utf8')) as Recorded;

/** Hexadecimal digits, in which `(N)` stands for N bytes of zero. */
export const recordedBytes = (text: string): Uint8Array =>
  fromHex(text.replace(/\((\d+)\)/g, (_, zeros: string) => '00'.repeat(Number(zeros))));
