// Decisions as the branches sent them, the newest first, and what a device had learned when it made them.
import type { Day } from '#shared/base/month.ts';
import { type Database, sql, type Sql } from './database.ts';

export type StoredDecision = {
  readonly id: string;
  readonly device: string;
  readonly branch: string;
  /** UTC ms */
  readonly at: number;
  readonly day: Day;
  readonly payload: unknown;
};

export type DecisionFilter = {
  readonly branch?: string | undefined;
  /** Business days from this one on. */
  readonly since?: Day | undefined;
  /** The newest so many. */
  readonly limit?: number | undefined;
};

export async function countDecisions(tx: Database, filter: DecisionFilter): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    sql`select count(*) as count from event where ${matches(filter)}`,
  );
  return Math.min(row?.count ?? 0, filter.limit ?? Number.MAX_SAFE_INTEGER);
}

export const decisionBatches = (
  tx: Database,
  filter: DecisionFilter,
  size: number,
): AsyncIterable<readonly StoredDecision[]> =>
  tx.queryBatches<StoredDecision>(
    sql`
      select id, device, branch, at, day, payload from event where ${matches(filter)}
      order by at desc, id desc
      limit ${filter.limit ?? null}::bigint`,
    size,
  );

const matches = ({ branch, since }: DecisionFilter): Sql => sql`
  kind = 'decision.made'
    and (${branch ?? null}::text is null or branch = ${branch ?? null})
    and (${since ?? null}::date is null or day >= ${since ?? null}::date)`;

/** Payload of the device's `beliefs.updated` of that name; undefined when the hub does not hold it. */
export async function readOwnBeliefs(tx: Database, device: string, name: string): Promise<unknown> {
  const [row] = await tx.query<{ payload: unknown }>(sql`
    select payload from event
    where kind = 'beliefs.updated' and device = ${device} and payload->>'name' = ${name}
    order by sequence limit 1`);
  return row?.payload;
}
