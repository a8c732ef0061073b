// What a branch's other devices recorded, for one of them, and what it lost itself: events by device after a sequence,
// devices, and gifts given.
import { type Database, sql, type Sql } from './database.ts';
import { twinOf } from './quarantine.ts';

export type ToldRow = {
  readonly id: string;
  readonly device: string;
  readonly sequence: number;
  readonly kind: string;
  readonly payload: unknown;
  readonly at: number;
  readonly day: string;
  readonly staff: string;
};

export type Asking = {
  readonly branch: string;
  readonly device: string;
  /** By device, up to where it was told; a device that is not here from the beginning. */
  readonly after: ReadonlyMap<string, number>;
  /** Its ledger was put back: up to this number it asks for its own as well. */
  readonly lost?: number;
};

/**
 * By device in the order of their sequence. What comes behind events that are still to come (HQ was put back, and a stick
 * was quicker than the line) waits for them.
 * @param from older business days are left out
 */
export const readToldEvents = (
  db: Database,
  { branch, device, after, lost = 0 }: Asking,
  kinds: readonly string[],
  from: string,
  limit: number,
): Promise<readonly ToldRow[]> =>
  db.query<ToldRow>(sql`
    select e.id, e.device, e.sequence, e.kind, e.payload, e.at, e.day, e.staff
    from event e
    join device d on d.id = e.device and d.branch = ${branch} and d.id <> ${twinOf(device)}
    join device_whole w on w.device = e.device
      and (case when e.device = ${device} then ${lost} else w.through end) >= e.sequence
    left join unnest(${[...after.keys()]}::text[], ${[...after.values()]}::bigint[]) as a (device, last)
      on a.device = e.device
    where e.branch = ${branch} and e.sequence > coalesce(a.last, 0) and e.day >= ${from}::date
      and e.kind = any(${[...kinds]}::text[])
    order by e.device, e.sequence
    limit ${limit}`);

export type OtherDevice = {
  readonly id: string;
  readonly name: string;
  /** UTC ms; null: never. */
  readonly heard_at: number | null;
  readonly through: number;
  readonly series: number;
  /** Null: it has none, or was revoked. */
  readonly sign_key: Uint8Array | null;
  readonly seal_key: Uint8Array | null;
  /** `host:port`, separated by commas. */
  readonly addresses: string | null;
};

/** Of the branch, in the order in which they enrolled; revoked ones too: what they recorded stays the branch's. */
export const readOtherDevices = (
  db: Database,
  branch: string,
  device: string,
): Promise<readonly OtherDevice[]> =>
  db.query<OtherDevice>(sql`
    select d.id, d.name, (extract(epoch from h.at) * 1000)::bigint as heard_at,
      coalesce(w.through, 0) as through, coalesce(w.series, 0) as series,
      case when d.revoked_at is null then d.sign_key end as sign_key,
      case when d.revoked_at is null then d.seal_key end as seal_key, c.addresses
    from device d
    left join device_heard h on h.device = d.id
    left join device_whole w on w.device = d.id
    left join device_contact c on c.device = d.id
    where d.branch = ${branch} and d.id not in (${device}, ${twinOf(device)})
    order by d.enrolled_at, d.id collate "C"`);

export type GiftRow = { readonly gift: string; readonly count: number };

/** By finishes that stand, of all devices of the branch but one. */
export const readGiftsElsewhere = (
  db: Database,
  branch: string,
  device: string,
): Promise<readonly GiftRow[]> =>
  readGifts(db, sql`f.branch = ${branch} and f.device not in (${device}, ${twinOf(device)})`);

/** By finishes that stand, of one device up to a number. */
export const readGiftsUpTo = (
  db: Database,
  device: string,
  sequence: number,
): Promise<readonly GiftRow[]> =>
  readGifts(db, sql`f.device = ${device} and f.sequence <= ${sequence}`);

const readGifts = (db: Database, those: Sql): Promise<readonly GiftRow[]> =>
  db.query<GiftRow>(sql`
    select g.value ->> 'gift' as gift, sum((g.value ->> 'count')::bigint)::bigint as count
    from event f
    join standing_event e on e.id = f.id
    cross join lateral jsonb_array_elements(e.payload -> 'gifts') as g
    where ${those} and f.kind = 'visit.finished' and f.payload -> 'gifts' <> '[]'::jsonb
    group by 1 order by 1`);

const NOTE_HEARD_MS = 10_000;

/** All that the device recorded is here. Not noted at every round: hundreds of devices ask every few seconds. */
export const noteHeard = (db: Database, device: string, now: number): Promise<number> =>
  db.execute(sql`
    insert into device_heard (device, at) values (${device}, ${new Date(now)})
    on conflict (device) do update set at = excluded.at
    where device_heard.at < excluded.at - ${NOTE_HEARD_MS} * interval '1 millisecond'`);
