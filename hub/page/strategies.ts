// Strategies against their goals: HQ's over all branches, a regional manager's over the own region alone.
import type { Instant } from '#shared/base/month.ts';
import type { HqStrategies, HqStrategy } from '#shared/contract/view_hq.ts';
import { NO_HINTS } from '#shared/model/hint.ts';
import { sameInBoth } from '#shared/model/text.ts';
import type { Strategy } from '#hub/effect/strategies.ts';
import type { Database } from '#hub/db/database.ts';
import { readCatalog } from '#hub/db/editions.ts';
import type { PageAccount } from '#hub/db/page_account.ts';
import { readStrategyFigures } from '#hub/db/strategy_figure.ts';

/** Of a manager of several regions each region is told by itself: shares of different regions do not add up. */
export async function pageStrategies(db: Database, account: PageAccount): Promise<HqStrategies> {
  const catalog = await readCatalog(db);
  const names = new Map((catalog?.offers ?? []).map(({ id, name }) => [id, name]));
  const scopes = account.role === 'hq' ? [''] : account.regions;
  const figures = await readStrategyFigures<Strategy>(db, scopes);
  return {
    catalog: catalog?.version ?? null,
    scopes: scopes.map((region) => {
      const told = figures.find((one) => one.region === region);
      return {
        region,
        measuredAt: (told?.measured_at ?? null) as Instant | null,
        hints: told?.hints ?? NO_HINTS,
        strategies: (told?.doc ?? []).map((strategy) => toView(strategy, names)),
      };
    }),
  };
}

const VERDICTS = {
  reached: 'reached',
  missed: 'missed',
  'not sure yet': 'not-sure',
  'no figure': 'no-figure',
} as const satisfies Record<Strategy['verdict'], HqStrategy['verdict']>;

const toView = (
  { offer, metric, goal, found, interval, verdict }: Strategy,
  names: ReadonlyMap<string, HqStrategy['name']>,
): HqStrategy => ({
  offer,
  name: names.get(offer) ?? sameInBoth(offer),
  metric,
  goal,
  found,
  interval,
  verdict: VERDICTS[verdict],
});
