// Scores of customers.
import type { Score } from '#shared/model/customer.ts';
import { type Database, sql } from './database.ts';

export type ScoreRow = { readonly customer: number; readonly score: Score };

/** @returns how many were new or different. */
export function saveScores(tx: Database, rows: readonly ScoreRow[]): Promise<number> {
  const of = <T>(value: (score: Score) => T): readonly T[] => rows.map(({ score }) => value(score));
  return tx.execute(sql`
    insert into score as s
      (customer, as_of, value_group, stage, risks, labels, consumption, behaviour, churn, lifetime)
    select customer, as_of, value_group, stage, string_to_array(risks, ','), string_to_array(labels, ','),
      consumption, behaviour, churn::jsonb, lifetime::jsonb
    from unnest(
      ${rows.map(({ customer }) => customer)}::bigint[], ${of(({ asOf }) => asOf)}::date[],
      ${of(({ valueGroup }) => valueGroup)}::text[], ${of(({ stage }) => stage)}::text[],
      ${of(({ risks }) => risks.join(','))}::text[], ${of(({ labels }) => labels.join(','))}::text[],
      ${of(({ consumption }) => consumption)}::text[], ${of(({ behaviour }) => behaviour)}::text[],
      ${of(({ churn }) => json(churn))}::text[], ${of(({ lifetime }) => json(lifetime))}::text[]
    ) as u (customer, as_of, value_group, stage, risks, labels, consumption, behaviour, churn, lifetime)
    on conflict (customer) do update set
      as_of = excluded.as_of, value_group = excluded.value_group, stage = excluded.stage,
      risks = excluded.risks, labels = excluded.labels, consumption = excluded.consumption,
      behaviour = excluded.behaviour, churn = excluded.churn, lifetime = excluded.lifetime,
      borne_out = s.borne_out and s.as_of = excluded.as_of
    where (s.as_of, s.value_group, s.stage, s.risks, s.labels, s.consumption, s.behaviour, s.churn, s.lifetime)
      is distinct from (excluded.as_of, excluded.value_group, excluded.stage, excluded.risks, excluded.labels,
        excluded.consumption, excluded.behaviour, excluded.churn, excluded.lifetime)`);
}

/** Chances (0 to 1) that another model of HQ's says, by customer. */
export async function readOutsideChances(
  tx: Database,
  customers: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.query<{ id: number; leave_chance: number }>(sql`
    select id, leave_chance from customer
    where id = any(${customers}::bigint[]) and leave_chance is not null`);
  return new Map(rows.map(({ id, leave_chance }) => [id, leave_chance / 10_000]));
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
