// For tests: a branch's figures in plain SQL over the raw events: no view, no function and no table of the program takes part.
import type { Day } from '#shared/base/month.ts';
import { type Database, type Sql, sql } from '#hub/db/database.ts';

export type PlainSums = {
  readonly branch: string;
  readonly day: Day;
  readonly visits: number;
  readonly unfinished: number;
  readonly prepaid: number;
  readonly claimed: number;
  readonly said: number;
  readonly accepted: number;
  readonly care: number;
};

/** `line`: a visit as it stands. `tally`: what of it counts, by who did it and when. */
const PLAIN = sql`
  with
  kept as (
    select e.*, e.payload ->> 'visit' as visit from event e
    where not exists (select 1 from event u where u.kind = 'event.undone' and u.device = e.device
      and u.payload ->> 'undoes' = e.id::text)),
  void as (
    select branch, visit from kept where kind = 'visit.corrected' and payload ->> 'corrects' = visit),
  corrected as (
    select distinct on (branch, payload ->> 'corrects') branch, payload ->> 'corrects' as entry,
      payload -> 'becomes' as becomes
    from kept where kind = 'visit.corrected' order by branch, payload ->> 'corrects', id desc),
  entry as (
    select k.branch, k.visit, k.device, k.sequence, k.kind, k.day, k.at, k.staff,
      case when c.entry is null then k.payload else c.becomes end as p
    from kept k left join corrected c on c.branch = k.branch and c.entry = k.id::text
    where k.visit is not null and (c.entry is null or c.becomes <> 'null'::jsonb)
      and not exists (select 1 from void v where v.branch = k.branch and v.visit = k.visit)),
  begun as (
    select branch, visit, min(day) as day,
      (array_agg((p ->> 'intended')::bigint order by sequence)
        filter (where p ->> 'intended' is not null and p ->> 'afterSentence' is null))[1] as first,
      min(sequence) filter (where p ->> 'intended' is not null and p ->> 'afterSentence' is null) as named,
      (array_agg((p ->> 'intended')::bigint order by sequence desc))[1] as last,
      (array_agg(p ->> 'purpose' order by sequence desc))[1] as purpose
    from entry where kind in ('visit.started', 'visit.changed', 'walk-in.started', 'walk-in.changed')
    group by branch, visit),
  ended as (
    select branch, visit, day, at, staff, (p ->> 'prepaid')::bigint as prepaid from entry
    where kind in ('visit.finished', 'walk-in.finished')),
  answer as (
    select branch, visit, at, staff, sequence, p ->> 'offer' as offer, p ->> 'answer' as answer
    from entry where kind = 'answer.recorded'),
  taken as (
    select a.branch, a.visit, bool_or(a.offer = 'plain') as plain, bool_or(a.offer = 'gift') as gift
    from answer a join begun b using (branch, visit)
    where a.answer = 'accepted' and a.sequence > b.named group by a.branch, a.visit),
  claim as (
    select b.branch, b.visit, case
      when b.purpose <> 'top-up' or e.prepaid is null or b.first is null then 0
      when t.gift and t.plain then least(e.prepaid, case when e.prepaid >= 30000 then 30000 else 20000 end)
        - greatest(b.first, b.last)
      when t.gift then least(e.prepaid, 20000) - greatest(b.first, b.last)
      when t.plain then least(e.prepaid, 10000) - greatest(b.first, b.last)
      else 0 end as amount
    from begun b join ended e using (branch, visit) join taken t using (branch, visit)),
  line as (
    select b.branch, b.visit, coalesce(e.day, b.day) as day, e.visit is not null as is_ended, e.prepaid,
      exists (select from entry d where d.kind = 'visit.dropped' and d.branch = b.branch and d.visit = b.visit)
        as is_left,
      greatest(0, coalesce(c.amount, 0)) as claimed, e.at, e.staff,
      (select count(*) from answer a where a.branch = b.branch and a.visit = b.visit and a.offer <> 'hello'
        and a.answer <> 'not-said') as said,
      (select count(*) from answer a where a.branch = b.branch and a.visit = b.visit and a.offer <> 'hello'
        and a.answer = 'accepted') as accepted,
      (select count(*) from answer a where a.branch = b.branch and a.visit = b.visit and a.offer = 'hello'
        and a.answer <> 'not-said') as care
    from begun b left join ended e using (branch, visit) left join claim c using (branch, visit)),
  tally as (
    select l.branch, l.day, a.at, a.staff, 0 as visits, 0::bigint as prepaid, 0::bigint as claimed,
      (a.offer <> 'hello' and a.answer <> 'not-said')::int as said,
      (a.offer <> 'hello' and a.answer = 'accepted')::int as accepted,
      (a.offer = 'hello' and a.answer <> 'not-said')::int as care
    from line l join answer a using (branch, visit)
    union all
    select branch, day, at, staff, 1, coalesce(prepaid, 0), claimed, 0, 0, 0 from line where is_ended)`;

