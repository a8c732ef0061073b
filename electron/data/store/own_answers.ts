// What this device's own answers say of the chances of yes: those that HQ has not counted yet, by treatment and group.
import type { Day } from '#shared/base/month.ts';
import { type BeliefCell, COUNTS_AS } from '#shared/model/beliefs.ts';
import type { Answer } from '#shared/model/visit.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

type Row = {
  readonly offer: string;
  readonly treatment: string;
  readonly answer: Answer;
  readonly valueGroup: string | null;
  readonly cluster: string | null;
  readonly count: number;
};

/**
 * Answers that stand, given before `day` and after the sequence `counted`, by the groups that the decision knew.
 * In the order of their names, so that the same answers give the same cells.
 */
export function ownBeliefCells(ledger: ReadableDB, counted: number, day: Day): BeliefCell[] {
  const rows = ledger.all<Row>(sql`
    select
      json_extract(answer.payload, '$.offer') as offer,
      json_extract(answer.payload, '$.treatment') as treatment,
      json_extract(answer.payload, '$.answer') as answer,
      json_extract(json_extract(decision.payload, '$.inputs'), '$.facts.valueGroup') as valueGroup,
      json_extract(json_extract(decision.payload, '$.inputs'), '$.facts.consumptionGroup') as cluster,
      count(*) as count
    from event as answer
    join event as decision on decision.id = json_extract(answer.payload, '$.decision')
    where answer.kind = 'answer.recorded'
      and answer.sequence > ${counted}
      and answer.day < ${day}
      and not exists (select 1 from event as undo where undo.undoes = answer.id)
    group by 1, 2, 3, 4, 5
    order by 1, 2, 4, 5, 3`);
  const cells = new Map<string, BeliefCell>();
  for (const row of rows) {
    const counts = COUNTS_AS[row.answer];
    if (counts === null) continue;
    const { offer, treatment, count } = row;
    const valueGroup = row.valueGroup ?? '-';
    const cluster = row.cluster ?? '-';
    const key = `${offer} ${treatment} ${valueGroup} ${cluster}`;
    const before = cells.get(key);
    cells.set(key, {
      offer,
      treatment,
      valueGroup,
      cluster,
      said: (before?.said ?? 0) + count,
      yes: (before?.yes ?? 0) + (counts === 'yes' ? count : 0),
    });
  }
  return [...cells.values()];
}

export const hasBeliefsEvent = (ledger: ReadableDB, name: string): boolean =>
  ledger.get(sql`
    select sequence from event
    where kind = 'beliefs.updated' and json_extract(payload, '$.name') = ${name}`) !== undefined;
