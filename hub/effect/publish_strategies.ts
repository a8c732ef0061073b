// What HQ's page will say of the strategies: over all branches, and what each region's own answers say.
import type { Hints } from '#shared/model/hint.ts';
import { answerCounts } from '#hub/db/answer_counts.ts';
import { readCurrencies } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import { readCatalog } from '#hub/db/editions.ts';
import { readRegions } from '#hub/db/page_branch.ts';
import { saveStrategyFigure } from '#hub/db/strategy_figure.ts';
import { hintsOf } from './hints.ts';
import { measureEffect, type MeasureOptions } from './measure.ts';
import { readObjected } from './read_objected.ts';
import { strategiesOf, type Strategy } from './strategies.ts';

/** A region has shares of its own; the effect of an offer is measured over all branches and told to HQ alone. */
export async function publishStrategies(
  db: Database,
  options: Omit<MeasureOptions, 'branch' | 'by' | 'currency'>,
  now: number,
): Promise<void> {
  const [currency = 'CNY', ...others] = new Set((await readCurrencies(db)).values());
  const measured = await measureEffect(db, { ...options, currency, by: 'strategy' });
  const strategies = measured.strategies?.map(others.length === 0 ? asItIs : withoutMoney);
  await db.transaction(async (tx) => {
    const objected = await readObjected(tx, options);
    const hints = (region: string): Hints => hintsOf(objected.get(region) ?? []);
    await saveStrategyFigure(tx, '', JSON.stringify(strategies ?? []), hints(''), now);
    const catalog = await readCatalog(tx);
    if (catalog === undefined) return;
    for (const region of await readRegions(tx)) {
      const counts = await answerCounts(tx, { ...options, region });
      const evidence = { counts, effects: [], kept: { retention: [], use: [] } };
      await saveStrategyFigure(
        tx,
        region,
        JSON.stringify(strategiesOf(catalog, evidence)),
        hints(region),
        now,
      );
    }
  });
}

const asItIs = (strategy: Strategy): Strategy => strategy;

/** A goal in money is of one currency: where branches count in several, HQ is told no figure. */
const withoutMoney = (strategy: Strategy): Strategy =>
  strategy.metric === 'uplift'
    ? { ...strategy, found: null, interval: null, verdict: 'no figure' }
    : strategy;
