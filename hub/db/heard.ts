// Answers of customers to sentences, as all devices of a branch reported them.
import type { Day } from '#shared/base/month.ts';
import type { Heard } from '#shared/model/lease.ts';
import { type Database, sql } from './database.ts';

/**
 * Answers that stand, of the branch's customers, from an instant on; each customer's oldest first.
 * @param from UTC ms
 * @param laterFrom older answers that promised to come back on this day or later are told as well
 */
export const readHeard = (
  db: Database,
  branch: string,
  from: number,
  laterFrom: Day,
): Promise<readonly Heard[]> =>
  db.query<Heard>(sql`
    select c.id as customer,
      json_agg(json_build_object(
        'device', e.device,
        'offer', e.payload ->> 'offer',
        'answer', e.payload ->> 'answer',
        'at', e.at,
        'laterOn', e.payload ->> 'laterOn') order by e.at, e.id) as answers
    from event e
    join customer c on c.id = (e.payload ->> 'customer')::bigint and c.branch = e.branch
    where e.branch = ${branch} and e.kind = 'answer.recorded'
      and (e.at >= ${from} or (e.payload ->> 'laterOn')::date >= ${laterFrom}::date)
      and not exists (
        select 1 from event u
        where u.kind = 'event.undone' and u.payload ->> 'undoes' = e.id::text and u.device = e.device)
    group by c.id
    order by c.id`);
