/** The implementations that this project brings itself, by what stands after `--iut`. */
import type { InProcessFactory } from '../connector.ts';
import { referenceIut } from './reference-iut.ts';

/** Mutants are loaded only when one is asked for. Undefined: there is none of that name. */
export async function resolveFactory(id: string): Promise<InProcessFactory | undefined> {
  if (id === 'reference') return referenceIut('fpos-hil reference');
  const { MUTANTS, NULLS } = await import('../../mutants/index.ts');
  return [...MUTANTS, ...NULLS].find((known) => known.id === id)?.factory;
}
