import { BANK_HOST } from './bank.ts';
import { acceptedAt, timeOf } from './bank-signed.ts';
import { broken, invariant } from './invariant.ts';

/** Source: fpos.md 9.5, INV-32. */
export const inv32 = invariant(
  'INV-32',
  'an accepted log-in answers a challenge of the bank, once, in time, for its app and origin',
  (seen, each) => {
    const challenges = new Map(
      seen.http({ host: BANK_HOST, path: /^\/login\/challenges$/ }).flatMap(({ response }) => {
        const own = response as Record<string, unknown> | undefined;
        return typeof own?.challenge === 'string' ? [[own.challenge, own] as const] : [];
      }),
    );
    const used = new Set<string>();
    return each(acceptedAt(seen, 'login'), ({ n, payload }) => {
      const id = String(payload.challenge);
      const sent = challenges.get(id);
      if (!sent) return [broken('an answer to no challenge was accepted', n)];
      const again = used.has(id);
      used.add(id);
      const differs = ['nonce', 'appId', 'origin'].filter((member) => sent[member] !== payload[member]);
      return [
        ...(again ? [broken('a challenge was answered twice', n)] : []),
        ...differs.map((member) => broken(`${member} is not that of the challenge`, n)),
        ...(timeOf(seen, n) > new Date(String(sent.expires))
          ? [broken('a late answer was accepted', n)]
          : []),
      ];
    });
  },
);
