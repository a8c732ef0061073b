// People who were served before their counter's list had them: who it was, and whom HQ cannot name.
import type { Day } from '#shared/base/month.ts';
import { NO_PHONE } from '#shared/model/erasure.ts';
import type { Purpose } from '#shared/model/visit.ts';
import { type Database, sql } from './database.ts';

/** Keeps the walk-ins that begin with these events, and finds who they were. @param events ids of those just stored */
export async function keepWalkIns(tx: Database, events: readonly string[]): Promise<void> {
  const kept = await tx.query<{ visit: string }>(sql`
    insert into walk_in (device, visit, branch, day, at, phone)
    select device, payload ->> 'visit', branch, day, at, payload ->> 'phone'
    from event where id = any(${[...events]}::uuid[]) and kind = 'walk-in.started'
    on conflict do nothing
    returning visit`);
  if (kept.length > 0) {
    await joinWalkIns(
      tx,
      kept.map(({ visit }) => visit),
    );
  }
}

/**
 * Finds by the phone who the walk-ins were: of the branch that was visited first, never when two may have been it. A
 * customer may have been it who, as far as is known, had the number on that day. A stored number may have the 0 of a
 * landline before its key. Whose phone is not held any more keeps whom it was found to be.
 * @param visits null: all, after customers have changed
 */
export async function joinWalkIns(tx: Database, visits: readonly string[] | null): Promise<void> {
  await tx.execute(sql`
    with asked as (
      select w.visit, w.device, w.branch, w.day, k.number
      from walk_in w cross join lateral (values (w.phone), ('0' || w.phone)) as k (number)
      where w.phone <> ${NO_PHONE}
        and (${visits === null} or w.visit = any(${[...(visits ?? [])]}::text[]))
    ), holder as (
      select a.visit, a.device, a.branch as here, a.day, c.id, c.branch, c.since, c.left_on
      from asked a join customer c on c.phone = a.number
      where not exists (
        select from former_phone o
        where o.customer = c.id and o.until >= a.day and ltrim(o.phone, '0') <> ltrim(a.number, '0'))
      union
      select a.visit, a.device, a.branch, a.day, c.id, c.branch, c.since, c.left_on
      from asked a
      join former_phone f on f.phone = a.number and f.until >= a.day
      join customer c on c.id = f.customer
    ), found as (
      select visit, device, count(*) as holders, min(id) as first,
        count(*) filter (where branch = here) as here,
        min(id) filter (where branch = here) as first_here
      from holder
      where (since is null or since <= day) and (left_on is null or left_on > day)
      group by visit, device
    )
    update walk_in w
    set holders = coalesce(f.holders, 0),
      customer = case when f.here = 1 then f.first_here when f.here = 0 and f.holders = 1 then f.first end
    from (select distinct visit, device from asked) as a
    left join found f on f.visit = a.visit and f.device = a.device
    where w.visit = a.visit and w.device = a.device`);
}

export type UnknownWalkIn = {
  readonly visit: string;
  readonly branch: string;
  readonly day: Day;
  /** The last four digits. */
  readonly tail: string;
  readonly purpose: Purpose;
  /** Fen; null without money, and of a visit that was not finished. */
  readonly prepaid: number | null;
  readonly isFinished: boolean;
  /**
   * `several` customers may have had the number on that day; those who have it had it at `another-time`; `nobody` has
   * it.
   */
  readonly why: 'several' | 'another-time' | 'nobody';
};

type Row = {
  readonly visit: string;
  readonly branch: string;
  readonly day: Day;
  readonly tail: string;
  readonly purpose: Purpose;
  readonly prepaid: number | null;
  readonly is_finished: boolean;
  readonly holders: number;
  readonly is_known: boolean;
};

const rowToWalkIn = ({ holders, is_known, is_finished, ...row }: Row): UnknownWalkIn => ({
  ...row,
  isFinished: is_finished,
  why: holders > 1 ? 'several' : is_known ? 'another-time' : 'nobody',
});

/** Newest first. @param branch null: all */
export async function readUnknownWalkIns(
  db: Database,
  branch: string | null,
  limit: number,
): Promise<readonly UnknownWalkIn[]> {
  const rows = await db.query<Row>(sql`
    with unknown as (
      select visit, device, branch, day, at, phone, holders from walk_in
      where customer is null and (${branch}::text is null or branch = ${branch})
      order by at desc, visit
      limit ${limit}
    ), known as (
      select distinct u.phone
      from unknown u
      cross join lateral (values (u.phone), ('0' || u.phone)) as k (number)
      join customer c on c.phone = k.number
    )
    select u.visit, u.branch, u.day, right(u.phone, 4) as tail, u.holders,
      last.payload ->> 'purpose' as purpose, (last.payload ->> 'prepaid')::bigint as prepaid,
      last.kind = 'walk-in.finished' as is_finished,
      k.phone is not null as is_known
    from unknown u
    cross join lateral (
      select e.kind, e.payload from standing_event e
      where e.kind in ('walk-in.started', 'walk-in.changed', 'walk-in.finished')
        and e.payload ->> 'visit' = u.visit and e.device = u.device
      order by e.sequence desc limit 1) as last
    left join known k on k.phone = u.phone
    order by u.at desc, u.visit`);
  return rows.map(rowToWalkIn);
}
