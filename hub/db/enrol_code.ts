// One-time codes and the count of wrong tries.
import { DAY_MS } from '#shared/base/month.ts';
import { type Database, sql } from './database.ts';
import type { DeviceKeys } from './device.ts';

export const insertEnrolCode = (
  db: Database,
  code: { readonly branch: string; readonly hash: Uint8Array; readonly expiresAt: number },
  now: number,
): Promise<number> =>
  db.execute(sql`
    insert into enrol_code (branch, code_hash, created_at, expires_at)
    values (${code.branch}, ${code.hash}, ${new Date(now)}, ${new Date(code.expiresAt)})`);

/** Uses a code up: of several who try at once, one gets its number. */
export async function takeEnrolCode(
  tx: Database,
  branch: string,
  hash: Uint8Array,
  now: number,
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(sql`
    update enrol_code set used_at = ${new Date(now)}
    where branch = ${branch} and code_hash = ${hash} and used_at is null and expires_at > ${new Date(now)}
    returning id`);
  return row?.id;
}

export const setDeviceOfEnrolCode = (tx: Database, id: number, device: string): Promise<number> =>
  tx.execute(sql`update enrol_code set device = ${device} where id = ${id}`);

/**
 * The device that a code became, if the one who asks once more holds its keys and it never spoke since: the answer did
 * not reach it. Its old token, which nobody ever used, gives way to this one.
 */
export async function renewUnheardDevice(
  tx: Database,
  asked: { readonly branch: string; readonly hash: Uint8Array; readonly keys: DeviceKeys },
  tokenHash: Uint8Array,
  now: number,
): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(sql`
    update device d set token_hash = ${tokenHash}
    from enrol_code c
    where c.branch = ${asked.branch} and c.code_hash = ${asked.hash} and c.expires_at > ${new Date(now)}
      and d.id = c.device and d.revoked_at is null
      and d.sign_key = ${asked.keys.sign} and d.seal_key = ${asked.keys.seal}
      and not exists (select 1 from device_contact t where t.device = d.id)
    returning d.id`);
  return row?.id;
}

/** Why a code was not taken; undefined when there is none like it. */
export async function readEnrolCodeState(
  db: Database,
  branch: string,
  hash: Uint8Array,
): Promise<'used' | 'expired' | undefined> {
  const [row] = await db.query<{ used: boolean }>(sql`
    select used_at is not null as used from enrol_code
    where branch = ${branch} and code_hash = ${hash}`);
  if (!row) return undefined;
  return row.used ? 'used' : 'expired';
}

/** Counts one try. @returns the tries of this branch in the window, this one included. */
export async function countEnrolTry(
  db: Database,
  branch: string,
  windowStart: number,
): Promise<number> {
  await db.execute(sql`delete from enrol_attempt where window_start < ${windowStart - DAY_MS}`);
  const [row] = await db.query<{ tries: number }>(sql`
    insert into enrol_attempt (branch, window_start, tries) values (${branch}, ${windowStart}, 1)
    on conflict (branch, window_start) do update set tries = enrol_attempt.tries + 1
    returning tries`);
  return row?.tries ?? 0;
}

/** A try that succeeded does not count. */
export const forgiveEnrolTry = (
  db: Database,
  branch: string,
  windowStart: number,
): Promise<number> =>
  db.execute(sql`
    update enrol_attempt set tries = tries - 1
    where branch = ${branch} and window_start = ${windowStart} and tries > 0`);
