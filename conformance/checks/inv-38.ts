import { delivered, handedOver, takenGrants } from './hub.ts';
import { broken, invariant } from './invariant.ts';

/** Publisher's note of 2024-10-08 (P6); what a grant names is the open profile's (docs/open-profile.md). */
export const inv38 = invariant(
  'INV-38',
  'what passes is what a live grant names: these items, for this use, before its end and its withdrawal',
  (seen, each) => {
    const grants = new Map(takenGrants(seen).map((grant) => [grant.id, grant]));
    const passed = [...handedOver(seen), ...delivered(seen)].flatMap((one) => {
      const grant = grants.get(String(one.grant));
      return grant ? [{ ...one, grant }] : [];
    });
    return each(passed, ({ n, item, use, grant: { content, withdrawnAt } }) => {
      const at = new Date(seen.all.find((o) => o.n === n)!.at);
      const named = Array.isArray(content.items) && content.items.includes(item);
      return [
        ...(named ? [] : [broken('an item passed that the grant does not name', n)]),
        ...(use === content.use ? [] : [broken('data passed for another use', n)]),
        ...(at > new Date(String(content.expires)) ? [broken('data passed after the end', n)] : []),
        ...(withdrawnAt !== undefined && withdrawnAt < n
          ? [broken('data passed after the withdrawal', n)]
          : []),
      ];
    });
  },
);
