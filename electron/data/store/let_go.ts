// Takes what the policy keeps for a time only out of the ledger: of what HQ holds, and of what others told.
import type { Day } from '#shared/base/month.ts';
import { keptFrom, LET_GO_KINDS, type LetGoKind, letGoPayload } from '#shared/model/let_go.ts';
import { PART_OF_KIND } from '#shared/model/let_go.ts';
import type { KeepDays } from '#shared/model/policy.ts';
import type { WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { eraseAround, erasedLine } from './erasure.ts';

type Row = {
  readonly key: number;
  readonly id: string;
  readonly kind: LetGoKind;
  readonly visit: string;
  readonly payload: string;
  readonly day: Day;
};

export type LetGoStep = {
  /** Events that were let go of in this step. */
  readonly gone: number;
  /** Where the next step goes on; null: nothing is left to look at. */
  readonly next: LetGoPlace | null;
};
export type LetGoPlace = {
  readonly of: 'own' | 'told';
  readonly day: string;
  readonly key: number;
};

export const LET_GO_START: LetGoPlace = { of: 'own', day: '', key: 0 };

/** One step, a transaction. Twice the same changes nothing. @param size of events that are looked at */
export function letGoStep(
  ledger: WritableDB,
  keepDays: KeepDays,
  today: Day,
  { from, size }: { readonly from: LetGoPlace; readonly size: number },
): LetGoStep {
  const kept = keptFrom(keepDays, today);
  const [latest = ''] = [...kept.values()].toSorted().toReversed();
  const kinds = JSON.stringify(LET_GO_KINDS.filter((kind) => kept.has(PART_OF_KIND[kind])));
  const rows =
    from.of === 'own'
      ? ledger.all<Row>(sql`
          select sequence as key, id, kind, visit, payload, day from event
          where day < ${latest} and (day, sequence) > (${from.day}, ${from.key})
            and kind in (select value from json_each(${kinds}))
            and exists (select 1 from receipt where receipt.sequence = event.sequence)
            and not exists (select 1 from let_go_event where let_go_event.sequence = event.sequence)
          order by day, sequence limit ${size}`)
      : ledger.all<Row>(sql`
          select arrival as key, id, kind, visit, payload, day from told_event
          where day < ${latest} and arrival > ${from.key} and kind in (select value from json_each(${kinds}))
          order by arrival limit ${size}`);
  const due = rows.filter(({ kind, day }) => day < (kept.get(PART_OF_KIND[kind]) ?? ''));
  const gone = ledger.transaction(() => {
    let count = 0;
    for (const row of due) if (letGo(ledger, from.of, row)) count += 1;
    return count;
  });
  const last = rows.at(-1);
  if (last !== undefined && rows.length === size)
    return { gone, next: { of: from.of, day: last.day, key: last.key } };
  return { gone, next: from.of === 'own' ? { of: 'told', day: '', key: 0 } : null };
}

function letGo(ledger: WritableDB, of: LetGoPlace['of'], row: Row): boolean {
  const { key, id, kind, visit, payload } = row;
  const left = JSON.stringify(letGoPayload(kind, JSON.parse(payload)));
  if (of === 'own') {
    ledger.run(sql`insert into let_go_event (sequence) values (${key})`);
    if (left !== payload)
      ledger.run(sql`update event set payload = ${left} where sequence = ${key}`);
  } else {
    if (left === payload) return false;
    ledger.run(sql`update told_event set payload = ${left} where arrival = ${key}`);
  }
  eraseAround(ledger, id);
  if (PART_OF_KIND[kind] === 'contents') lineOf(ledger, visit);
  return true;
}

function lineOf(ledger: WritableDB, visit: string): void {
  const line = ledger.get<{ doc: string }>(sql`select doc from visit_row where visit = ${visit}`);
  if (line === undefined) return;
  ledger.run(sql`update visit_row set doc = ${erasedLine(line.doc)} where visit = ${visit}`);
}
