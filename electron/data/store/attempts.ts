// Failed PINs of a member of staff, and what is owed for them: kept through restarts, and no clock is asked.
import type { StaffMember } from '#shared/model/branch.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

export type Attempts = {
  /** In a row, since the last right PIN. */
  readonly failures: number;
  /** Milliseconds that the app must yet run before the next PIN is looked at. */
  readonly owed: number;
};

export const NO_ATTEMPTS: Attempts = { failures: 0, owed: 0 };

type Member = Pick<StaffMember, 'id' | 'releases'>;

/** None when HQ released the member since. */
export const readAttempts = (ledger: ReadableDB, { id, releases }: Member): Attempts =>
  ledger.get<Attempts>(sql`
    select failures, owed from sign_in_attempt
    where staff = ${id} and releases >= ${releases}`) ?? NO_ATTEMPTS;

export function writeAttempts(
  ledger: WritableDB,
  { id, releases }: Member,
  { failures, owed }: Attempts,
): void {
  ledger.run(sql`
    insert into sign_in_attempt (staff, failures, wait_until, owed, releases)
    values (${id}, ${failures}, 0, ${owed}, ${releases})
    on conflict (staff) do update set
      failures = excluded.failures, owed = excluded.owed, releases = excluded.releases`);
}

/** The 1st and 2nd failure cost nothing, then 2 s, 4 s, 8 s ... up to 5 minutes. */
export const delayAfter = (failures: number): number =>
  failures < 3 ? 0 : Math.min(2_000 * 2 ** Math.min(failures - 3, 20), 300_000);
