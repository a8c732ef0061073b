// People who were served before their counter's list had them, and whom HQ cannot name.
import type { Day } from '#shared/base/month.ts';
import type { Purpose } from '#shared/model/visit.ts';
import { type Database, sql } from './database.ts';

export type UnknownWalkIn = {
  readonly visit: string;
  readonly branch: string;
  readonly day: Day;
  /** The last four digits. */
  readonly tail: string;
  readonly purpose: Purpose;
  /** Fen; null without money, and of a visit that was not finished. */
  readonly prepaid: number | null;
  readonly isFinished: boolean;
  /**
   * `several` customers may have had the number on that day; those who have it had it at `another-time`; `nobody` has
   * it.
   */
  readonly why: 'several' | 'another-time' | 'nobody';
};

type Row = {
  readonly visit: string;
  readonly branch: string;
  readonly day: Day;
  readonly tail: string;
  readonly purpose: Purpose;
  readonly prepaid: number | null;
  readonly is_finished: boolean;
  readonly holders: number;
  readonly is_known: boolean;
};

const rowToWalkIn = ({ holders, is_known, is_finished, ...row }: Row): UnknownWalkIn => ({
  ...row,
  isFinished: is_finished,
  why: holders > 1 ? 'several' : is_known ? 'another-time' : 'nobody',
});

/** Newest first. @param branch null: all */
export async function readUnknownWalkIns(
  db: Database,
  branch: string | null,
  limit: number,
): Promise<readonly UnknownWalkIn[]> {
  const rows = await db.query<Row>(sql`
    select w.visit, w.branch, w.day, right(w.phone, 4) as tail, w.holders,
      last.payload ->> 'purpose' as purpose, (last.payload ->> 'prepaid')::bigint as prepaid,
      last.kind = 'walk-in.finished' as is_finished,
      exists (select from customer c where c.phone in (w.phone, '0' || w.phone)) as is_known
    from walk_in w
    cross join lateral (
      select e.kind, e.payload from standing_event e
      where e.kind in ('walk-in.started', 'walk-in.changed', 'walk-in.finished')
        and e.payload ->> 'visit' = w.visit and e.device = w.device
      order by e.sequence desc limit 1) as last
    where w.customer is null and (${branch}::text is null or w.branch = ${branch})
    order by w.at desc, w.visit
    limit ${limit}`);
  return rows.map(rowToWalkIn);
}
