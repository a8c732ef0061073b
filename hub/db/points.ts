// Points: which device of a branch lets them be spent, and what was spent since HQ's own figures.
import { type Database, sql } from './database.ts';

export type StoredPointsLease = {
  readonly holder: string;
  readonly holderName: string;
  readonly next: string | null;
  readonly nextName: string | null;
  /** The change that tells the holder; null until one was published. */
  readonly askedBack: number | null;
  /** The holder's events up to this one are in the points as published. */
  readonly counted: number;
};

type Row = {
  readonly holder: string;
  readonly holder_name: string;
  readonly next: string | null;
  readonly next_name: string | null;
  readonly asked_back: number | null;
  readonly counted: number;
};

export async function readPointsLease(
  db: Database,
  branch: string,
): Promise<StoredPointsLease | undefined> {
  const [row] = await db.query<Row>(sql`
    select l.holder, h.name as holder_name, l.next, n.name as next_name, l.asked_back,
      coalesce(c.counted, 0) as counted
    from points_lease l
    join device h on h.id = l.holder
    left join device n on n.id = l.next
    left join points_counted c on c.device = l.holder
    where l.branch = ${branch}`);
  return (
    row && {
      holder: row.holder,
      holderName: row.holder_name,
      next: row.next,
      nextName: row.next_name,
      askedBack: row.asked_back,
      counted: row.counted,
    }
  );
}

/** The device has it from now on, whoever had it before. */
export const givePointsLease = (tx: Database, branch: string, device: string): Promise<number> =>
  tx.execute(sql`
    insert into points_lease (branch, holder) values (${branch}, ${device})
    on conflict (branch) do update set holder = excluded.holder, next = null, asked_back = null`);

/** From the next publication on nobody has it, until the holder is known to have heard. */
export const askPointsLeaseBack = (tx: Database, branch: string, next: string): Promise<number> =>
  tx.execute(sql`update points_lease set next = ${next} where branch = ${branch}`);

/** The change that tells the holder of it was published. */
export const notePointsAskedBack = (
  tx: Database,
  branch: string,
  number: number,
): Promise<number> =>
  tx.execute(sql`
    update points_lease set asked_back = ${number}
    where branch = ${branch} and next is not null and asked_back is null`);

export const writeCounted = (tx: Database, device: string, counted: number): Promise<number> =>
  tx.execute(sql`
    insert into points_counted (device, counted) values (${device}, ${counted})
    on conflict (device) do update set counted = excluded.counted
    where points_counted.counted <> excluded.counted`);

/**
 * Points spent in visits whose finish stands, by customer, that HQ's own figures cannot have in them: spent after
 * the day that the figures speak of, or reported after it.
 */
export async function readSpentPoints(
  db: Database,
  branch: string,
): Promise<ReadonlyMap<number, number>> {
  const rows = await db.query<{ customer: number; points: number }>(sql`
    select c.id as customer, sum((e.payload ->> 'points')::bigint) as points
    from event e
    join customer c on c.id = (e.payload ->> 'customer')::bigint
    join branch b on b.code = c.branch
    where e.kind = 'points.spent' and c.branch = ${branch}
      and (e.day > c.as_of
        or e.received_at >= (c.as_of + 1)::timestamp at time zone b.time_zone)
      and not exists (
        select from taken_back t where t.device = e.device and t.event = e.payload ->> 'finish')
      and not exists (
        select from newest_correction n
        where n.branch = e.branch and n.becomes is null
          and n.event in (e.payload ->> 'finish', e.payload ->> 'visit'))
    group by c.id`);
  return new Map(rows.map(({ customer, points }) => [customer, points]));
}
