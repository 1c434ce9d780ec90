import { questions, withdrawals } from './ca-consent.ts';
import { broken, invariant } from './invariant.ts';

/** 公的個人認証法施行規則35条の2第5項. The first withdrawal of a run, at the CA or at J-LIS itself, is the one that is judged. */
export const inv22 = invariant(
  'INV-22',
  'after a withdrawal no question of the latest items is turned away for want of a consent',
  (seen, each) =>
    each(withdrawals(seen).slice(0, 1), (withdrawal) =>
      questions(seen).flatMap(({ n, response }) => {
        const { outcome } = (response ?? {}) as { outcome?: unknown };
        return n > withdrawal.n && typeof outcome === 'string' && /CONSENT/.test(outcome)
          ? [broken('asked after the consent was withdrawn', n, { actual: outcome })]
          : [];
      }),
    ),
);
