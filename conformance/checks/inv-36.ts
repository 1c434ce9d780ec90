import type { Certificate } from '../decode/index.ts';
import { ALL_DOORS, acceptedAt, type Door } from './bank-signed.ts';
import { broken, invariant } from './invariant.ts';
import { POLICY } from './kinds.ts';

const PURPOSE: Readonly<Record<Door, string>> = {
  login: 'login',
  payment: 'transaction',
  press: 'change-confirmation',
  report: 'facts-report',
};

/** Nothing but the log-in authenticates: the other doors change something. */
const byTheOther = (door: Door, certificate: Certificate): boolean =>
  door === 'login'
    ? certificate.keyUsage.includes('nonRepudiation')
    : certificate.policies.includes(POLICY.authentication);

/**
 * Source: fpos.md 9.5, INV-36. Every signature says for what it is. Where one key signs and another authenticates, neither does
 * what the other is for; the attribute kind proves nobody.
 */
export const inv36 = invariant(
  'INV-36',
  'nothing counts that was signed for another purpose, by the key for another purpose, or under the attribute kind',
  (seen, each) =>
    each(acceptedAt(seen, ...ALL_DOORS), ({ n, door, payload, certificate }) => [
      ...(payload.purpose === PURPOSE[door]
        ? []
        : [broken(`what was signed as ${String(payload.purpose)} counted as ${door}`, n)]),
      ...(certificate?.policies.includes(POLICY.attribute)
        ? [broken(`a ${door} counted under the attribute kind of certificate`, n)]
        : []),
      ...(certificate && byTheOther(door, certificate)
        ? [broken(`a ${door} counted by the key that is for the other purpose`, n)]
        : []),
    ]),
);
