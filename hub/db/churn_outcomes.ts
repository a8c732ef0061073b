// What became of the chances that the churn models said, counted by branch, model, month and band of chance.
import type { Day, Month } from '#shared/base/month.ts';
import type { Leaving } from '#shared/engine/churn/leaver.ts';
import type { Channel, Churn, UsageMonth } from '#shared/model/customer.ts';
import { channelsOfBranch } from './customer_documents.ts';
import { type Database, sql } from './database.ts';
import { type LeavingRow, rowToLeaving } from './leavings.ts';

export type ChurnOutcome = {
  readonly model: string;
  /** In which the customers left or did not. */
  readonly month: Month;
  /** Tenth of the way from 0 to 1, 0 to 9. */
  readonly band: number;
  readonly customers: number;
  /** Sum of the chances. */
  readonly said: number;
  /** Sum of chance x (1 - chance). */
  readonly spread: number;
  /** Who left, by what the model counts as leaving. */
  readonly silent: number;
};

/** A chance that was said, and what the record tells of the customer since. */
export type PendingChance = {
  readonly customer: number;
  readonly churn: Churn;
  readonly scoredAt: Day;
  readonly asOf: Day;
  readonly contractEnd: Day | null;
  /** Only their use is told. */
  readonly months: readonly UsageMonth[];
  readonly channels: Channel[];
  readonly leaving: Leaving;
};

type PendingRow = LeavingRow & {
  readonly churn: Churn;
  readonly scored_at: Day;
  readonly as_of: Day;
  readonly contract_end: Day | null;
  readonly months: readonly UseCells[] | null;
};
type UseCells = readonly [Month, number | null, number | null];

/** Chances of a branch that were not held against anything yet, of customers with newer data; who is gone too. */
export async function* pendingChances(
  db: Database,
  branch: string,
  size: number,
): AsyncGenerator<readonly PendingChance[]> {
  const channels = await channelsOfBranch(db, branch);
  for (let after = 0; ;) {
    const rows = await db.query<PendingRow>(sql`
      select c.id, s.churn, s.as_of as scored_at, c.as_of, c.contract_end,
        least(c.has_left, c.left_on) as flagged, c.ported_out, c.contract_before, c.contract_changed,
        (select json_agg(json_build_array(m.month, m.voice_minutes, m.data_kb) order by m.month collate "C")
          from usage_month m
          where m.customer = c.id and m.month > to_char(s.as_of - interval '12 months', 'YYYY-MM')) as months
      from score s join customer c on c.id = s.customer
      where c.branch = ${branch} and c.id > ${after} and s.churn is not null and not s.borne_out
        and greatest(c.as_of, c.left_on) > s.as_of
      order by c.id
      limit ${size}`);
    yield rows.map((row) => ({
      customer: row.id,
      churn: row.churn,
      scoredAt: row.scored_at,
      asOf: row.as_of,
      contractEnd: row.contract_end,
      months: (row.months ?? []).map(cellsToUse),
      channels: [...channels],
      leaving: rowToLeaving(row),
    }));
    if (rows.length < size) return;
    after = rows.at(-1)?.id ?? after;
  }
}

const cellsToUse = ([month, voiceMinutes, dataKb]: UseCells): UsageMonth => ({
  month,
  voiceMinutes,
  dataKb,
  spend: null,
  topUp: null,
  topUpCount: null,
  lastTopUp: null,
});

/** Until they are scored anew, as of a later day. */
export const markBorneOut = (tx: Database, customers: readonly number[]): Promise<number> =>
  tx.execute(sql`update score set borne_out = true where customer = any(${customers}::bigint[])`);

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
