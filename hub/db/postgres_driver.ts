// Database over `pg`: a pool; each transaction and each cursor has a connection of its own.
import { type ClientBase, Pool, type PoolClient, types } from 'pg';
import {
  DATE,
  INT8,
  NUMERIC,
  parseDay,
  parseInstant,
  parseNumber,
  TIMESTAMPTZ,
} from './column_types.ts';
import type { Database, TransactionOptions } from './database.ts';
import { holdLock, letLockGo } from './named_lock.ts';
import type { Sql } from './sql.ts';
import { DatabaseUnavailable } from './unavailable.ts';

type Queryable = Pick<ClientBase, 'query'>;

export async function openPostgres(url: string, connections: number): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    application_name: 'counter-assist-hub',
    options: '-c timezone=UTC -c datestyle=ISO',
    types: { getTypeParser: typeParser as typeof types.getTypeParser },
  });
  // A connection that breaks fails its statement, or is replaced at the next use. Without listeners it would end the
  // process: the pool's hears the idle ones only, so each connection has its own, also while it is lent.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    const place = hostOfUrl(url);
    throw new DatabaseUnavailable(
      `cannot reach PostgreSQL at ${place}: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
  return databaseOfPool(pool);
}

const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: parseNumber,
  [NUMERIC]: parseNumber,
  [DATE]: parseDay,
  [TIMESTAMPTZ]: parseInstant,
};

function typeParser(oid: number, format?: 'text' | 'binary'): unknown {
  const own = format === 'binary' ? undefined : PARSERS[oid];
  return own ?? types.getTypeParser(oid, format as 'text');
}

function databaseOfPool(pool: Pool): Database {
  return {
    ...statementsOn(pool),
    kind: 'postgres',
    transaction: (work, options) => inTransaction(pool, work, options),
    async holding(lock, work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      let isHeld = false;
      try {
        await holdLock(client, lock);
        isHeld = true;
        return await work();
      } finally {
        if (isHeld) await letLockGo(client, lock).catch((error: Error) => (broken = error));
        client.release(broken);
      }
    },
    async *queryBatches<Row>(statement: Sql, size: number) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('begin read only');
        yield* fetchBatches<Row>(client, statement, size, 'hub_cursor');
      } finally {
        await client.query('rollback').catch((error: Error) => (broken = error));
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

function statementsOn(on: Queryable): Pick<Database, 'query' | 'execute' | 'script'> {
  return {
    query: async <Row>(statement: Sql) =>
      (await on.query(statement.text, [...statement.values])).rows as Row[],
    execute: async (statement) =>
      (await on.query(statement.text, [...statement.values])).rowCount ?? 0,
    script: async (text) => void (await on.query(text)),
  };
}

async function inTransaction<T>(
  pool: Pool,
  work: (tx: Database) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  let held: string | undefined;
  try {
    if (options.lock !== undefined) {
      await holdLock(client, options.lock, options.lockWithin);
      held = options.lock;
    }
    await client.query(options.snapshot ? 'begin isolation level repeatable read' : 'begin');
    const result = await work(databaseInTransaction(client, 0));
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that cannot even roll back must not go back to the pool.
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    if (held !== undefined) {
      await letLockGo(client, held).catch((failure: Error) => (broken = failure));
    }
    client.release(broken);
  }
}

function databaseInTransaction(client: PoolClient, depth: number): Database {
  let cursors = 0;
  return {
    ...statementsOn(client),
    kind: 'postgres',
    transaction: async (work) => {
      const name = `level_${depth}`;
      await client.query(`savepoint ${name}`);
      try {
        const result = await work(databaseInTransaction(client, depth + 1));
        await client.query(`release savepoint ${name}`);
        return result;
      } catch (error) {
        await client.query(`rollback to savepoint ${name}`);
        throw error;
      }
    },
    queryBatches: (statement, size) => {
      cursors += 1;
      return fetchBatches(client, statement, size, `cursor_${depth}_${cursors}`);
    },
    holding: () => Promise.reject(new Error('a lock is taken before a transaction, not in it')),
    close: () => Promise.reject(new Error('a transaction is ended by its function, not closed')),
  };
}

async function* fetchBatches<Row>(on: Queryable, statement: Sql, size: number, name: string) {
  await on.query(`declare ${name} no scroll cursor for ${statement.text}`, [...statement.values]);
  for (;;) {
    const { rows } = await on.query(`fetch forward ${size} from ${name}`);
    if (rows.length > 0) yield rows as Row[];
    if (rows.length < size) break;
  }
  await on.query(`close ${name}`);
}

/** The address without user and password, fit for a message. */
function hostOfUrl(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
  } catch {
    return 'DATABASE_URL (not an address)';
  }
}
