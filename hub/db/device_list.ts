// Devices for `hub device`: who they are, when they were last heard, and what is odd about them.
import { type Database, sql } from './database.ts';

export type DeviceOverview = {
  readonly id: string;
  readonly branch: string;
  readonly name: string;
  /** UTC ms. */
  readonly enrolledAt: number;
  /** When it last asked for changes, with all that it recorded sent; null: never. */
  readonly heardAt: number | null;
  readonly revokedAt: number | null;
  /** It signs and seals what it says. */
  readonly hasKeys: boolean;
  /** The change that it has; null: it never asked. */
  readonly number: number | null;
  readonly events: number;
  readonly quarantined: number;
  /** Batches that did not follow on the one before: two ledgers under one name, or one that was put back. */
  readonly breaks: number;
  /** Times that its audit log did not follow on what it told before. */
  readonly lookUpBreaks: number;
};

type Row = {
  readonly id: string;
  readonly branch: string;
  readonly name: string;
  readonly enrolled_at: number;
  readonly heard_at: number | null;
  readonly revoked_at: number | null;
  readonly has_keys: boolean;
  readonly number: number | null;
  readonly events: number;
  readonly quarantined: number;
  readonly breaks: number;
  readonly look_up_breaks: number;
};

/** @param branch null: of all */
export async function readDevices(
  db: Database,
  branch: string | null,
): Promise<readonly DeviceOverview[]> {
  const rows = await db.query<Row>(sql`
    select d.id, d.branch, d.name, d.enrolled_at, h.at as heard_at, d.revoked_at,
      d.sign_key is not null as has_keys, p.number,
      (select count(*) from event e where e.device = d.id) as events,
      (select count(*) from event_quarantine q where q.device = d.id) as quarantined,
      coalesce(c.breaks, 0) as breaks, coalesce(l.breaks, 0) as look_up_breaks
    from device d
    left join device_heard h on h.device = d.id
    left join device_progress p on p.device = d.id
    left join device_chain c on c.device = d.id
    left join device_look_ups l on l.device = d.id
    where ${branch}::text is null or d.branch = ${branch}
    order by d.branch collate "C", d.enrolled_at, d.id collate "C"`);
  return rows.map(({ enrolled_at, heard_at, revoked_at, has_keys, look_up_breaks, ...row }) => ({
    ...row,
    enrolledAt: enrolled_at,
    heardAt: heard_at,
    revokedAt: revoked_at,
    hasKeys: has_keys,
    lookUpBreaks: look_up_breaks,
  }));
}

/** For good: it is answered `revoked` from the next question on. @returns false when there is no such device. */
export const revokeDevice = async (db: Database, id: string, now: number): Promise<boolean> =>
  (await db.execute(sql`
    update device set revoked_at = coalesce(revoked_at, ${new Date(now)}) where id = ${id}`)) > 0;

export const renameDevice = async (db: Database, id: string, name: string): Promise<boolean> =>
  (await db.execute(sql`update device set name = ${name} where id = ${id}`)) > 0;
