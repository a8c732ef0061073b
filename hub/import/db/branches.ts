// Branches, as an import needs to know them; and the PINs that staff have now.
import type { Database } from '#hub/db/database.ts';
import { sql } from '#hub/db/sql.ts';

export type BranchRow = {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly timeZone: string;
  readonly currency: string;
};

export const listBranches = (db: Database): Promise<readonly BranchRow[]> =>
  db.query<BranchRow>(sql`
    select code, name_zh as "nameZh", name_en as "nameEn", time_zone as "timeZone", currency
    from branch order by code`);

export async function insertBranch(db: Database, branch: BranchRow): Promise<void> {
  await db.execute(sql`
    insert into branch (code, name_zh, name_en, time_zone, currency)
    values (${branch.code}, ${branch.nameZh}, ${branch.nameEn}, ${branch.timeZone}, ${branch.currency})`);
}

/** By `branch/staff`. */
export async function storedPinHashes(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ key: string; hash: string }>(
    sql`select branch || '/' || id as key, pin_hash as hash from staff`,
  );
  return new Map(rows.map(({ key, hash }) => [key, hash]));
}
