import { questions, withdrawals } from './ca-consent.ts';
import { broken, invariant } from './invariant.ts';

export const inv22 = invariant(
  'INV-22',
  'after a withdrawal no question of the latest items is turned away for want of a consent',
  (seen) => {
    const first = withdrawals(seen)[0]?.n;
    if (first === undefined) return [];
    return questions(seen).flatMap(({ n, response }) => {
      const { outcome } = (response ?? {}) as { outcome?: unknown };
      return n > first && typeof outcome === 'string' && /CONSENT/.test(outcome)
        ? [broken('asked after the consent was withdrawn', n, { actual: outcome })]
        : [];
    });
  },
);
