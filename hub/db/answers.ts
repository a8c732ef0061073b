// The answers that teach: those that stand, of each device up to its last event before which none is missing.
import type { Day } from '#shared/base/month.ts';
import type { Answer } from '#shared/model/visit.ts';
import { type Database, sql, type Sql } from './database.ts';

export type HeardAnswer = {
  readonly device: string;
  readonly branch: string;
  readonly staff: string;
  readonly day: Day;
  readonly offer: string;
  readonly tier: string;
  readonly treatment: string;
  readonly answer: Answer;
  /** Which of the offer's objections the customer raised; null: none was told. */
  readonly objection: number | null;
  /** Accepted, and by the operator's log nothing of it came, or it was taken back. */
  readonly is_unsettled: boolean;
  /** Of the decision that proposed it, as it was sent; null when the hub does not hold that decision. */
  readonly inputs: string | null;
  /** Editions that the decision named; null as its inputs are. */
  readonly catalog: string | null;
  readonly beliefs: string | null;
  /** Groups of the customer's present score. */
  readonly value_group: string | null;
  readonly consumption: string | null;
};

export type Counted = ReadonlyMap<string, number>;

/**
 * By device, the last sequence that is held with all before it. An event that was put aside, or that its device lost,
 * will not come again: it is not waited for.
 */
export async function heldThrough(tx: Database): Promise<Counted> {
  const runs = await tx.query<{ device: string; first: number; last: number }>(sql`
    select device, min(sequence) as first, max(sequence) as last
    from (
      select device, sequence, sequence - row_number() over (partition by device order by sequence) as run
      from event) as numbered
    group by device, run
    order by device, first`);
  const aside = await tx.query<{ device: string; body: string }>(
    sql`select device, body from event_quarantine`,
  );
  const put = new Set(aside.map(({ device, body }) => `${device} ${sequenceOf(body)}`));
  for (const { device, sequence } of await readLost(tx)) put.add(`${device} ${sequence}`);
  const held = new Map<string, number>();
  for (const { device, first, last } of runs) {
    let through = held.get(device) ?? 0;
    while (through + 1 < first && put.has(`${device} ${through + 1}`)) through += 1;
    held.set(device, through + 1 === first ? last : through);
  }
  return held;
}

/** What mended ledgers said that they lack; no further than their own events go. */
const readLost = (
  tx: Database,
): Promise<readonly { readonly device: string; readonly sequence: number }[]> =>
  tx.query(sql`
    select e.device, lost.sequence
    from event e
    cross join jsonb_to_recordset(e.payload->'lost') as span ("from" bigint, through bigint)
    cross join generate_series(span."from", least(span.through, e.sequence)) as lost (sequence)
    where e.kind = 'ledger.mended'`);

function sequenceOf(body: string): number | null {
  try {
    const sequence = (JSON.parse(body) as { sequence?: unknown } | null)?.sequence;
    return typeof sequence === 'number' ? sequence : null;
  } catch {
    return null;
  }
}

/** The last of a device's answers and takings back that is held with all before it: later ones teach nothing yet. */
export async function countedThrough(tx: Database, held: Counted): Promise<Counted> {
  const rows = await tx.query<{ device: string; last: number }>(sql`
    select e.device, max(e.sequence) as last
    from event e join ${limits(held)} on h.device = e.device and e.sequence <= h.last
    where e.kind in ('answer.recorded', 'event.undone', 'visit.corrected')
    group by e.device`);
  return new Map(rows.map(({ device, last }) => [device, last]));
}

/** Answers within `held` that no event within `held` took back. */
export const standingAnswers = (
  tx: Database,
  held: Counted,
  size: number,
): AsyncIterable<readonly HeardAnswer[]> =>
  tx.queryBatches<HeardAnswer>(
    sql`
      select a.device, a.branch, a.staff, a.day, a.payload->>'offer' as offer, a.payload->>'tier' as tier,
        a.payload->>'treatment' as treatment,
        coalesce(c.becomes, a.payload)->>'answer' as answer,
        (coalesce(c.becomes, a.payload)->>'objection')::int as objection,
        coalesce(k.settled = 0 and k.claimed > 0 and k.state in ('short', 'not-found', 'reversed'), false) as is_unsettled,
        d.payload->>'inputs' as inputs,
        d.payload->>'catalog' as catalog, d.payload->>'beliefs' as beliefs,
        s.value_group, s.consumption
      from event a
      join ${limits(held)} on h.device = a.device and a.sequence <= h.last
      left join event d
        on d.id = (a.payload->>'decision')::uuid and d.kind = 'decision.made'
      left join claim k on k.visit = a.payload->>'visit' and k.offer = a.payload->>'offer'
      left join score s on s.customer = (a.payload->>'customer')::bigint
      left join newest_correction c on c.branch = a.branch and c.event = a.id::text
      where a.kind = 'answer.recorded' and not ${isUndone(held)}`,
    size,
  );

export type AnswerTotals = {
  /** Answers that no event took back. */
  readonly standing: number;
  readonly undone: number;
  /** Answers of devices of which an earlier event is still missing. */
  readonly waiting: number;
};

export async function countAnswers(tx: Database, held: Counted): Promise<AnswerTotals> {
  const [row] = await tx.query<AnswerTotals>(sql`
    select count(*) filter (where h.device is not null and not ${isUndone(held)}) as standing,
      count(*) filter (where h.device is not null and ${isUndone(held)}) as undone,
      count(*) filter (where h.device is null) as waiting
    from event a
    left join ${limits(held)} on h.device = a.device and a.sequence <= h.last
    where a.kind = 'answer.recorded'`);
  return row ?? { standing: 0, undone: 0, waiting: 0 };
}

const limits = (held: Counted): Sql =>
  sql`unnest(${[...held.keys()]}::text[], ${[...held.values()]}::bigint[]) as h (device, last)`;

/**
 * Not `standing_event`: what was taken back after a gap still counts, until the gap is filled. A correction counts
 * whenever it came, from whichever device of the branch.
 */
const isUndone = (held: Counted): Sql => sql`
  ((a.device, a.id::text) in (
    select t.device, t.event
    from taken_back t join ${limits(held)} on h.device = t.device and t.sequence <= h.last)
  or (a.branch, a.id::text) in (select branch, event from newest_correction where becomes is null)
  or (a.branch, a.payload->>'visit') in (select branch, event from newest_correction where event = visit))`;
