// Which branches an account sees. Every figure of the page is asked for through it.
import type { PageAccount } from '#hub/db/page_account.ts';
import type { Database } from '#hub/db/database.ts';
import { type PageBranch, readPageBranches } from '#hub/db/page_branch.ts';

/** Null: of all regions. */
export const regionsOf = ({ role, regions }: PageAccount): readonly string[] | null =>
  role === 'hq' ? null : regions;

/** Undefined for a branch of another region as for one that does not exist. */
export async function branchInScope(
  db: Database,
  account: PageAccount,
  code: string,
): Promise<PageBranch | undefined> {
  // PostgreSQL takes no text with a NUL.
  if (code.includes('\0')) return undefined;
  const [branch] = await readPageBranches(db, regionsOf(account), code);
  return branch;
}
