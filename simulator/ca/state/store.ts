/**
 * Where the CA keeps its records. All changes of one step are one transaction: all of them, with the entry of the audit
 * record, or none. Memory is always complete; a file, when there is one, is written before memory changes.
 */
import type { Clock } from '../../world/index.ts';
import { type AuditEntry, type Decision, entered } from './audit.ts';
import { TABLE_NAMES, type TableName, type Tables } from './records.ts';

export interface Transaction {
  get<T extends TableName>(table: T, key: string): Tables[T] | undefined;
  put<T extends TableName>(table: T, key: string, value: Tables[T]): void;
  remove(table: TableName, key: string): void;
  /** Append to the audit record. */
  audit(decision: Decision): void;
  /** The next number of a series, from 1. */
  next(series: string): number;
}

export interface Store {
  get<T extends TableName>(table: T, key: string): Tables[T] | undefined;
  values<T extends TableName>(table: T): IterableIterator<Tables[T]>;
  entries<T extends TableName>(table: T): IterableIterator<[string, Tables[T]]>;
  size(table: TableName): number;
  /** Oldest key of a table, in the order of first writing. */
  oldest(table: TableName): string | undefined;
  /** Runs `work`; what it puts becomes true together when it returns, and never if it throws. */
  transact<R>(work: (tx: Transaction) => R): R;
  readonly audit: readonly AuditEntry[];
  close(): void;
}

export interface Change {
  readonly table: TableName;
  readonly key: string;
  /** undefined: removed. */
  readonly value: Tables[TableName] | undefined;
}

/** What a file does for a store. */
export interface Durable {
  /** Everything written so far. */
  load(): { readonly changes: Iterable<Change>; readonly audit: Iterable<AuditEntry> };
  /** On the disk when it returns. */
  write(changes: readonly Change[], audit: readonly AuditEntry[]): void;
  close(): void;
}

export interface StoreOptions {
  readonly clock: Clock;
  /** Version of the rules, for the audit record. */
  readonly rule: string;
  /** Absent: everything ends with the process. */
  readonly file?: Durable;
  /** What goes on record for the decisions of a step. */
  readonly enter?: typeof entered;
}

export function createStore({ clock, rule, file, enter = entered }: StoreOptions): Store {
  const tables = new Map(TABLE_NAMES.map((name) => [name, new Map<string, Tables[TableName]>()]));
  const audit: AuditEntry[] = [];
  const apply = ({ table, key, value }: Change): void => {
    if (value === undefined) tables.get(table)!.delete(key);
    else tables.get(table)!.set(key, value);
  };
  if (file) {
    const { changes, audit: entries } = file.load();
    for (const change of changes) apply(change);
    for (const entry of entries) audit.push(entry);
  }
  const read = <T extends TableName>(table: T, key: string): Tables[T] | undefined =>
    tables.get(table)!.get(key) as Tables[T] | undefined;

  let open = false;
  return {
    get: read,
    values: <T extends TableName>(table: T) => tables.get(table)!.values() as MapIterator<Tables[T]>,
    entries: <T extends TableName>(table: T) =>
      tables.get(table)!.entries() as MapIterator<[string, Tables[T]]>,
    size: (table) => tables.get(table)!.size,
    oldest: (table) => tables.get(table)!.keys().next().value,
    audit,
    close: () => file?.close(),
    transact(work) {
      // A step inside a step would become true without the outer one.
      if (open) throw new Error('a transaction inside a transaction');
      open = true;
      const staged = new Map<string, Change>();
      const decisions: Decision[] = [];
      const stage = (change: Change): void => void staged.set(`${change.table} ${change.key}`, change);
      const get: Transaction['get'] = (table, key) => {
        const change = staged.get(`${table} ${key}`);
        return change ? (change.value as never) : read(table, key);
      };
      try {
        const result = work({
          get,
          put: (table, key, value) => stage({ table, key, value }),
          remove: (table, key) => stage({ table, key, value: undefined }),
          audit: (decision) => void decisions.push(decision),
          next(series) {
            const value = (get('meta', series)?.value ?? 0) + 1;
            stage({ table: 'meta', key: series, value: { value } });
            return value;
          },
        });
        const changes = [...staged.values()];
        const entries = enter(audit.at(-1), decisions, { at: clock.now(), rule });
        if (changes.length > 0 || entries.length > 0) file?.write(changes, entries);
        for (const change of changes) apply(change);
        audit.push(...entries);
        return result;
      } finally {
        open = false;
      }
    },
  };
}