export const plainSums = (db: Database): Promise<readonly PlainSums[]> =>
  db.query<PlainSums>(sql`
    ${PLAIN}
    select branch, day, count(*) filter (where is_ended) as visits,
      count(*) filter (where not is_ended and not is_left) as unfinished,
      coalesce(sum(prepaid), 0) as prepaid, sum(claimed) as claimed, sum(said) as said, sum(accepted) as accepted,
      sum(care) as care
    from line group by branch, day order by branch collate "C", day`);

export type PlainPart = Omit<PlainSums, 'branch' | 'day' | 'unfinished'> & {
  readonly part: string;
};

/** By any part of a tally, such as its staff or the hour of its instant, among those that `where` chooses. */
export const plainParts = (db: Database, part: Sql, where: Sql): Promise<readonly PlainPart[]> =>
  db.query<PlainPart>(sql`
    ${PLAIN}
    select * from (
      select (${part})::text as part, sum(visits) as visits, sum(prepaid) as prepaid, sum(claimed) as claimed,
        sum(said) as said, sum(accepted) as accepted, sum(care) as care
      from tally where ${where} group by 1) as p
    order by part collate "C"`);

export type PlainLine = {
  readonly day: Day;
  readonly prepaid: number;
  readonly claimed: number;
};

/** Finished visits of a branch, of the days that begin with `period`. */
export const plainLines = (
  db: Database,
  branch: string,
  period: string,
): Promise<readonly PlainLine[]> =>
  db.query<PlainLine>(sql`
    ${PLAIN}
    select day, coalesce(prepaid, 0) as prepaid, claimed from line
    where branch = ${branch} and is_ended and to_char(day, 'YYYY-MM-DD') like ${`${period}%`}`);

export type PlainOffer = Readonly<
  Record<'said' | 'accepted' | 'declined' | 'hasIt' | 'notSaid' | 'claimed', number>
> & { readonly offer: string };

/** Answers of a day by offer; a claim is the dearest accepted one's. */
export const plainOffers = (
  db: Database,
  branch: string,
  day: Day,
): Promise<readonly PlainOffer[]> =>
  db.query<PlainOffer>(sql`
    ${PLAIN}
    select a.offer, count(*) filter (where a.answer <> 'not-said') as said,
      count(*) filter (where a.answer = 'accepted') as accepted,
      count(*) filter (where a.answer = 'declined') as declined,
      count(*) filter (where a.answer = 'has-it') as "hasIt",
      count(*) filter (where a.answer = 'not-said') as "notSaid",
      coalesce((select sum(o.claimed) from line o join taken t using (branch, visit)
        where o.branch = ${branch} and o.day = ${day}
          and a.offer = case when t.gift then 'gift' else 'plain' end), 0) as claimed
    from line l join answer a using (branch, visit)
    where l.branch = ${branch} and l.day = ${day} group by a.offer order by a.offer collate "C"`);

/** Pieces of a gift by day, the newest first. */
export const plainGifts = (
  db: Database,
  branch: string,
  gift: string,
): Promise<readonly { readonly day: Day; readonly count: number }[]> =>
  db.query<{ day: Day; count: number }>(sql`
    ${PLAIN}
    select e.day, sum((g ->> 'count')::bigint) as count
    from entry e cross join lateral jsonb_array_elements(e.p -> 'gifts') as g
    where e.branch = ${branch} and e.kind = 'visit.finished' and g ->> 'gift' = ${gift}
    group by e.day order by e.day desc`);
