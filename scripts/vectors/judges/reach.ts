/** Where a judge gives another result than the vector states: tables of vectors with a reason, held against what he really does. */
import type { Result } from '../format.ts';

export type Beyond = { readonly because: string; readonly vectors: readonly string[] };

/** Vectors of one file, by their ids with blanks between. */
export const of = (file: string, ids: string): readonly string[] =>
  ids
    .trim()
    .split(/\s+/)
    .map((id) => `${file} ${id}`);

export type Reach = {
  /** Defective ones that he accepts: what he does not look at. */
  readonly beyond: readonly Beyond[];
  /** Good ones that he refuses. */
  readonly stricter: readonly Beyond[];
};

type Vector = { readonly name: string; readonly test: { readonly result: Result } };

const has = (tables: readonly Beyond[], name: string): boolean =>
  tables.some(({ vectors }) => vectors.includes(name));

/** Does he accept it? undefined: what is acceptable may go either way. */
export function dueOf({ beyond, stricter }: Reach, { name, test }: Vector): boolean | undefined {
  if (test.result === 'acceptable') return undefined;
  return test.result === 'valid' ? !has(stricter, name) : has(beyond, name);
}

/** What is wrong with the tables themselves: each entry is a vector of the result that it is about, and stands once. */
export function faultsOf({ beyond, stricter }: Reach, all: readonly Vector[]): readonly string[] {
  const results = new Map(all.map(({ name, test }) => [name, test.result]));
  const wrong = (tables: readonly Beyond[], result: Result) => {
    const names = tables.flatMap(({ vectors }) => vectors);
    return names.filter((name, at) => results.get(name) !== result || names.indexOf(name) !== at);
  };
  return [...wrong(beyond, 'invalid'), ...wrong(stricter, 'valid')];
}
