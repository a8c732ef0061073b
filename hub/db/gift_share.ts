// What the devices of a branch may give of its gifts, and what they gave.
import type { Day } from '#shared/base/month.ts';
import { type Database, sql } from './database.ts';

export type GivenRow = {
  readonly device: string;
  readonly gift: string;
  readonly count: number;
  /** Of it, since the day that was asked for. */
  readonly recent: number;
};

/** By finishes that stand, of all devices that the branch ever had. */
export const readGiven = (db: Database, branch: string, since: Day): Promise<readonly GivenRow[]> =>
  db.query<GivenRow>(sql`
    select f.device, g.value ->> 'gift' as gift, sum((g.value ->> 'count')::bigint)::bigint as count,
      coalesce(sum((g.value ->> 'count')::bigint) filter (where f.day >= ${since}::date), 0)::bigint as recent
    from event f
    join standing_event e on e.id = f.id
    cross join lateral jsonb_array_elements(e.payload -> 'gifts') as g
    where f.branch = ${branch} and f.kind = 'visit.finished' and f.payload -> 'gifts' <> '[]'::jsonb
    group by 1, 2 order by 1, 2`);

export type LendingDevice = {
  readonly id: string;
  readonly name: string;
  /** Revoked, or what it holds was taken back. */
  readonly released: boolean;
  /** When HQ last had all that it recorded, UTC ms; null: never. */
  readonly heard_at: number | null;
  /** Null: it never asked. */
  readonly series: number | null;
  readonly edition: number | null;
};

/** All that the branch ever had, in the order in which they enrolled. */
export const readLendingDevices = (
  db: Database,
  branch: string,
): Promise<readonly LendingDevice[]> =>
  db.query<LendingDevice>(sql`
    select d.id, d.name, d.revoked_at is not null or coalesce(l.released, false) as released,
      (extract(epoch from h.at) * 1000)::bigint as heard_at, l.series, l.edition
    from device d
    left join device_heard h on h.device = d.id
    left join gift_lending l on l.device = d.id
    where d.branch = ${branch}
    order by d.enrolled_at, d.id collate "C"`);

export type ShareRow = {
  readonly device: string;
  readonly gift: string;
  readonly granted: number;
  readonly held: number;
  readonly lost: number;
  readonly rests: number;
};

export const readShares = (db: Database, branch: string): Promise<readonly ShareRow[]> =>
  db.query<ShareRow>(sql`
    select s.device, s.gift, s.granted, s.held, s.lost, s.rests
    from gift_share s join device d on d.id = s.device
    where d.branch = ${branch} order by s.device, s.gift`);

export const writeShare = (tx: Database, row: ShareRow): Promise<number> =>
  tx.execute(sql`
    insert into gift_share (device, gift, granted, held, lost, rests)
    values (${row.device}, ${row.gift}, ${row.granted}, ${row.held}, ${row.lost}, ${row.rests})
    on conflict (device, gift) do update set granted = excluded.granted, held = excluded.held,
      lost = excluded.lost, rests = excluded.rests`);

export const writeLending = (
  tx: Database,
  device: string,
  series: number,
  edition: number,
): Promise<number> =>
  tx.execute(sql`
    insert into gift_lending (device, series, edition) values (${device}, ${series}, ${edition})
    on conflict (device) do update set series = excluded.series, edition = excluded.edition,
      released = false`);

/** @returns 0 when the device never asked, so that it holds nothing */
export const releaseLending = (tx: Database, device: string): Promise<number> =>
  tx.execute(sql`update gift_lending set released = true where device = ${device}`);

/** Any number that no other part of the hub locks in this way. */
const LENDING_LOCK = 7_104_211;

/** One question of a branch after the other, whichever copy of the hub answers. Events come in all the same. */
export const lockLending = (tx: Database, branch: string): Promise<readonly unknown[]> =>
  tx.query(sql`select pg_advisory_xact_lock(${LENDING_LOCK}, hashtext(${branch}))`);
