/** A file is replaced as a whole or not at all, and is on the disk when the call returns. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

function syncFolder(path: string): void {
  // Windows opens no folders; there the rename itself is journaled.
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Writes beside it, syncs, renames, syncs the folder. Readable by the owner alone: it may hold keys. */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.tmp`;
  const file = openSync(beside, 'w', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  syncFolder(path);
}
