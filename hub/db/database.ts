// What the hub asks of its database, the same of PostgreSQL and of PGlite.
import type { Sql } from './sql.ts';

export { sql, type Sql } from './sql.ts';

/**
 * What comes back, the same from both drivers: int8 and numeric as numbers (beyond 2^53 throws), date as
 * `YYYY-MM-DD` text, timestamptz as UTC ms, bytea as Uint8Array, jsonb parsed.
 * What goes in: numbers, text, booleans, null, Uint8Array, arrays of these, Date for timestamptz, and
 * JSON as text.
 */
export interface Database {
  readonly kind: 'postgres' | 'pglite';
  query<Row>(statement: Sql): Promise<readonly Row[]>;
  /** Count of the rows that were inserted, updated or deleted. */
  execute(statement: Sql): Promise<number>;
  /** Several statements without values, as migrations have them. */
  script(text: string): Promise<void>;
  /**
   * Commits when `work` returns, rolls back when it throws. A transaction inside one is a savepoint.
   * Inside `work` use only `tx`: with PGlite the outer database waits until the transaction ends.
   * `snapshot`: repeatable read, for readers that need one moment; it applies to the outermost only.
   */
  transaction<T>(work: (tx: Database) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Holds a lock by its name while the work is done, on a connection of its own and outside of any transaction: others
   * wait, and see in `pg_locks` that its process lives. PGlite: there is no other process. Not inside a transaction.
   */
  holding<T>(lock: string, work: () => Promise<T>): Promise<T>;
  /** Rows through a server-side cursor, `size` at a time, so that memory stays bounded. */
  queryBatches<Row>(statement: Sql, size: number): AsyncIterable<readonly Row[]>;
  close(): Promise<void>;
}

export type TransactionOptions = {
  readonly snapshot?: boolean;
  /**
   * Whoever names the same lock waits until this transaction has ended, of all processes. It is held from before the
   * snapshot: what the one before wrote is seen. The outermost transaction's only; PGlite has one at a time anyway.
   */
  readonly lock?: string;
  /** ms to wait for the lock at most; longer throws. Without end when left out. */
  readonly lockWithin?: number;
};
