// Builds a pack: an encrypted SQLite file with the tables of pack_schema.ts, beside what is published.
// oxlint-disable-next-line import/default -- the module's types say `export =`, which the rule does not read
import Sqlite from 'better-sqlite3-multiple-ciphers';
import type { Entity } from '#shared/wire/change.ts';
import { keyPragmas } from '#shared/wire/cipher.ts';
import {
  customerReadings,
  customerValues,
  type META_KEYS,
  PACK_INDEXES,
  PACK_INSERTS,
  PACK_TABLES,
} from '#shared/wire/pack_schema.ts';
import type { BranchRow } from './branch_rows.ts';
import { nativeBindingOptions } from './native.ts';

export interface PackBuilder {
  add(entity: Entity, rows: readonly BranchRow[]): void;
  /** Writes the indexes and `meta`, and closes the file. */
  finish(meta: Readonly<Record<(typeof META_KEYS)[number], string>>): void;
  /** Closes without finishing. */
  abandon(): void;
}

/** Several customers fit on one page; with SQLite's 4,096 bytes half of each page would stay empty. */
const PAGE_BYTES = 8_192;

/** @param key 64 hex digits */
export function openPackBuilder(path: string, key: string): PackBuilder {
  const db = new Sqlite(path, nativeBindingOptions());
  for (const pragma of keyPragmas(key)) db.pragma(pragma);
  // A pack that was cut off is thrown away, so it needs neither journal nor fsync.
  db.pragma(`page_size = ${PAGE_BYTES}`);
  db.pragma('journal_mode = off');
  db.pragma('synchronous = off');
  db.pragma('locking_mode = exclusive');
  db.pragma('cache_size = -65536');
  db.exec('begin');
  db.exec(PACK_TABLES);
  const putCustomer = db.prepare(PACK_INSERTS.customer);
  const putReading = db.prepare(PACK_INSERTS.reading);
  const putRecord = db.prepare(PACK_INSERTS.record);
  const putMeta = db.prepare(PACK_INSERTS.meta);
  return {
    add(entity, rows) {
      for (const { id, text, hash, customer } of rows) {
        if (customer) {
          putCustomer.run(...customerValues(customer), text, hash);
          for (const each of customerReadings(customer)) putReading.run(customer.id, ...each);
        } else putRecord.run(entity, id, text, hash);
      }
    },
    finish(meta) {
      db.exec(PACK_INDEXES);
      for (const [name, value] of Object.entries(meta)) putMeta.run(name, value);
      db.exec('commit');
      db.close();
    },
    abandon: () => void db.close(),
  };
}
