/** One step of a life: done to J-LIS, foretold by the model, compared. */
import type fc from 'fast-check';
import type { CertificateOnRecord } from '../../simulator/jlis/index.ts';
import { demand, invariants } from './lives-invariants.ts';
import { aliveIn, catchUp, type Life, PLACES, type Place } from './lives-life.ts';
import type { Model, Real } from './lives-world.ts';

export type LivesCommand = fc.AsyncCommand<Model, Real>;

/** Time stands still while a command runs, and the model has caught up with it. */
export const command = (
  says: string,
  run: (model: Model, real: Real, now: Date) => Promise<void> | void,
): LivesCommand => ({
  check: () => true,
  toString: () => says,
  async run(model, real) {
    const now = real.clock.now();
    for (const life of model.lives) catchUp(life, now);
    await run(model, real, now);
  },
});

export const placeOf = ({ kind, carrier }: Pick<CertificateOnRecord, 'kind' | 'carrier'>): Place =>
  `${carrier} ${kind}`;

const STATUS = {
  resident: 'here',
  moving: 'between',
  abroad: 'abroad',
  dead: 'dead',
  deleted: 'deleted',
} as const;

function comparePerson(life: Life, real: Real, what: string): void {
  const now = real.clock.now();
  catchUp(life, now);
  const { status, certificates, card } = real.jlis.person(life.number);
  demand(STATUS[status] === life.status, `${what}: ${status} on record, by law ${life.status}`);
  for (const place of PLACES) {
    const alive = certificates.filter((c) => c.alive && placeOf(c) === place).map(({ serial }) => serial);
    const lawful = aliveIn(life, place, now)?.serial;
    demand(
      alive.length <= 1 && alive[0] === lawful,
      `${what}: ${place} of ${life.number} is ${alive.join() || 'none'}, by law ${lawful ?? 'none'}`,
    );
  }
  const own = card && card.state !== 'void' ? `${card.state} ${card.lastDay}` : 'none';
  const lawful = life.card ? `${life.card.stopped ? 'stopped' : 'in-use'} ${life.card.ends}` : 'none';
  demand(own === lawful, `${what}: the card of ${life.number} is ${own}, by law ${lawful}`);
}

/** Model and records say the same of everybody, and the invariants hold. */
export function compare({ lives }: Model, real: Real, what: string): void {
  for (const life of lives) comparePerson(life, real, what);
  const numbers = lives.map(({ number }) => number);
  invariants(real, numbers);
}
