/**
 * The CA's records in one SQLite file: what was acknowledged survives the end of the process at any instruction.
 *
 * Node's own `node:sqlite` is used: no dependency to install or build. Every transaction is synced before its answer leaves
 * (journal WAL, synchronous FULL). The file holds no private key; keys come from the seed of the world.
 */
import { DatabaseSync } from 'node:sqlite';
import { UsageError } from '../../errors.ts';
import type { AuditEntry } from './audit.ts';
import type { TableName, Tables } from './records.ts';
import type { Durable } from './store.ts';

/** Rises when the shape of records changes; an older file is refused rather than misread. */
const FORMAT = 1;
/** Tells our files from other people's (PRAGMA application_id): "fpca". */
const APPLICATION_ID = 0x66706361;

const pragma = (db: DatabaseSync, name: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]);

/** Opens the file, or makes it. UsageError `ERR_CA_FILE` when it is not ours, damaged, or open elsewhere. */
export function openCaFile(path: string): Durable {
  const refuse = (says: string, hint: string, cause?: unknown): UsageError =>
    new UsageError('ERR_CA_FILE', `${path} ${says}`, { hint, cause });
  let db: DatabaseSync;
  try {
    db = new DatabaseSync(path);
    // Held until the file is closed: two CAs on one file would issue twice.
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    db.exec('BEGIN IMMEDIATE');
    const fresh = pragma(db, 'schema_version') === 0;
    if (fresh)
      db.exec(`
        PRAGMA application_id = ${APPLICATION_ID};
        PRAGMA user_version = ${FORMAT};
        CREATE TABLE record (kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (kind, key));
        CREATE TABLE audit (n INTEGER PRIMARY KEY, entry TEXT NOT NULL);
      `);
    db.exec('COMMIT');
  } catch (cause) {
    throw refuse('cannot be opened', 'name a file of this CA that no other CA is using', cause);
  }
  if (pragma(db, 'application_id') !== APPLICATION_ID) {
    db.close();
    throw refuse('is a database, but not of this CA', 'name another file');
  }
  const format = pragma(db, 'user_version');
  if (format !== FORMAT) {
    db.close();
    throw refuse(`has format ${format}, this program writes ${FORMAT}`, 'begin a new file');
  }

  const put = db.prepare(
    'INSERT INTO record (kind, key, value) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare('DELETE FROM record WHERE kind = ? AND key = ?');
  const append = db.prepare('INSERT INTO audit (n, entry) VALUES (?, ?)');
  return {
    load: () => ({
      changes: db
        .prepare('SELECT kind, key, value FROM record ORDER BY rowid')
        .all()
        .map(({ kind, key, value }) => ({
          table: kind as TableName,
          key: key as string,
          value: JSON.parse(value as string) as Tables[TableName],
        })),
      audit: db
        .prepare('SELECT entry FROM audit ORDER BY n')
        .all()
        .map(({ entry }) => JSON.parse(entry as string) as AuditEntry),
    }),
    write(changes, audit) {
      db.exec('BEGIN IMMEDIATE');
      try {
        for (const { table, key, value } of changes)
          if (value === undefined) remove.run(table, key);
          else put.run(table, key, JSON.stringify(value));
        for (const entry of audit) append.run(entry.n, JSON.stringify(entry));
        db.exec('COMMIT');
      } catch (cause) {
        db.exec('ROLLBACK');
        throw cause;
      }
    },
    close: () => db.close(),
  };
}
