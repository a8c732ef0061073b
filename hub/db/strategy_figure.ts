// How each strategy did against its goal when the effect was last measured: of all branches, and of each region.
import type { Hints } from '#shared/model/hint.ts';
import { type Database, sql } from './database.ts';

/** @param doc JSON text */
export const saveStrategyFigure = (
  tx: Database,
  region: string,
  doc: string,
  hints: Hints,
  now: number,
): Promise<number> =>
  tx.execute(sql`
    insert into strategy_figure (region, measured_at, doc, hints)
    values (${region}, ${new Date(now)}, ${doc}::jsonb, ${JSON.stringify(hints)}::jsonb)
    on conflict (region) do update set measured_at = excluded.measured_at, doc = excluded.doc, hints = excluded.hints`);

export type StrategyFigureRow<Doc> = {
  /** Empty: of all branches. */
  readonly region: string;
  readonly measured_at: number;
  readonly doc: readonly Doc[];
  readonly hints: Hints;
};

export const readStrategyFigures = <Doc>(
  db: Database,
  regions: readonly string[],
): Promise<readonly StrategyFigureRow<Doc>[]> =>
  db.query<StrategyFigureRow<Doc>>(sql`
    select region, measured_at, doc, hints from strategy_figure where region = any(${[...regions]}::text[])`);
