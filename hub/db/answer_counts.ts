// Answers by offer, of those that stand.
import type { Day } from '#shared/base/month.ts';
import { type Database, sql } from './database.ts';

export type AnswerCounts = {
  readonly offer: string;
  readonly answers: number;
  readonly not_said: number;
  readonly yes: number;
  /** Heard and not taken: later and declined. */
  readonly no: number;
};

export const answerCounts = (
  tx: Database,
  {
    branch,
    region,
    from,
    to,
  }: {
    readonly branch?: string | undefined;
    readonly region?: string | undefined;
    readonly from?: Day | undefined;
    readonly to?: Day | undefined;
  },
): Promise<readonly AnswerCounts[]> =>
  tx.query<AnswerCounts>(sql`
    select payload ->> 'offer' as offer, count(*) as answers,
      count(*) filter (where payload ->> 'answer' = 'not-said') as not_said,
      count(*) filter (where payload ->> 'answer' = 'accepted') as yes,
      count(*) filter (where payload ->> 'answer' in ('later', 'declined')) as no
    from standing_event
    where kind = 'answer.recorded'
      and (${branch ?? null}::text is null or branch = ${branch ?? null})
      and (${region ?? null}::text is null or branch in (select code from branch where region = ${region ?? null}))
      and (${from ?? null}::date is null or day >= ${from ?? null}::date)
      and (${to ?? null}::date is null or day <= ${to ?? null}::date)
    group by 1 order by 1`);
