// What a customer said in these days they meant to put down, in visits that ended without it.
import { type Fen, ZERO_FEN } from '#shared/base/money.ts';
import type { Uuid } from '#shared/base/id.ts';
import { addDays, type Day } from '#shared/base/month.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql, type Sql } from '../db/sql.ts';

/**
 * The largest amount that was named at the branch's windows, as far as this device knows, less what the same visit put
 * down; 0 when there is none. Who left once the sentence was heard, and came back meaning less, still meant that: a visit
 * that begins anew claims no more than the first would have. The days before and after `day` count as well: a clock that
 * was moved by one does not hide it. Void visits say nothing.
 */
export function meantBefore(
  ledger: ReadableDB,
  customer: number,
  { day, visit }: { readonly day: Day; readonly visit: Uuid },
): Fen {
  const amounts = [sql`event`, sql`told_event`].map((events) =>
    largest(ledger, events, customer, { day, visit }),
  );
  return Math.max(ZERO_FEN, ...amounts) as Fen;
}

const largest = (
  ledger: ReadableDB,
  events: Sql,
  customer: number,
  { day, visit }: { readonly day: Day; readonly visit: Uuid },
): number =>
  ledger.get<{ amount: number | null }>(sql`
    select max(json_extract(named.payload, '$.intended') - coalesce((
      select json_extract(finish.payload, '$.prepaid') from ${events} as finish
      where finish.visit = named.visit and finish.kind = 'visit.finished'
        and not exists (
          select 1 from ${events} as undo where undo.undoes = finish.id and undo.device = finish.device)), 0)) as amount
    from ${events} as named
    where named.customer = ${customer} and named.kind in ('visit.started', 'visit.changed')
      and named.day between ${addDays(day, -1)} and ${addDays(day, 1)} and named.visit <> ${visit}
      and not exists (
        select 1 from event as void
        where void.visit = named.visit and void.kind = 'visit.corrected'
          and json_extract(void.payload, '$.corrects') = named.visit)
      and not exists (
        select 1 from told_event as void
        where void.visit = named.visit and void.kind = 'visit.corrected'
          and json_extract(void.payload, '$.corrects') = named.visit)`)?.amount ?? 0;
