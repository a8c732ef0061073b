// How much a device has told of what it did, and how far it has followed what was published.
import type { Day } from '#shared/base/month.ts';
import { type Database, sql } from './database.ts';

export type ActiveDevice = { readonly id: string; readonly name: string };

/** The first that enrolled comes first. */
export const readActiveDevices = (db: Database, branch: string): Promise<readonly ActiveDevice[]> =>
  db.query<ActiveDevice>(sql`
    select id, name from device
    where branch = ${branch} and revoked_at is null order by enrolled_at, id collate "C"`);

/**
 * The last sequence up to which all events of the device are here: nothing that it did before is unknown.
 * @param setAside sequences that came but could not be stored, and need not be waited for
 */
export async function readReportedThrough(
  db: Database,
  device: string,
  setAside: readonly number[],
): Promise<number> {
  const [row] = await db.query<{ through: number }>(sql`
    select coalesce(max(sequence), 0) as through
    from (
      select sequence, row_number() over (order by sequence) as place
      from (
        select sequence from event where device = ${device}
        union
        select unnest(${[...setAside]}::bigint[])
      ) as come
    ) as numbered
    where sequence = place`);
  return row?.through ?? 0;
}

/**
 * Sequences that a mended ledger lost before the day of the operator's newest figures: these have in them what was spent
 * in the lost time.
 */
export async function readLostLongAgo(db: Database, device: string): Promise<readonly number[]> {
  const rows = await db.query<{ sequence: number }>(sql`
    select distinct lost.sequence
    from event e
    cross join jsonb_to_recordset(e.payload->'lost') as span ("from" bigint, through bigint)
    cross join generate_series(span."from", least(span.through, e.sequence)) as lost (sequence)
    where e.device = ${device} and e.kind = 'ledger.mended'
      and e.day < (select max(c.as_of) from customer c where c.branch = e.branch)`);
  return rows.map(({ sequence }) => sequence);
}

/**
 * `through`: as above, and with what waits for a later hub, what was put aside under a number that can be read, and what
 * a mended ledger said that it lost. `total` and `highest`: of what is stored or waits; 0 before the first.
 */
export async function readHeld(
  db: Database,
  device: string,
): Promise<{ readonly through: number; readonly total: number; readonly highest: number }> {
  const [row] = await db.query<Held>(sql`
    with known as (
      select coalesce((select through from device_whole where device = ${device}), 0) as through
    )
    select known.through as known,
      (select count(*) from event where device = ${device} and sequence <= known.through)
        + (select count(*) from event_waiting where device = ${device} and sequence <= known.through) as below,
      (select count(*) from event where device = ${device} and sequence > known.through)
        + (select count(*) from event_waiting where device = ${device} and sequence > known.through) as above,
      greatest((select max(sequence) from event where device = ${device}),
        (select max(sequence) from event_waiting where device = ${device}), 0) as highest
    from known`);
  if (row === undefined) throw new Error('a count without a row');
  const { known, below, above, highest } = row;
  // All numbers up to there are here: they need not be looked at one by one.
  const through = await readUnbroken(db, device, below === known ? known : 0);
  return { through, total: below + above, highest };
}

type Held = {
  /** What was noted to be whole up to there. */
  readonly known: number;
  readonly below: number;
  readonly above: number;
  readonly highest: number;
};

/** The last sequence up to which nothing of the device is to be waited for, if that is so up to `after`. */
export async function readUnbroken(db: Database, device: string, after: number): Promise<number> {
  const putAside = (await readQuarantine(db, device)).flatMap(sequenceIn);
  const [row] = await db.query<{ through: number }>(sql`
    select coalesce(max(sequence), ${after}) as through
    from (
      select sequence, row_number() over (order by sequence) as place
      from (
        select sequence from event where device = ${device}
        union
        select sequence from event_waiting where device = ${device}
        union
        select unnest(${putAside}::bigint[])
        union
        select lost.sequence
        from event e
        cross join jsonb_to_recordset(e.payload->'lost') as span ("from" bigint, through bigint)
        cross join generate_series(span."from", least(span.through, e.sequence)) as lost (sequence)
        where e.device = ${device} and e.kind = 'ledger.mended'
      ) as come
      where sequence > ${after}
    ) as numbered
    where sequence = ${after} + place`);
  return row?.through ?? after;
}

/** @param body JSON text of an event as it came; perhaps none of ours at all */
function sequenceIn(body: string): readonly number[] {
  try {
    const event = JSON.parse(body) as { readonly sequence?: unknown } | null;
    const sequence = event?.sequence;
    return typeof sequence === 'number' && Number.isSafeInteger(sequence) && sequence > 0
      ? [sequence]
      : [];
  } catch {
    return [];
  }
}

/** JSON texts of the events that were put aside, as they came. */
export async function readQuarantine(db: Database, device: string): Promise<readonly string[]> {
  const rows = await db.query<{ body: string }>(
    sql`select body from event_quarantine where device = ${device} order by received_at`,
  );
  return rows.map(({ body }) => body);
}

/**
 * Whether one of the device's events up to `through` was recorded after that day. One of a day that was still to come
 * when the event came is of a clock that ran ahead: it says nothing, and the device closes nothing by it.
 */
export async function hasEventAfter(
  db: Database,
  device: string,
  day: Day,
  through: number,
): Promise<boolean> {
  const [row] = await db.query<{ there: boolean }>(sql`
    select exists (
      select 1 from event e join branch b on b.code = e.branch
      where e.device = ${device} and e.sequence <= ${through} and e.day > ${day}
        and e.day <= (e.received_at at time zone b.time_zone)::date
    ) as there`);
  return row?.there ?? false;
}

/** Noted until the device has been at one number for so long that it has surely begun another round. */
const ROUND_MS = 60_000;

/** @param number the device has all changes up to it, and has told all that it recorded, as it says */
export const noteProgress = (
  db: Database,
  device: string,
  number: number,
  now: number,
): Promise<number> =>
  db.execute(sql`
    insert into device_progress (device, number, first_at, last_at)
    values (${device}, ${number}, ${new Date(now)}, ${new Date(now)})
    on conflict (device) do update set
      number = excluded.number,
      last_at = excluded.last_at,
      first_at = case
        when device_progress.number = excluded.number then device_progress.first_at
        else excluded.first_at end
    where device_progress.number <> excluded.number
      or device_progress.last_at < device_progress.first_at + ${ROUND_MS} * interval '1 millisecond'`);

/**
 * Whether the device has applied that change, and has reported since what it did before: it says so with its questions,
 * and two of them a minute apart are not of one round. What it reported and the hub cannot read yet may be anything.
 */
export async function hasFollowed(db: Database, device: string, number: number): Promise<boolean> {
  const [row] = await db.query<{ there: boolean }>(sql`
    select exists (
      select 1 from device_progress
      where device = ${device} and number >= ${number}
        and last_at >= first_at + ${ROUND_MS} * interval '1 millisecond'
        and not exists (select 1 from event_waiting w where w.device = device_progress.device)
    ) as there`);
  return row?.there ?? false;
}
