/** Secrets of the configuration, fetched from where they stand. They go into no message and no file. */
import { closeSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Secret } from '../config-schema.ts';
import type { SetupFault } from '../setup-fault.ts';

export type Fetched = { readonly value: string } | { readonly fault: SetupFault };

const fault = (field: string, found: string, mend: string): Fetched => ({ fault: { field, found, mend } });

/** A descriptor can be read once; the configuration may be looked at twice. */
const ofDescriptor = new Map<number, string>();

export function fetchSecret(field: string, { env, file, fd }: Secret, folder: string): Fetched {
  if (env !== undefined) {
    const value = process.env[env];
    if (value === undefined || value === '')
      return fault(`${field}.env`, `the environment has no ${env}`, `Set it: export ${env}=…`);
    return { value };
  }
  const from = file === undefined ? (fd ?? -1) : resolve(folder, file);
  const place = file === undefined ? `${field}.fd` : `${field}.file`;
  try {
    const known = typeof from === 'number' ? ofDescriptor.get(from) : undefined;
    const value = known ?? readFileSync(from, 'utf8').split(/\r?\n/)[0]!;
    if (typeof from === 'number' && known === undefined) {
      ofDescriptor.set(from, value);
      closeSync(from);
    }
    if (value === '') return fault(place, 'its first line is empty', 'Put the secret on the first line.');
    return { value };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    return file === undefined
      ? fault(place, `the file descriptor ${fd} is not open (${code})`, `Start with ${fd}<FILE.`)
      : fault(place, `${file} cannot be read (${code})`, 'Paths count from the folder of the configuration.');
  }
}
