/** How a vector is said: its name, what is special, which flags it bears, and what a verifier must make of it. */
import { concat, type Der } from '../../simulator/pki/index.ts';
import type { Layer, Result } from './format.ts';
import type { Flag } from './notes.ts';

export type Told<P> = {
  readonly id: string;
  readonly comment: string;
  readonly flags: readonly Flag[];
  readonly result: Result;
  readonly layer?: Layer;
  /** Rules of conformance/lint that it breaks. */
  readonly rules: readonly string[];
} & P;

/** A verifier must accept it. */
export const valid = <P>(id: string, comment: string, flag: Flag, payload: P): Told<P> => ({
  id,
  comment,
  flags: [flag],
  result: 'valid',
  rules: [],
  ...payload,
});

/** A verifier must refuse it, in this layer. */
export const invalid = <P>(
  id: string,
  comment: string,
  flag: Flag,
  layer: Layer,
  rules: readonly string[],
  payload: P,
): Told<P> => ({ id, comment, flags: [flag], result: 'invalid', layer, rules, ...payload });

/** It breaks the issuer's profile; a verifier may pass over it. */
export const acceptable = <P>(
  id: string,
  comment: string,
  flag: Flag,
  rules: readonly string[],
  payload: P,
  layer: Layer = 'profile',
): Told<P> => ({ id, comment, flags: [flag], result: 'acceptable', layer, rules, ...payload });

/** Not to be read as a structure at all: one byte less, and one more. `what` names the structure in the comment. */
export const damagedEnds = <P>(what: string, good: Der, as: (der: Der) => P): readonly Told<P>[] => [
  invalid(
    'last-byte-missing',
    'The last byte is missing.',
    'Encoding',
    'encoding',
    ['readable'],
    as(good.slice(0, -1)),
  ),
  invalid(
    'byte-behind',
    `A zero byte stands behind the ${what}.`,
    'Encoding',
    'encoding',
    ['readable'],
    as(concat(good, Uint8Array.of(0))),
  ),
];
