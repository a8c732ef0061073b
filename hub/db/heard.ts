// What customers answered and complained of at a branch, as all its devices reported it.
import type { Day } from '#shared/base/month.ts';
import type { Heard } from '#shared/model/lease.ts';
import { SLIP_MS } from '#shared/model/visit.ts';
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
    from standing_event e
    join customer c on c.id = (e.payload ->> 'customer')::bigint and c.branch = e.branch
    where e.branch = ${branch} and e.kind = 'answer.recorded'
      and (e.at >= ${from} or (e.payload ->> 'laterOn') collate "C" >= ${laterFrom})
    group by c.id
    order by c.id`);

/**
 * The last complaint of the branch's customers that each device heard, from a day on. Slips are left out as at the
 * counter (`electron/data/store/complaints.ts`). A device whose clock is ahead cannot have heard it later than HQ did.
 */
export const readComplaintsHeard = (
  db: Database,
  branch: string,
  from: Day,
): Promise<readonly Pick<Heard, 'customer' | 'complaints'>[]> =>
  db.query<Pick<Heard, 'customer' | 'complaints'>>(sql`
    select l.customer,
      json_agg(json_build_object('device', l.device, 'day', l.day) order by l.device collate "C")
        as complaints
    from (
      select distinct on (c.id, e.device) c.id as customer, e.device,
        least(e.day, (e.received_at at time zone b.time_zone)::date) as day
      from event e
      join branch b on b.code = e.branch
      join customer c on c.id = (e.payload ->> 'customer')::bigint and c.branch = e.branch
      where e.branch = ${branch} and e.kind in ('visit.started', 'visit.changed')
        and e.payload ->> 'purpose' = 'complaint' and e.day >= ${from}::date
        and not exists (
          select 1 from event n
          where n.kind = 'visit.changed' and n.payload ->> 'visit' = e.payload ->> 'visit'
            and n.device = e.device and n.sequence > e.sequence
            and n.payload ->> 'purpose' <> 'complaint' and n.at - e.at < ${SLIP_MS})
      order by c.id, e.device, least(e.day, (e.received_at at time zone b.time_zone)::date) desc
    ) as l
    group by l.customer
    order by l.customer`);
