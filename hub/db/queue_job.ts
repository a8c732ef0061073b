// What the queue's own table says of its jobs: for progress and `hub status`. pg-boss alone writes it.
import type { JobKind } from '#hub/queue/branch_queue.ts';
import { type Database, sql } from './database.ts';
import { LOCK_CLASS } from './named_lock.ts';

export const readWaitingIds = async (db: Database, kind: JobKind): Promise<readonly string[]> =>
  (
    await db.query<{ id: string }>(sql`
      select id from hub_queue.job where name = ${kind} and state in ('created', 'retry')`)
  ).map(({ id }) => id);

/** How many wait, are under way or are to be tried again, of all kinds. */
export async function countUnfinished(db: Database): Promise<number> {
  const [row] = await db.query<{ count: number }>(sql`
    select count(*) as count from hub_queue.job where state in ('created', 'retry', 'active')`);
  return row?.count ?? 0;
}

export type FinishedJob = {
  readonly id: string;
  readonly branch: string;
  readonly lines: readonly string[];
  /** Why it failed; null: it did not. */
  readonly failure: string | null;
};

/** Those of `ids` that are done, or failed for good; in the order in which they ended. */
export const readFinished = (
  db: Database,
  ids: readonly string[],
): Promise<readonly FinishedJob[]> =>
  db.query<FinishedJob>(sql`
    select id, data ->> 'branch' as branch, coalesce(output -> 'lines', '[]') as lines,
      case when state <> 'completed' then coalesce(output ->> 'message', state::text) end as failure
    from hub_queue.job
    where id = any(${ids}::uuid[]) and state in ('completed', 'failed', 'cancelled')
    order by completed_on, id`);

/** Taken more than a moment ago, so that their workers hold them by now. */
export const readActiveJobs = (
  db: Database,
): Promise<readonly { readonly id: string; readonly kind: JobKind }[]> =>
  db.query(sql`
    select id, name as kind from hub_queue.job
    where state = 'active' and started_on < now() - interval '5 seconds'`);

/** Numbers of the named locks that somebody holds in this database. */
export const readNamedLocks = async (db: Database): Promise<readonly number[]> =>
  (
    await db.query<{ number: number }>(sql`
      select ((objid::bigint + 2147483648) % 4294967296 - 2147483648)::int as number from pg_locks
      where locktype = 'advisory' and classid = ${LOCK_CLASS} and objsubid = 2 and granted
        and database = (select oid from pg_database where datname = current_database())`)
  ).map(({ number }) => number);

export type QueueState = {
  readonly queue: JobKind;
  readonly waiting: number;
  readonly underWay: number;
  /** Branches whose newest job failed for good, of the last twelve hours, with the reason. */
  readonly failed: readonly { readonly branch: string; readonly message: string }[];
};

/** Kinds with something to tell; none on an embedded database, or before the queue was first used. */
export async function readQueue(db: Database): Promise<readonly QueueState[]> {
  const [there] = await db.query<{ is: boolean }>(
    sql`select to_regclass('hub_queue.job') is not null as is`,
  );
  if (there?.is !== true) return [];
  return db.query<QueueState>(sql`
    with newest as (
      select distinct on (name, data ->> 'branch') name, data ->> 'branch' as branch, state, output
      from hub_queue.job where state in ('completed', 'failed')
      order by name, data ->> 'branch', completed_on desc
    ), failed as (
      select name, json_agg(json_build_object('branch', branch,
          'message', coalesce(output ->> 'message', '')) order by branch collate "C") as failed
      from newest where state = 'failed' group by name
    ), open as (
      select name, count(*) filter (where state <> 'active') as waiting,
        count(*) filter (where state = 'active') as under_way
      from hub_queue.job where state in ('created', 'retry', 'active') group by name
    )
    select coalesce(o.name, f.name) as queue, coalesce(o.waiting, 0) as waiting,
      coalesce(o.under_way, 0) as "underWay", coalesce(f.failed, '[]') as failed
    from open o full join failed f on f.name = o.name
    order by 1`);
}
