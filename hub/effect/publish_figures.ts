// What each branch's page will say of the effect: its own figure, or what is missing for one.
import type { Result } from '#shared/base/result.ts';
import type { Day } from '#shared/base/month.ts';
import { type EffectFigure, effectFigureSchema } from '#shared/model/effect_figure.ts';
import { readBranches } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import { saveEffectFigure } from '#hub/db/effect_figure.ts';
import { type Effect, estimateEffect, type NoEffect } from './estimate.ts';
import { hintsOf } from './hints.ts';
import type { Measurement } from './measure.ts';
import { readObjected } from './read_objected.ts';

/** More customers than this are as good as never. */
const MOST_CUSTOMERS = 1_000_000;

/** @param measurements by branch, one a currency */
export const publishFigures = (
  db: Database,
  measurements: readonly Measurement[],
  period: { readonly from?: Day | undefined; readonly to?: Day | undefined },
): Promise<void> =>
  db.transaction(async (tx) => {
    const hints = hintsOf((await readObjected(tx, period)).get('') ?? []);
    for (const { code, currency } of await readBranches(tx)) {
      const measured = measurements.find((each) => each.currency === currency);
      if (measured === undefined) throw new Error(`no figures in ${currency}`);
      const { basis, days, share, groups } = measured;
      const result =
        groups.find(({ name }) => name === code)?.result ?? estimateEffect([], { share });
      const figure = effectFigureSchema.parse({
        from: period.from ?? null,
        to: period.to ?? null,
        days,
        basis,
        result: shownResult(result),
        hints,
      });
      await saveEffectFigure(tx, code, figure);
    }
  });

function shownResult(result: Result<Effect, NoEffect>): EffectFigure['result'] {
  if (result.ok) {
    const { said, heldOut, effect, live, moreCustomers } = result.value;
    const isSure = live.low > 0 || live.high < 0;
    const isNever = moreCustomers === 0 || moreCustomers > MOST_CUSTOMERS;
    return {
      type: 'figure',
      said: said.units,
      heldOut: heldOut.units,
      effect,
      live,
      moreCustomers: isSure || isNever ? null : moreCustomers,
    };
  }
  if (result.error.type === 'broken-lot') return { type: 'broken-lot' };
  const { said, heldOut, floor, moreCustomers } = result.error;
  return { type: 'below-floor', said, heldOut, floor, moreCustomers };
}
