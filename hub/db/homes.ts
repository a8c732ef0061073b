// Households of a branch: how many customers, and who pays.
import { type Database, sql } from './database.ts';

export type HomeRow = { readonly household: number; readonly size: number; readonly head: number };

/**
 * Prepares `homesOf` for one branch within this transaction. The head tops up the most over the twelve
 * months to the customer's last day of data; then spends the most; then has the lowest number.
 */
export async function prepareHomes(tx: Database, branch: string): Promise<void> {
  await tx.script('drop table if exists score_home');
  await tx.execute(sql`
    create temp table score_home on commit drop as
    select distinct on (household) household, count(*) over (partition by household)::integer as size, id as head
    from (
      select c.household, c.id, coalesce(sum(m.top_up), 0) as paid, coalesce(sum(m.spend), 0) as spent
      from customer c
      left join usage_month m
        on m.customer = c.id and m.month > to_char(c.as_of - interval '12 months', 'YYYY-MM')
      where c.branch = ${branch} and c.household > 0 and c.left_on is null
      group by c.household, c.id
    ) as member
    order by household, paid desc, spent desc, id`);
  await tx.script('create unique index on score_home (household); analyze score_home');
}

export const homesOf = (tx: Database, households: readonly number[]): Promise<readonly HomeRow[]> =>
  tx.query<HomeRow>(
    sql`select household, size, head from score_home where household = any(${households}::bigint[])`,
  );

/** Of those households that the branch has customers of. */
export async function householdSizes(
  tx: Database,
  branch: string,
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.query<{ household: number; size: number }>(sql`
    select household, count(*)::integer as size from customer
    where branch = ${branch} and household > 0 and left_on is null group by household`);
  return new Map(rows.map(({ household, size }) => [household, size]));
}
