// Notes of clerks on a visit or a customer: of this device, and of the branch's others as HQ told them.
import type { Uuid } from '#shared/base/id.ts';
import type { Instant } from '#shared/base/month.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

export type NoteRow = {
  readonly event: Uuid;
  readonly visit: Uuid;
  readonly device: string;
  readonly at: Instant;
  readonly staff: string;
  readonly text: string;
};

/** Of one visit of this device, the oldest first. */
export const notesOfVisit = (ledger: ReadableDB, visit: string): readonly NoteRow[] =>
  ledger.all<NoteRow>(sql`
    select id as event, visit, device, at, staff, json_extract(payload, '$.text') as text
    from standing
    where visit = ${visit} and kind = 'note.written'
    order by sequence`);

/** Of one customer at the branch, newest first. */
export const notesOfCustomer = (
  ledger: ReadableDB,
  customer: number,
  limit: number,
): readonly NoteRow[] =>
  ledger.all<NoteRow>(sql`
    select id as event, visit, device, at, staff, json_extract(payload, '$.text') as text
    from standing
    where kind = 'note.written' and customer = ${customer}
    union all
    select id, visit, device, at, staff, json_extract(payload, '$.text')
    from told_standing
    where kind = 'note.written' and customer = ${customer}
    order by at desc
    limit ${limit}`);
