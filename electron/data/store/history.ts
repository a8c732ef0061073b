// What this customer answered before at this branch, for the contact policy: answers that were not undone.
import type { Day, Instant } from '#shared/base/month.ts';
import type { Answer } from '#shared/model/visit.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

export type AnswerRow = {
  readonly visit: string;
  readonly offer: string;
  readonly answer: Answer;
  readonly at: Instant;
  readonly laterOn: Day | null;
};

/** Newest first. */
export const answersOfCustomer = (
  ledger: ReadableDB,
  customer: number,
  limit: number,
): readonly AnswerRow[] =>
  ledger.all<AnswerRow>(sql`
    select visit,
      json_extract(payload, '$.offer') as offer,
      json_extract(payload, '$.answer') as answer,
      at,
      json_extract(payload, '$.laterOn') as laterOn
    from standing
    where kind = 'answer.recorded'
      and customer = ${customer}
    order by sequence desc
    limit ${limit}`);
