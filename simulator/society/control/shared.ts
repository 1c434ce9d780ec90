/** What several operations of the control interface share. */
import { z } from 'zod';
import { UsageError } from '../../errors.ts';
import { DeskRefusal } from '../../jlis/index.ts';
import { CITIZEN_MAX } from '../../people/index.ts';
import { Refusal } from '../../profile/index.ts';

export const citizenNumber = z
  .int()
  .min(1)
  .max(CITIZEN_MAX)
  .meta({ description: 'Which citizen of the seed, from 1.' });

/** The same in a path. */
export function citizenIn(path: Readonly<Record<string, string>>): number {
  const text = path.number ?? '';
  const number = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= CITIZEN_MAX)) throw new Refusal('request-malformed', `/number: from 1 to ${CITIZEN_MAX}`);
  return number;
}

export const kind = z.enum(['sign', 'auth']);
export const der = z.string().meta({ description: 'Certificate: DER as Base64.' });
export const serialHex = z.string().meta({ description: 'Serial number, upper-case hex.' });
export const instant = z.iso.datetime();

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export const serialText = (serial: bigint): string => {
  const text = serial.toString(16).toUpperCase();
  return text.length % 2 === 0 ? text : `0${text}`;
};

/** What the simulator refuses, as the control interface says it. */
export function refusing<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof DeskRefusal) throw new Refusal('event-impossible', error.message);
    if (error instanceof UsageError) {
      const hint = error.hint ? ` ${error.hint}` : '';
      throw new Refusal('request-malformed', `${error.code}: ${error.message}.${hint}`);
    }
    throw error;
  }
}
