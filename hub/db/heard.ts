// What customers answered and complained of at a branch, as all its devices reported it.
import type { Day, Instant } from '#shared/base/month.ts';
import { isSlip, type PurposeChange } from '#shared/engine/slip.ts';
import type { Heard } from '#shared/model/heard.ts';
import { type Database, sql } from './database.ts';

/**
 * Answers that stand, of the branch's customers, from an instant on; each customer's oldest first.
 * @param from UTC ms
 * @param laterFrom older answers that promised to come back on this day or later are told as well
 */
export const readAnswersHeard = (
  db: Database,
  branch: string,
  from: number,
  laterFrom: Day,
): Promise<readonly Pick<Heard, 'customer' | 'answers'>[]> =>
  db.query<Pick<Heard, 'customer' | 'answers'>>(sql`
    select c.id as customer,
      json_agg(json_build_object(
        'device', e.device,
        'offer', e.payload ->> 'offer',
        'answer', e.payload ->> 'answer',
        'at', e.at,
        'laterOn', e.payload ->> 'laterOn') order by e.at, e.id) as answers
    from (
      select id from event
      where branch = ${branch} and kind = 'answer.recorded'
        and (at >= ${from} or (payload ->> 'laterOn') collate "C" >= ${laterFrom})
      union
      select event::uuid from newest_correction
      where branch = ${branch} and (becomes ->> 'laterOn') collate "C" >= ${laterFrom}
    ) as wanted
    join standing_event e on e.id = wanted.id
    join customer c on c.id = (e.payload ->> 'customer')::bigint and c.branch = e.branch
    where e.at >= ${from} or (e.payload ->> 'laterOn') collate "C" >= ${laterFrom}
    group by c.id
    order by c.id`);

type ComplaintRow = {
  readonly customer: number;
  readonly device: string;
  readonly day: Day;
  readonly at: Instant;
  readonly changes: readonly PurposeChange[] | null;
};

/**
 * The last complaint of the branch's customers that each device heard, from a day on; as walk-ins at any branch. A
 * device whose clock is ahead cannot have heard it later than HQ did.
 */
export async function readComplaintsHeard(
  db: Database,
  branch: string,
  from: Day,
): Promise<readonly Pick<Heard, 'customer' | 'complaints'>[]> {
  const rows = await db.query<ComplaintRow>(sql`
    select c.id as customer, e.device, e.at,
      least(e.day, (e.received_at at time zone b.time_zone)::date) as day, e.changes
    from (
      select (e.payload ->> 'customer')::bigint as customer, e.branch as known_at,
        e.device, e.branch, e.at, e.day, e.received_at,
        (select json_agg(json_build_object('at', n.at, 'purpose', n.payload ->> 'purpose'))
          from event n
          where n.kind = 'visit.changed' and n.payload ->> 'visit' = e.payload ->> 'visit'
            and n.device = e.device and n.sequence > e.sequence) as changes
      from event e
      where e.branch = ${branch} and e.kind in ('visit.started', 'visit.changed')
        and e.payload ->> 'purpose' = 'complaint' and e.day >= ${from}::date
        and exists (select from standing_event s where s.id = e.id)
      union all
      select w.customer, ${branch}, e.device, e.branch, e.at, e.day, e.received_at,
        (select json_agg(json_build_object('at', n.at, 'purpose', n.payload ->> 'purpose'))
          from event n
          where n.kind in ('walk-in.started', 'walk-in.changed', 'walk-in.finished')
            and n.payload ->> 'visit' = w.visit
            and n.device = e.device and n.sequence > e.sequence) as changes
      from event e
      join walk_in w on w.visit = e.payload ->> 'visit' and w.device = e.device
      where e.kind in ('walk-in.started', 'walk-in.changed')
        and e.payload ->> 'purpose' = 'complaint' and e.day >= ${from}::date
        and exists (select from standing_event s where s.id = e.id)
    ) as e
    join branch b on b.code = e.branch
    join customer c on c.id = e.customer and c.branch = e.known_at
    order by c.id, e.device collate "C", day desc`);
  const heard: { customer: number; complaints: { device: string; day: Day }[] }[] = [];
  for (const row of rows) {
    if (isSlip(row, row.changes ?? [])) continue;
    const { customer, device, day } = row;
    const last = heard.at(-1);
    if (last?.customer !== customer) heard.push({ customer, complaints: [{ device, day }] });
    else if (last.complaints.at(-1)?.device !== device) last.complaints.push({ device, day });
  }
  return heard;
}

/** Finished visits of the branch's customers as walk-ins at any branch, since `from`; each customer's oldest first. */
export const readWalkInsHeard = (
  db: Database,
  branch: string,
  from: number,
): Promise<readonly Pick<Heard, 'customer' | 'walkIns'>[]> =>
  db.query<Pick<Heard, 'customer' | 'walkIns'>>(sql`
    select c.id as customer,
      json_agg(json_build_object(
        'device', w.device,
        'visit', w.visit,
        'at', w.at,
        'purpose', w.purpose,
        'prepaid', w.prepaid) order by w.at, w.visit) as "walkIns"
    from joined_walk_in w
    join customer c on c.id = w.customer and c.branch = ${branch}
    where w.at >= ${from}
    group by c.id
    order by c.id`);
