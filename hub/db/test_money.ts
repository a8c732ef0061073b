// For tests: months that turn out unlike those before, and branches that pay in another money.
import { type Database, sql } from './database.ts';

/** In that month who used to spend much spends little, and the other way round, about `middle` (fen). */
export const turnTestSpend = (db: Database, month: string, middle: number): Promise<number> =>
  db.execute(sql`
    update usage_month set spend = greatest(0, 2 * ${middle}::int - spend) where month = ${month}`);

/** The same once more as in the month `like`. */
export const repeatTestMonth = (db: Database, like: string, month: string): Promise<number> =>
  db.execute(sql`
    insert into usage_month (customer, month, spend, voice_minutes, data_kb, top_up, top_up_count, last_top_up)
    select customer, ${month}, spend, voice_minutes, data_kb, top_up, top_up_count, last_top_up
    from usage_month where month = ${like}`);

export const setTestCurrency = (db: Database, branch: string, currency: string): Promise<number> =>
  db.execute(sql`update branch set currency = ${currency} where code = ${branch}`);
