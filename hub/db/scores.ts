// Scores of customers.
import type { Fen } from '#shared/base/money.ts';
import type { Score, ValueGroup } from '#shared/model/customer.ts';
import { type Database, sql } from './database.ts';

export type ScoreRow = { readonly customer: number; readonly score: Score };

/** @returns how many were new or different. */
export function saveScores(tx: Database, rows: readonly ScoreRow[]): Promise<number> {
  const of = <T>(value: (score: Score) => T): readonly T[] => rows.map(({ score }) => value(score));
  return tx.execute(sql`
    insert into score as s
      (customer, as_of, value_group, group_outside, stage, risks, labels, consumption, behaviour, churn, lifetime)
    select customer, as_of, value_group, group_outside, stage, string_to_array(risks, ','), string_to_array(labels, ','),
      consumption, behaviour, churn::jsonb, lifetime::jsonb
    from unnest(
      ${rows.map(({ customer }) => customer)}::bigint[], ${of(({ asOf }) => asOf)}::date[],
      ${of(({ valueGroup }) => valueGroup)}::text[], ${of(({ isGroupOutside }) => isGroupOutside === true)}::boolean[],
      ${of(({ stage }) => stage)}::text[],
      ${of(({ risks }) => risks.join(','))}::text[], ${of(({ labels }) => labels.join(','))}::text[],
      ${of(({ consumption }) => consumption)}::text[], ${of(({ behaviour }) => behaviour)}::text[],
      ${of(({ churn }) => json(churn))}::text[], ${of(({ lifetime }) => json(lifetime))}::text[]
    ) as u (customer, as_of, value_group, group_outside, stage, risks, labels, consumption, behaviour, churn, lifetime)
    on conflict (customer) do update set
      as_of = excluded.as_of, value_group = excluded.value_group,
      group_outside = excluded.group_outside, stage = excluded.stage,
      risks = excluded.risks, labels = excluded.labels, consumption = excluded.consumption,
      behaviour = excluded.behaviour, churn = excluded.churn, lifetime = excluded.lifetime,
      borne_out = s.borne_out and s.as_of = excluded.as_of
    where (s.as_of, s.value_group, s.group_outside, s.stage, s.risks, s.labels, s.consumption, s.behaviour, s.churn, s.lifetime)
      is distinct from (excluded.as_of, excluded.value_group, excluded.group_outside, excluded.stage, excluded.risks, excluded.labels,
        excluded.consumption, excluded.behaviour, excluded.churn, excluded.lifetime)`);
}

export type OutsideScores = {
  /** 0 to 1. */
  readonly chance: number | null;
  readonly group: ValueGroup | null;
  readonly value: Fen | null;
};

type OutsideRow = {
  readonly id: number;
  readonly leave_chance: number | null;
  readonly value_group: ValueGroup | null;
  readonly future_value: Fen | null;
};

/** What other models of HQ's say, of whom they say anything, by customer. */
export async function readOutsideScores(
  tx: Database,
  customers: readonly number[],
): Promise<ReadonlyMap<number, OutsideScores>> {
  const rows = await tx.query<OutsideRow>(sql`
    select id, leave_chance, value_group, future_value from customer
    where id = any(${customers}::bigint[])
      and (leave_chance is not null or value_group is not null or future_value is not null)`);
  return new Map(
    rows.map(({ id, leave_chance: chance, value_group: group, future_value: value }) => [
      id,
      { chance: chance === null ? null : chance / 10_000, group, value },
    ]),
  );
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
