// The list of the day: what HQ says is due, and what of it this branch has done.
import type { Day } from '#shared/base/month.ts';
import { type Care, careSchema, type CareOutcome } from '#shared/model/care.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

type Row = { readonly doc: string };

const rowToCare = (row: Row): Care => careSchema.parse(JSON.parse(row.doc));

/** Due from one day through another, by day; ids begin with the day. */
export const careDue = (cache: ReadableDB, from: Day, through: Day): readonly Care[] =>
  cache
    .all<Row>(sql`
      select doc from record
      where entity = 'care' and id >= ${from} and id < ${`${through}/`}
      order by id`)
    .map(rowToCare);

/** The same, of one customer. */
export const careDueOf = (
  cache: ReadableDB,
  customer: number,
  from: Day,
  through: Day,
): readonly Care[] =>
  cache
    .all<Row>(sql`
      select doc from record
      where entity = 'care' and id >= ${from} and id < ${`${through}/`}
        and json_extract(doc, '$.customer') = ${customer}
      order by id`)
    .map(rowToCare);

export function careById(cache: ReadableDB, id: string): Care | undefined {
  const row = cache.get<Row>(sql`select doc from record where entity = 'care' and id = ${id}`);
  return row === undefined ? undefined : rowToCare(row);
}

/** The last outcome of each piece of care, by id, from one day on. */
export function careOutcomes(ledger: ReadableDB, from: Day): ReadonlyMap<string, CareOutcome> {
  const rows = ledger.all<{ care: string; outcome: CareOutcome }>(sql`
    select json_extract(payload, '$.care') as care, json_extract(payload, '$.outcome') as outcome
    from event
    where kind = 'care.done' and day >= ${from}
    order by day, sequence`);
  return new Map(rows.map((row) => [row.care, row.outcome]));
}
