// The branch that rows without a branch column go to: it is there already, or is made on request.
import type { Currency } from '#shared/base/money.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { Database } from '#hub/db/database.ts';
import { type BranchRow, insertBranch, listBranches } from './db/branches.ts';
import type { ImportError } from './errors.ts';

export type NewBranch = {
  readonly name: LocalText;
  readonly timeZone: string;
  readonly currency: Currency;
};

/** @returns the branch when it was made now. Asked again for one that is the same, it changes nothing. */
export async function prepareBranch(
  tx: Database,
  code: string | undefined,
  wanted: NewBranch | undefined,
): Promise<Result<BranchRow | undefined, ImportError>> {
  if (code === undefined) return ok(undefined);
  const branches = await listBranches(tx);
  const present = branches.find((branch) => branch.code === code);
  if (present) {
    for (const field of ['timeZone', 'currency'] as const) {
      if (wanted && wanted[field] !== present[field])
        return err({
          type: 'branch-differs',
          code,
          field,
          is: present[field],
          wanted: wanted[field],
        });
    }
    return ok(undefined);
  }
  if (!wanted)
    return err({ type: 'unknown-branch', code, known: branches.map((branch) => branch.code) });
  const made = {
    code,
    nameZh: wanted.name.zh,
    nameEn: wanted.name.en,
    timeZone: wanted.timeZone,
    currency: wanted.currency,
  };
  await insertBranch(tx, made);
  return ok(made);
}
