// What became of the chances that the churn models said, counted by branch, model, month and band of chance.
import type { Month } from '#shared/base/month.ts';
import { type Database, sql } from './database.ts';

export type ChurnOutcome = {
  readonly model: string;
  /** In which the customers went silent or did not. */
  readonly month: Month;
  /** Tenth of the way from 0 to 1, 0 to 9. */
  readonly band: number;
  readonly customers: number;
  /** Sum of the chances. */
  readonly said: number;
  /** Sum of chance x (1 - chance). */
  readonly spread: number;
  readonly silent: number;
};

/** Adds to what the branch has: a month may come in several files. */
export async function addChurnOutcomes(
  tx: Database,
  branch: string,
  outcomes: readonly ChurnOutcome[],
): Promise<void> {
  const of = <T>(value: (outcome: ChurnOutcome) => T): readonly T[] => outcomes.map(value);
  await tx.execute(sql`
    insert into churn_outcome as o (branch, model, month, band, customers, said, spread, silent)
    select ${branch}, model, month, band, customers, said, spread, silent
    from unnest(${of(({ model }) => model)}::text[], ${of(({ month }) => month)}::text[],
      ${of(({ band }) => band)}::int[], ${of(({ customers }) => customers)}::bigint[],
      ${of(({ said }) => said)}::float8[], ${of(({ spread }) => spread)}::float8[],
      ${of(({ silent }) => silent)}::bigint[]) as u (model, month, band, customers, said, spread, silent)
    on conflict (branch, model, month, band) do update set
      customers = o.customers + excluded.customers, said = o.said + excluded.said,
      spread = o.spread + excluded.spread, silent = o.silent + excluded.silent`);
}

/** Of all branches together, the latest months in which the model was borne out or not. @returns oldest first */
export async function readChurnOutcomes(
  db: Database,
  model: string,
  months: number,
): Promise<readonly ChurnOutcome[]> {
  const rows = await db.query<ChurnOutcome>(sql`
    select model, month, band, sum(customers)::bigint as customers, sum(said) as said,
      sum(spread) as spread, sum(silent)::bigint as silent
    from churn_outcome
    where model = ${model} and month in (
      select distinct month from churn_outcome where model = ${model} order by month desc limit ${months})
    group by model, month, band order by month, band`);
  return rows;
}
