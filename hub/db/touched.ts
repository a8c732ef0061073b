// Customers whose rows may come out otherwise than when their branch was last published.
import { type Database, sql } from './database.ts';

/**
 * Those whose own rows were written since, in triggers that every writer passes, and all whose document rests on events:
 * an event is believed, taken back and corrected in more than one table.
 * @returns in ascending order
 */
export async function readTouched(tx: Database, branch: string): Promise<readonly number[]> {
  const rows = await tx.query<{ id: number }>(sql`
    select customer as id from touched_customer where branch = ${branch}
    union
    select c.id from customer c
    where c.branch = ${branch} and (
      exists (select from event e where e.kind = 'consent.changed' and (e.payload ->> 'customer')::bigint = c.id)
      or c.id in (select (e.payload ->> 'customer')::bigint from event e where e.kind = 'points.spent'))
    order by id`);
  return rows.map(({ id }) => id);
}

/** Of those who were touched before the transaction's snapshot. */
export const forgetTouched = (tx: Database, branch: string): Promise<number> =>
  tx.execute(sql`delete from touched_customer where branch = ${branch}`);

/** What all rows of the branch rested on when they were last read. Undefined: all are to be read. */
export async function readRestsOn(tx: Database, branch: string): Promise<string | undefined> {
  const [row] = await tx.query<{ rests_on: string | null }>(
    sql`select rests_on from publication where branch = ${branch}`,
  );
  return row?.rests_on ?? undefined;
}

export const writeRestsOn = (tx: Database, branch: string, restsOn: string): Promise<number> =>
  tx.execute(sql`update publication set rests_on = ${restsOn} where branch = ${branch}`);
