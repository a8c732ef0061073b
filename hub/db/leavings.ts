// What HQ's files say of customers' leaving, and the changes of their contracts.
import type { Day } from '#shared/base/month.ts';
import type { Leaving } from '#shared/engine/churn/leaver.ts';
import { type Database, sql } from './database.ts';

export type LeavingRow = {
  readonly id: number;
  readonly flagged: Day | null;
  readonly ported_out: Day | null;
  readonly contract_before: Day | null;
  readonly contract_changed: Day | null;
};

/** Of whom there is anything to say, by customer. */
export async function readLeavings(
  tx: Database,
  customers: readonly number[],
): Promise<ReadonlyMap<number, Leaving>> {
  const rows = await tx.query<LeavingRow>(sql`
    select id, least(has_left, left_on) as flagged, ported_out, contract_before, contract_changed
    from customer
    where id = any(${customers}::bigint[])
      and coalesce(has_left, left_on, ported_out, contract_before) is not null`);
  return new Map(rows.map((row) => [row.id, rowToLeaving(row)]));
}

export const rowToLeaving = (row: Omit<LeavingRow, 'id'>): Leaving => ({
  flagged: row.flagged,
  portedOut: row.ported_out,
  contractBefore:
    row.contract_before === null || row.contract_changed === null
      ? null
      : { end: row.contract_before, until: row.contract_changed },
});
