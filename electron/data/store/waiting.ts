// Visits of a day that wait for their end at this device: begun, touched, neither finished nor left.
import type { Uuid } from '#shared/base/id.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { Purpose } from '#shared/model/visit.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

export type WaitingRow = {
  readonly visit: Uuid;
  readonly at: Instant;
  readonly staff: string;
  readonly customer: number | null;
  /** Of a walk-in. */
  readonly phone: string | null;
  readonly purpose: Purpose;
};

/**
 * The oldest first. A visit is worth going back to once something was entered: a purpose other than a top-up, an
 * amount, an answer or a note.
 */
export const waitingVisits = (ledger: ReadableDB, day: Day): readonly WaitingRow[] =>
  ledger.all<WaitingRow>(sql`
    select start.visit, start.at, start.staff, start.customer,
      json_extract(start.payload, '$.phone') as phone,
      json_extract(words.payload, '$.purpose') as purpose
    from standing as start
    join standing as words on words.sequence = (
      select max(sequence) from standing as said
      where said.visit = start.visit
        and said.kind in ('visit.started', 'visit.changed', 'walk-in.started', 'walk-in.changed'))
    where start.day = ${day}
      and start.kind in ('visit.started', 'walk-in.started')
      and not exists (
        select 1 from standing as ending
        where ending.visit = start.visit
          and ending.kind in ('visit.finished', 'walk-in.finished', 'visit.dropped'))
      and (
        json_extract(words.payload, '$.intended') is not null
        or json_extract(words.payload, '$.purpose') <> 'top-up'
        or exists (
          select 1 from standing as touched
          where touched.visit = start.visit
            and touched.kind in ('answer.recorded', 'note.written')))
    order by start.sequence`);
