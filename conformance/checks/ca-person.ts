/** Whom the CA takes somebody for: the identifier for one app, in the certificate of the attribute kind. */
import type { Finding } from '../verdict/types.ts';
import { attributeIssues } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen } from './seen.ts';

const ARC = '1.3.6.1.4.1.32473.2024.3';
const APP = `${ARC}.6`;
const PAIRWISE = `${ARC}.7`;

export interface SeenIdentifier {
  readonly n: number;
  readonly app: string;
  readonly pairwise: string;
}

/** In the order in which they came out. */
export const identifiers = (seen: Seen): readonly SeenIdentifier[] =>
  attributeIssues(seen).flatMap(({ n, certificate }) => {
    const app = certificate?.otherNames[APP];
    const pairwise = certificate?.otherNames[PAIRWISE];
    return app !== undefined && pairwise !== undefined ? [{ n, app, pairwise }] : [];
  });

const compared = (says: string, one: number, other: number, same: boolean): Expectation =>
  expectation(says, (seen): readonly Finding[] => {
    const [a] = identifiers(seen.step(one));
    const [b] = identifiers(seen.step(other));
    if (!a || !b) return [{ kind: 'fail', says: `no identifier came out in step ${(a ? other : one) + 1}` }];
    return (a.pairwise === b.pairwise) === same
      ? []
      : [{ kind: 'fail', says: `not so: ${says}`, expected: a.pairwise, actual: b.pairwise, at: b.n }];
  });

export const sameIdentifier = (one: number, other: number): Expectation =>
  compared(`steps ${one + 1} and ${other + 1} are one person to the app`, one, other, true);
export const otherIdentifier = (one: number, other: number): Expectation =>
  compared(`steps ${one + 1} and ${other + 1} are two people to the app`, one, other, false);
