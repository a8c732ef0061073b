// Failed PINs of a member of staff, counted through restarts.
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

export type Attempts = {
  /** In a row, since the last right PIN. */
  readonly failures: number;
  /** UTC ms. */
  readonly waitUntil: number;
};

const NO_ATTEMPTS: Attempts = { failures: 0, waitUntil: 0 };

export const readAttempts = (ledger: ReadableDB, staff: string): Attempts =>
  ledger.get<Attempts>(sql`
    select failures, wait_until as waitUntil from sign_in_attempt where staff = ${staff}`) ??
  NO_ATTEMPTS;

export function writeAttempts(ledger: WritableDB, staff: string, attempts: Attempts): void {
  ledger.run(sql`
    insert into sign_in_attempt (staff, failures, wait_until)
    values (${staff}, ${attempts.failures}, ${attempts.waitUntil})
    on conflict (staff) do update
    set failures = excluded.failures, wait_until = excluded.wait_until`);
}

/** The 1st and 2nd failure cost nothing, then 2 s, 4 s, 8 s ... up to 5 minutes. */
export const delayAfter = (failures: number): number =>
  failures < 3 ? 0 : Math.min(2_000 * 2 ** Math.min(failures - 3, 20), 300_000);

/**
 * Milliseconds still to wait. Never more than the delay that these failures deserve: a clock that jumped back must
 * not lock anybody out for ever.
 */
export const remainingWait = (attempts: Attempts, now: number): number =>
  Math.max(0, Math.min(attempts.waitUntil - now, delayAfter(attempts.failures)));
