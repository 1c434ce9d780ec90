/** The file that `card --record` writes: a line when it happens, so that a program that is killed leaves what was. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { UsageError } from '../../simulator/errors.ts';
import { headerLine, type RecordedEvent } from '../../simulator/reader/index.ts';
import type { CliContext } from './context.ts';
import { REPLAY_WORDS } from './words/replay.ts';

export interface OpenRecording {
  readonly write: (event: RecordedEvent) => void;
  close(): void;
}

/** @throws UsageError ERR_RECORDING_FILE: it is there already, or cannot be written */
export function newRecording(path: string, { language }: CliContext): OpenRecording {
  const words = REPLAY_WORDS[language];
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    const why = exists ? words.exists(path) : words.unwritable(path, (cause as Error).message);
    throw new UsageError('ERR_RECORDING_FILE', why, { hint: words.writeHint, cause });
  }
  const line = (text: string): void => void writeSync(file, `${text}\n`);
  line(headerLine());
  return { write: (event) => line(JSON.stringify(event)), close: () => closeSync(file) };
}
