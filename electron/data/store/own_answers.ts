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
  readonly consumptionGroup: string | null;
  readonly count: number;
};

/** A month of a busy device. HQ counts them all; a device that HQ has not counted for longer learns from the newest. */
const MOST_ANSWERS = 3_000;
/** What one event can tell HQ: a cell is about 110 bytes. */
const MOST_CELLS = 400;

/**
 * Answers that stand, given before `day` and after the sequence `counted`, by the groups that the decision knew.
 * In the order of their names, so that the same answers give the same cells.
 */
export function ownBeliefCells(ledger: ReadableDB, counted: number, day: Day): BeliefCell[] {
  const rows = ledger.all<Row>(sql`
    with given as (
      select
        json_extract(answer.payload, '$.offer') as offer,
        json_extract(answer.payload, '$.treatment') as treatment,
        json_extract(answer.payload, '$.answer') as answer,
        json_extract(decision.payload, '$.inputs') as inputs
      from standing as answer
      join event as decision on decision.id = json_extract(answer.payload, '$.decision')
      where answer.kind = 'answer.recorded'
        and answer.sequence > ${counted}
        and answer.day < ${day}
      order by answer.sequence desc
      limit ${MOST_ANSWERS}
    )
    select offer, treatment, answer,
      json_extract(inputs, '$.facts.valueGroup') as valueGroup,
      json_extract(inputs, '$.facts.consumptionGroup') as consumptionGroup,
      count(*) as count
    from given
    group by 1, 2, 3, 4, 5
    order by 1, 2, 4, 5, 3`);
  const finest = cellsOf(rows);
  if (finest.length <= MOST_CELLS) return finest;
  // Too fine for one event: the consumption groups are given up, then the treatments that were said least.
  const coarse = cellsOf(rows.map((row) => ({ ...row, consumptionGroup: null })));
  const kept = new Set(coarse.toSorted((a, b) => b.said - a.said).slice(0, MOST_CELLS));
  return coarse.filter((cell) => kept.has(cell));
}

function cellsOf(rows: readonly Row[]): BeliefCell[] {
  const cells = new Map<string, BeliefCell>();
  for (const row of rows) {
    const counts = COUNTS_AS[row.answer];
    if (counts === null) continue;
    const { offer, treatment, count } = row;
    const valueGroup = row.valueGroup ?? '-';
    const consumptionGroup = row.consumptionGroup ?? '-';
    const key = `${offer} ${treatment} ${valueGroup} ${consumptionGroup}`;
    const before = cells.get(key);
    cells.set(key, {
      offer,
      treatment,
      valueGroup,
      cluster: consumptionGroup,
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
