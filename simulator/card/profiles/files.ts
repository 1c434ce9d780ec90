/** Makers of files, shared by the applications. */
import { concat, utf8Encode } from '../../apdu/index.ts';
import { UsageError } from '../../errors.ts';
import type {
  AccessRule,
  ElementaryFile,
  PinChange,
  PinFile,
  RecordFile,
  ReferenceFile,
} from '../card-data.ts';
import type { PinFormat } from '../pin-format.ts';

/** Content followed by filler up to the physical size. @throws UsageError ERR_CARD_FILE_SIZE */
export function physical(content: Uint8Array, size: number, filler: number): Uint8Array {
  if (content.length > size) {
    throw new UsageError('ERR_CARD_FILE_SIZE', `${content.length} bytes do not fit a file of ${size}`);
  }
  return concat(content, new Uint8Array(size - content.length).fill(filler));
}

/** Content and filler, some at least, in whole blocks: for files whose physical size is not known (assumed). */
export function inBlocks(content: Uint8Array, block: number, filler: number): Uint8Array {
  return physical(content, (Math.floor(content.length / block) + 1) * block, filler);
}

export function transparent(
  fid: number,
  name: string,
  content: Uint8Array,
  read: AccessRule = 'free',
): ElementaryFile {
  return { kind: 'transparent', fid, name, content, read };
}

export function records(fid: number, name: string, ...content: Uint8Array[]): RecordFile {
  return { kind: 'record', fid, name, records: content, read: 'free' };
}

export function reference(fid: number, name: string, role: ReferenceFile['role']): ReferenceFile {
  return { kind: 'reference', fid, name, role };
}

/** What a PIN file takes, how often one may be wrong, and how it is changed. */
export type PinRules = {
  readonly format: PinFormat;
  readonly triesMax: number;
  readonly change: PinChange;
};

/** @throws UsageError ERR_CARD_PIN or ERR_CARD_TRIES; the value itself stays out of the message */
export function pinFile(
  fid: number,
  name: string,
  value: string,
  rules: PinRules,
  triesLeft: number = rules.triesMax,
): PinFile {
  if (!rules.format.pattern.test(value))
    throw new UsageError('ERR_CARD_PIN', `${name}: ${rules.format.says}`);
  const counted = Number.isInteger(triesLeft) && triesLeft >= 0 && triesLeft <= rules.triesMax;
  if (!counted && triesLeft !== rules.triesMax) {
    const possible = `0 to ${rules.triesMax} possible`;
    throw new UsageError('ERR_CARD_TRIES', `${name}: tries left ${triesLeft}, ${possible}`);
  }
  return { kind: 'pin', fid, name, value: utf8Encode(value), triesLeft, ...rules };
}
