// What became of those who heard an offer: who still used the network some months after.
import type { Day } from '#shared/base/month.ts';
import { type Database, sql } from './database.ts';

export type KeptOn = {
  readonly offer: string;
  /** Who heard it and of whom the month is known. */
  readonly customers: number;
  /** Of them, who talked or used data in it. */
  readonly used: number;
  /** Who did that, or put money on, and had not left. */
  readonly stayed: number;
};

export type KeptFilter = {
  readonly branch?: string | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
};

/**
 * The month that comes so many months after the one in which a customer first heard it. By HQ's monthly figures: a month
 * that no file told yet leaves the customer out, a day of leaving before its end does not.
 */
export const readKeptOn = (
  tx: Database,
  { branch, from, to }: KeptFilter,
  monthsAfter: number,
): Promise<readonly KeptOn[]> =>
  tx.query<KeptOn>(sql`
    select offer, count(*) as customers, count(*) filter (where used and not has_gone) as used,
      count(*) filter (where (used or paid) and not has_gone) as stayed
    from (
      select h.offer,
        coalesce(u.voice_minutes, 0) + coalesce(u.data_kb, 0) > 0 as used,
        coalesce(u.top_up, 0) > 0 as paid,
        coalesce(least(c.has_left, c.left_on, c.ported_out)
          < (h.month + interval '1 month')::date, false) as has_gone,
        u.voice_minutes is not null or u.data_kb is not null or u.top_up is not null as is_told
      from (
        select offer, customer,
          date_trunc('month', min(day)) + ${monthsAfter} * interval '1 month' as month
        from (
          select payload ->> 'offer' as offer, (payload ->> 'customer')::bigint as customer, day
          from standing_event
          where kind = 'answer.recorded' and payload ->> 'answer' <> 'not-said'
            and (${branch ?? null}::text is null or branch = ${branch ?? null})
            and (${from ?? null}::date is null or day >= ${from ?? null}::date)
            and (${to ?? null}::date is null or day <= ${to ?? null}::date)) as heard
        group by offer, customer) as h
      join customer c on c.id = h.customer
      left join usage_month u on u.customer = h.customer and u.month = to_char(h.month, 'YYYY-MM')) as seen
    where is_told or has_gone
    group by offer order by offer`);
