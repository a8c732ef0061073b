// A thin driver over the database module: statements prepared once, and a reader that has no way to write.
import type { Database, Statement } from 'better-sqlite3-multiple-ciphers';
import type { Sql } from './sql.ts';

export type ReadableDB = {
  all<Row>(statement: Sql): Row[];
  get<Row>(statement: Sql): Row | undefined;
  /** Reads of one moment; the lock is taken once for all of them, which is most of what a short statement costs. */
  snapshot<T>(work: () => T): T;
  /** EXPLAIN QUERY PLAN, one line a step: tests assert the plans of hot queries. */
  plan(statement: Sql): readonly string[];
};

export type WritableDB = ReadableDB & {
  /** Count of rows changed. */
  run(statement: Sql): number;
  /** Several statements without values. */
  script(text: string): void;
  /** Takes the write lock at once; commits when `work` returns, rolls back when it throws. Not nested. */
  transaction<T>(work: () => T): T;
  /** A transaction across turns of the event loop; nothing else may use this connection meanwhile. */
  transactionAsync<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
};

/**
 * @param database a connection that has its key and pragmas
 * @param onDamage told before a statement throws because of a damaged page
 */
export function createDriver(database: Database, onDamage?: () => void): WritableDB {
  const statements = new Map<string, Statement<unknown[], unknown>>();
  const prepare = (statement: Sql): Statement<unknown[], unknown> => {
    const known = statements.get(statement.text);
    if (known !== undefined) return known;
    const prepared = database.prepare<unknown[], unknown>(statement.text);
    statements.set(statement.text, prepared);
    return prepared;
  };
  const watched = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (isDamage(error)) onDamage?.();
      throw error;
    }
  };
  const beginRead = database.prepare('begin');
  const begin = database.prepare('begin immediate');
  const commit = database.prepare('commit');
  const rollBack = (): void => {
    // A full disk makes SQLite roll back by itself.
    if (database.inTransaction) database.exec('rollback');
  };

  return {
    all: <Row>(statement: Sql) =>
      watched(() => prepare(statement).all(...statement.values) as Row[]),
    get: <Row>(statement: Sql) =>
      watched(() => prepare(statement).get(...statement.values) as Row | undefined),
    snapshot(work) {
      if (database.inTransaction) return work();
      beginRead.run();
      try {
        return work();
      } finally {
        commit.run();
      }
    },
    plan: (statement) =>
      database
        .prepare<unknown[], { detail: string }>(`explain query plan ${statement.text}`)
        .all(...statement.values)
        .map((row) => row.detail),
    run: (statement) => watched(() => prepare(statement).run(...statement.values).changes),
    script: (text) => {
      database.exec(text);
    },
    transaction(work) {
      begin.run();
      try {
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        rollBack();
        throw error;
      }
    },
    async transactionAsync(work) {
      begin.run();
      try {
        const result = await work();
        commit.run();
        return result;
      } catch (error) {
        rollBack();
        throw error;
      }
    },
    close: () => {
      database.close();
    },
  };
}

/** What SQLite says of a page that does not decrypt, or does not add up. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
