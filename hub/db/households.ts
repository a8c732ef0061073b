// How many customers live in each household.
import { type Database, sql } from './database.ts';

/** Of those households that the branch has customers of. */
export async function householdSizes(
  tx: Database,
  branch: string,
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.query<{ household: number; size: number }>(sql`
    select household, count(*)::integer as size from customer
    where branch = ${branch} and household is not null group by household`);
  return new Map(rows.map(({ household, size }) => [household, size]));
}
