// For tests: days of visits of all kinds at two devices of a branch, and their sums in plain SQL over the raw events.
import { randomBytes } from 'node:crypto';
import { type Uuid, uuid7 } from '#shared/base/id.ts';
import { type Fen, fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { Random } from '#shared/base/random.ts';
import type { EventPayload } from '#shared/model/event.ts';
import { type Database, sql } from '#hub/db/database.ts';
import type { TestDevice } from '#hub/learn/test_device.ts';

/** What the rung of each offer asks for; `hello` sells nothing. */
export const RUNGS = { plain: 10_000, gift: 20_000, hello: null } as const;
type Offer = keyof typeof RUNGS;
const OFFERS: readonly Offer[] = ['plain', 'gift', 'hello'];

const pick = <T>(from: readonly T[], random: Random): T =>
  from[Math.floor(random() * from.length)] as T;
const amount = (random: Random): Fen => fen(pick([1_000, 3_000, 5_000, 12_000, 25_000], random));

/** One visit, `at` its beginning; some are undone, corrected, void, left, never ended, or of a walk-in. */
export function recordAnyVisit(
  { own, other }: { readonly own: TestDevice; readonly other: TestDevice },
  customer: number,
  at: number,
  random: Random,
): void {
  const instant = (ms: number): Instant => (at + ms) as Instant;
  const visit = uuid7(instant(0), randomBytes(10));
  if (random() < 0.15) {
    const words = {
      visit,
      phone: '13812345678',
      purpose: 'top-up',
      intended: amount(random),
    } as const;
    own.record('walk-in.started', words, instant(0));
    if (random() < 0.8)
      own.record('walk-in.finished', { ...words, prepaid: amount(random) }, instant(9_000));
    return;
  }
  const purpose = random() < 0.8 ? 'top-up' : 'bill';
  const intended = random() < 0.85 ? amount(random) : null;
  const words = { visit, customer, purpose, intended } as const;
  own.record('visit.started', words, instant(0));
  const last = random() < 0.2 ? { ...words, intended: amount(random) } : words;
  if (last !== words) own.record('visit.changed', last, instant(1_000));
  if (random() < 0.08) {
    own.record('visit.dropped', { visit, customer }, instant(1_500));
    return;
  }
  const decision = own.record('decision.made', madeBy(visit, customer), instant(2_000));
  const answers: { readonly id: Uuid; readonly payload: EventPayload<'answer.recorded'> }[] = [];
  for (const offer of OFFERS) {
    if (random() < 0.4) continue;
    const payload = answerTo(offer, { visit, customer, decision: decision.id }, random);
    answers.push({ ...own.record('answer.recorded', payload, instant(3_000)), payload });
    if (random() < 0.1) undo(own, visit, answers.pop()?.id, instant(4_000));
  }
  if (random() < 0.15) return;
  const finish = {
    ...last,
    prepaid: random() < 0.9 ? amount(random) : null,
    gifts: random() < 0.2 ? [{ gift: 'umbrella', count: 1 }] : [],
  };
  const ended = own.record('visit.finished', finish, instant(5_000));
  if (random() < 0.1) undo(own, visit, ended.id, instant(6_000));
  else if (random() < 0.4)
    correct(other, { visit, customer }, finish, ended.id, answers, at, random);
}

const madeBy = (visit: Uuid, customer: number): EventPayload<'decision.made'> => ({
  visit,
  customer,
  engine: '4.0.0',
  catalog: 'test',
  policy: 'test',
  beliefs: 'none',
  seed: 1,
  proposals: OFFERS.map((offer) => ({ offer, tier: 't', treatment: 'say', score: 1 })),
  silence: null,
  inputs: JSON.stringify({ facts: {} }),
  digest: '0'.repeat(64),
});

function answerTo(
  offer: Offer,
  of: Pick<EventPayload<'answer.recorded'>, 'visit' | 'customer' | 'decision'>,
  random: Random,
): EventPayload<'answer.recorded'> {
  const answer = pick(['accepted', 'accepted', 'declined', 'not-said', 'has-it'] as const, random);
  const asks = RUNGS[offer] === null ? null : fen(RUNGS[offer]);
  return {
    ...of,
    offer,
    tier: 't',
    treatment: 'say',
    answer,
    declineReason: answer === 'declined' ? 'not-needed' : null,
    notSaidReason: answer === 'not-said' ? 'queue' : null,
    laterOn: null,
    // Counters of before do not say it.
    ...(random() < 0.5 ? { asks } : {}),
  };
}

const undo = (device: TestDevice, visit: Uuid, undoes: Uuid | undefined, at: Instant): void => {
  if (undoes !== undefined) device.record('event.undone', { undoes, visit }, at);
};

function correct(
  device: TestDevice,
  of: { readonly visit: Uuid; readonly customer: number },
  finish: EventPayload<'visit.finished'>,
  finishId: Uuid,
  answers: readonly { readonly id: Uuid; readonly payload: EventPayload<'answer.recorded'> }[],
  at: number,
  random: Random,
): void {
  const by = { ...of, reason: 'a slip', approvedBy: 'm1' };
  const times = random() < 0.3 ? 2 : 1;
  for (let n = 1; n <= times; n += 1) {
    const when = (at + 3_600_000 * n) as Instant;
    const [answer] = answers;
    if (random() < 0.2) {
      device.record('visit.corrected', { ...by, corrects: of.visit, becomes: null }, when);
    } else if (answer !== undefined && random() < 0.4) {
      const becomes = random() < 0.5 ? null : { ...answer.payload, answer: 'declined' as const };
      device.record('visit.corrected', { ...by, corrects: answer.id, becomes }, when);
    } else {
      const becomes = { ...finish, prepaid: amount(random) };
      device.record('visit.corrected', { ...by, corrects: finishId, becomes }, when);
    }
  }
}

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

/** The sums of days out of the raw events alone: no view, no function and no table of the program takes part. */
export const plainSums = (db: Database): Promise<readonly PlainSums[]> =>
  db.query<PlainSums>(sql`
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
      select k.branch, k.visit, k.device, k.sequence, k.kind, k.day,
        case when c.entry is null then k.payload else c.becomes end as p
      from kept k left join corrected c on c.branch = k.branch and c.entry = k.id::text
      where k.visit is not null and (c.entry is null or c.becomes <> 'null'::jsonb)
        and not exists (select 1 from void v where v.branch = k.branch and v.visit = k.visit)),
    begun as (
      select branch, visit, min(day) as day,
        (array_agg((p ->> 'intended')::bigint order by sequence) filter (where p ->> 'intended' is not null))[1] as first,
        (array_agg((p ->> 'intended')::bigint order by sequence desc))[1] as last,
        (array_agg(p ->> 'purpose' order by sequence desc))[1] as purpose
      from entry where kind in ('visit.started', 'visit.changed', 'walk-in.started', 'walk-in.changed')
      group by branch, visit),
    ended as (
      select branch, visit, day, (p ->> 'prepaid')::bigint as prepaid from entry
      where kind in ('visit.finished', 'walk-in.finished')),
    answer as (
      select branch, visit, p ->> 'offer' as offer, p ->> 'answer' as answer from entry where kind = 'answer.recorded'),
    taken as (
      select branch, visit, bool_or(offer = 'plain') as plain, bool_or(offer = 'gift') as gift
      from answer where answer = 'accepted' group by branch, visit),
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
        greatest(0, coalesce(c.amount, 0)) as claimed,
        (select count(*) from answer a where a.branch = b.branch and a.visit = b.visit and a.offer <> 'hello'
          and a.answer <> 'not-said') as said,
        (select count(*) from answer a where a.branch = b.branch and a.visit = b.visit and a.offer <> 'hello'
          and a.answer = 'accepted') as accepted,
        (select count(*) from answer a where a.branch = b.branch and a.visit = b.visit and a.offer = 'hello'
          and a.answer <> 'not-said') as care
      from begun b left join ended e using (branch, visit) left join claim c using (branch, visit))
    select branch, day, count(*) filter (where is_ended) as visits, 
      count(*) filter (where not is_ended and not is_left) as unfinished,
      coalesce(sum(prepaid), 0) as prepaid, sum(claimed) as claimed, sum(said) as said, sum(accepted) as accepted,
      sum(care) as care
    from line group by branch, day order by branch collate "C", day`);
