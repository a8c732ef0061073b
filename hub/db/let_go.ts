// Takes what is kept for a time only out of HQ's tables, a batch at a time; figures and the numbers that they hang on stay.
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Day } from '#shared/base/month.ts';
import { eventEnvelopeSchema } from '#shared/model/event.ts';
import { NO_PHONE } from '#shared/model/erasure.ts';
import { LET_GO_KINDS, type LetGoKind, letGoPayload } from '#shared/model/let_go.ts';
import { type Database, sql, type Sql } from './database.ts';

/** Written as the index is: a plan needs both to agree. */
const TO_LET_GO = sql`not is_let_go and (
  kind in ('decision.made', 'note.written', 'walk-in.started', 'walk-in.changed', 'walk-in.finished',
    'visit.corrected', 'look-ups.told')
  or (kind = 'visit.finished' and (payload -> 'matter' is not null or payload -> 'exception' is not null)))`;

const due = (kind: LetGoKind, from: Day): Sql =>
  sql`${TO_LET_GO} and kind = ${kind} and day < ${from}::date`;

export async function countEventsDue(db: Database, kind: LetGoKind, from: Day): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    sql`select count(*) as count from event where ${due(kind, from)}`,
  );
  return row?.count ?? 0;
}

/** One batch in a transaction of its own. @param from first business day that is kept whole @returns how many; 0: none are left */
export const letEventsGo = (
  db: Database,
  kind: LetGoKind,
  from: Day,
  size: number,
): Promise<number> =>
  db.transaction(async (tx) => {
    const events = await tx.query<{ id: string; payload: unknown }>(sql`
      select id, payload from event where ${due(kind, from)}
      order by day limit ${size} for update skip locked`);
    if (events.length === 0) return 0;
    const left = events.map(({ payload }) => canonicalJson(letGoPayload(kind, payload) as Json));
    return tx.execute(sql`
      update event e set payload = t.text::jsonb, is_let_go = true
      from unnest(${events.map(({ id }) => id)}::uuid[], ${left}::text[]) as t (id, text)
      where e.id = t.id`);
  });

const phoneDue = (from: Day): Sql => sql`phone <> '0000000000' and day < ${from}::date`;

export async function countPhonesDue(db: Database, from: Day): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    sql`select count(*) as count from walk_in where ${phoneDue(from)}`,
  );
  return row?.count ?? 0;
}

/** Of visits by the phone; whose they were stays. @returns as `letEventsGo` */
export const letPhonesGo = (db: Database, from: Day, size: number): Promise<number> =>
  db.execute(sql`
    update walk_in w set phone = ${NO_PHONE}
    from (select visit, device from walk_in where ${phoneDue(from)} order by day limit ${size}) as old
    where w.visit = old.visit and w.device = old.device`);

const asideDue = (before: Date): Sql => sql`not is_let_go and received_at < ${before}`;

export async function countAsideDue(db: Database, before: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    sql`select count(*) as count from event_quarantine where ${asideDue(before)}`,
  );
  return row?.count ?? 0;
}

/**
 * Of an event that was put aside its envelope stays, by which it is known that nothing is missing; who has not settled
 * it by now cannot any more. @returns as `letEventsGo`
 */
export const letAsideGo = (db: Database, before: Date, size: number): Promise<number> =>
  db.transaction(async (tx) => {
    const rows = await tx.query<{ device: string; digest: Uint8Array; body: string }>(sql`
      select device, digest, body from event_quarantine where ${asideDue(before)}
      order by received_at limit ${size} for update skip locked`);
    for (const { device, digest, body } of rows) {
      await tx.execute(sql`
        update event_quarantine set body = ${envelopeOf(body)}, is_let_go = true,
          settled_at = case when settled is null then now() else settled_at end,
          settled = coalesce(settled, 'dismissed')
        where device = ${device} and digest = ${digest}`);
    }
    return rows.length;
  });

const KEPT = ['id', 'device', 'sequence', 'at', 'day'] as const;

/** Nothing of what was put aside can be relied on to be what its name says: what has no form of ours goes. */
function envelopeOf(body: string): string {
  let event: unknown;
  try {
    event = JSON.parse(body);
  } catch {
    return '{}';
  }
  if (typeof event !== 'object' || event === null) return '{}';
  const kept = KEPT.flatMap((name) => {
    const found = eventEnvelopeSchema.shape[name].safeParse(
      (event as Readonly<Record<string, unknown>>)[name],
    );
    return found.success ? [[name, found.data] as const] : [];
  });
  const { kind } = event as { readonly kind?: unknown };
  const known = (LET_GO_KINDS as readonly unknown[]).includes(kind) ? { kind } : {};
  return JSON.stringify({ ...Object.fromEntries(kept), ...known, payload: {} });
}
