// Devices for `hub device`: who they are, when they were last heard, and what is odd about them.
import { type Database, sql } from './database.ts';
import { findDevice } from './device.ts';
import { beginKeyEpoch } from './key_epoch.ts';

export type DeviceOverview = {
  readonly id: string;
  readonly branch: string;
  readonly name: string;
  /** UTC ms. */
  readonly enrolledAt: number;
  /** When it last asked for anything; null: never. */
  readonly heardAt: number | null;
  readonly revokedAt: number | null;
  /** It signs and seals what it says. */
  readonly hasKeys: boolean;
  /** Its program, and its system with what keeps its key; null: it never said. */
  readonly app: string | null;
  readonly host: string | null;
  /** Events that it had not sent when it was last heard. */
  readonly unsent: number | null;
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
  readonly app: string | null;
  readonly host: string | null;
  readonly unsent: number | null;
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
    select d.id, d.branch, d.name, d.enrolled_at, greatest(h.at, t.at) as heard_at, d.revoked_at,
      t.app, t.host, t.unsent,
      d.sign_key is not null as has_keys, p.number,
      (select count(*) from event e where e.device = d.id) as events,
      (select count(*) from event_quarantine q where q.device = d.id) as quarantined,
      coalesce(c.breaks, 0) as breaks, coalesce(l.breaks, 0) as look_up_breaks
    from device d
    left join device_heard h on h.device = d.id
    left join device_contact t on t.device = d.id
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

/**
 * For good: it is answered `revoked` from the next question on, and has no key of what its branch is published later.
 * @returns false when there is no such device; one that was revoked before stays as it is
 */
export const revokeDevice = (db: Database, id: string, now: number): Promise<boolean> =>
  db.transaction(async (tx) => {
    const device = await findDevice(tx, id);
    if (device === undefined) return false;
    const revoked = await tx.execute(sql`
      update device set revoked_at = ${new Date(now)} where id = ${id} and revoked_at is null`);
    if (revoked > 0) await beginKeyEpoch(tx, device.branch, `${id} was revoked`, now);
    return true;
  });

export const renameDevice = async (db: Database, id: string, name: string): Promise<boolean> =>
  (await db.execute(sql`update device set name = ${name} where id = ${id}`)) > 0;
