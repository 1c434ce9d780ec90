/** What a relying party had on record, and what the CA told it of changes. */
import { BANK_HOST } from './bank.ts';
import { CA_HOST } from './ca.ts';
import type { Seen } from './seen.ts';

export interface ShownRecord {
  readonly n: number;
  readonly customer: string;
  /** Ids of the changes in it, oldest first. */
  readonly changes: readonly string[];
  /** The facts, as they came. */
  readonly text: string;
}

export const recordsShown = (seen: Seen): readonly ShownRecord[] =>
  seen.http({ host: BANK_HOST, path: /^\/customer$/ }).flatMap(({ n, status, response }) => {
    const { customer, changes, facts } = (response ?? {}) as {
      customer?: unknown;
      changes?: readonly { change?: unknown }[];
      facts?: unknown;
    };
    if (status !== 200 || typeof customer !== 'string') return [];
    const ids = (Array.isArray(changes) ? changes : []).map(({ change }) => String(change));
    return [{ n, customer, changes: ids, text: JSON.stringify(facts) }];
  });

/** What the CA handed over, by its id: to whom it belongs, and its digest; in the order in which it opened them. */
export function changesTold(
  seen: Seen,
): ReadonlyMap<string, { readonly changeSet: string; readonly pairwise: string; readonly number: number }> {
  const told = new Map<string, { changeSet: string; pairwise: string; number: number }>();
  const numbers = new Map<string, number>();
  for (const { response } of seen.http({ host: CA_HOST, path: /^\/events$/ }))
    for (const { subject, number } of (
      response as { events?: { subject: string; number: number }[] } | undefined
    )?.events ?? [])
      numbers.set(subject, number);
  for (const { status, path, response } of seen.http({
    host: CA_HOST,
    path: /^\/attribute-cases\/[0-9a-f]+$/,
  })) {
    const id = path.split('/')[2]!;
    const { changeSet, pairwise } = (response ?? {}) as { changeSet?: string; pairwise?: string };
    if (status === 200 && changeSet !== undefined && pairwise !== undefined)
      told.set(id, { changeSet, pairwise, number: numbers.get(id) ?? 0 });
  }
  return told;
}

export interface ShownChange {
  readonly n: number;
  readonly change: string;
  readonly state: string;
}

export const changesShown = (seen: Seen): readonly ShownChange[] =>
  seen.http({ host: BANK_HOST, path: /^\/changes$/ }).flatMap(({ n, status, response }) => {
    const { changes } = (response ?? {}) as { changes?: readonly { change: string; state: string }[] };
    return status === 200 && Array.isArray(changes)
      ? changes.map((c) => ({ n, change: c.change, state: c.state }))
      : [];
  });
