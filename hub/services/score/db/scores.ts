// Scores of customers.
import type { Score } from '#shared/model/customer.ts';
import { type Database, sql } from '#hub/db/database.ts';

export type ScoreRow = { readonly customer: number; readonly score: Score };

/** @returns how many were new or different. */
export function saveScores(tx: Database, rows: readonly ScoreRow[]): Promise<number> {
  const lists = (key: 'risks' | 'labels'): readonly string[] =>
    rows.map(({ score }) => score[key].join(','));
  return tx.execute(sql`
    insert into score as s (customer, as_of, value_group, stage, risks, labels)
    select customer, as_of, value_group, stage, string_to_array(risks, ','), string_to_array(labels, ',')
    from unnest(
      ${rows.map(({ customer }) => customer)}::bigint[], ${rows.map(({ score }) => score.asOf)}::date[],
      ${rows.map(({ score }) => score.valueGroup)}::text[], ${rows.map(({ score }) => score.stage)}::text[],
      ${lists('risks')}::text[], ${lists('labels')}::text[]
    ) as u (customer, as_of, value_group, stage, risks, labels)
    on conflict (customer) do update set
      as_of = excluded.as_of, value_group = excluded.value_group, stage = excluded.stage,
      risks = excluded.risks, labels = excluded.labels
    where (s.as_of, s.value_group, s.stage, s.risks, s.labels)
      is distinct from (excluded.as_of, excluded.value_group, excluded.stage, excluded.risks, excluded.labels)`);
}
