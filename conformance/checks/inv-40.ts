import { recordParts, type SeenEntry, sha256Hex } from './ca-record.ts';
import { broken, invariant } from './invariant.ts';

/** What stands before the first entry. */
const START = '0'.repeat(64);

/** The form of the hash is the open profile's (docs/open-profile.md). */
function hashOf({ inputs = {}, previous, ...entry }: SeenEntry): string {
  const own = ['n', 'at', 'rule', 'actor', 'action', 'object'].map((name) => entry[name]);
  const rest = ['decision', 'why', 'decider', 'askedAt'].map((name) => entry[name] ?? null);
  const sorted = Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256Hex(JSON.stringify([...own, ...rest, sorted, previous]));
}

const NEEDED = ['at', 'rule', 'actor', 'action', 'object'] as const;

function lackOf(entry: SeenEntry): string | undefined {
  const lacking = NEEDED.find((name) => typeof entry[name] !== 'string' || entry[name] === '');
  if (lacking !== undefined) return `it has no ${lacking}`;
  return Number.isNaN(Date.parse(entry.at as string)) ? 'its time is none' : undefined;
}

/** 施行規則4条3号, 12条3項 and the guideline on 4条3号 (the log names time, actor and act, and is safe from change). */
export const inv40 = invariant(
  'INV-40',
  'each entry of the record names time, actor, act and rules, and continues the one before; what was read once stays',
  (seen, each) => {
    const known = new Map<unknown, SeenEntry>();
    let last = 0;
    const parts = recordParts(seen);
    return parts.flatMap((part, at) => {
      const shorter = typeof part.last !== 'number' || part.last < last;
      last = typeof part.last === 'number' ? part.last : last;
      const end = part.after + part.entries.length;
      const endsEarly = end < last && !parts.slice(at + 1).some(({ after }) => after === end);
      const cut = [
        ...(shorter ? [broken('the record became shorter', part.n)] : []),
        ...(endsEarly ? [broken('the record ends before the last entry that it counts', part.n)] : []),
      ];
      const found = each(part.entries, (entry, index) => {
        const n = part.after + index + 1;
        const before = n === 1 ? START : known.get(n - 1)?.hash;
        const earlier = known.get(n);
        known.set(n, entry);
        const fault =
          (entry.n === n ? undefined : 'its number is not the next') ??
          lackOf(entry) ??
          (entry.previous === before ? undefined : 'it does not name the hash of the one before') ??
          (entry.hash === hashOf(entry) ? undefined : 'its hash is another') ??
          (earlier === undefined || earlier.hash === entry.hash ? undefined : 'it was another before');
        return fault === undefined ? [] : [broken(`entry ${n} of the record: ${fault}`, part.n)];
      });
      return [...cut, ...found];
    });
  },
);
