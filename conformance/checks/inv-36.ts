import { ALL_DOORS, acceptedAt, type Door } from './bank-signed.ts';
import { broken, invariant } from './invariant.ts';

const PURPOSE: Readonly<Record<Door, string>> = {
  login: 'login',
  payment: 'transaction',
  press: 'change-confirmation',
  report: 'facts-report',
};
const ATTRIBUTE_POLICY = '1.3.6.1.4.1.32473.2024.2.2';

/**
 * Source: fpos.md 9.5, INV-36. In this profile one key signs, and every signature says for what; of the two certificates of that
 * key the attribute kind proves nobody.
 */
export const inv36 = invariant(
  'INV-36',
  'nothing signed for one purpose, or under the attribute kind of certificate, counts for another',
  (seen, each) =>
    each(acceptedAt(seen, ...ALL_DOORS), ({ n, door, payload, certificate }) => [
      ...(payload.purpose === PURPOSE[door]
        ? []
        : [broken(`what was signed as ${String(payload.purpose)} counted as ${door}`, n)]),
      ...(certificate?.policies.includes(ATTRIBUTE_POLICY)
        ? [broken(`a ${door} counted under the attribute kind of certificate`, n)]
        : []),
    ]),
);
