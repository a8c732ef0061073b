// Claimed, settled and effect of the whole branch, as HQ last published them.
import type { Fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { EffectFigure } from '#shared/model/effect_figure.ts';
import type { SettledState } from '#shared/model/settled.ts';

export type SettledSums = { readonly claims: number; readonly claimed: Fen; readonly settled: Fen };

export type SettledView = {
  readonly day: Day;
  /** Of all windows, as far as HQ has heard; null: HQ knows of no claim of the day. */
  readonly total:
    | (SettledSums & {
        readonly states: Readonly<Record<SettledState, number>>;
        /** How far the log reaches, where claims wait for it; null: no log yet, or none waits. */
        readonly logThrough: Instant | null;
        /** Before late rows or visits changed it. */
        readonly before: { readonly claims: number; readonly settled: Fen } | null;
      })
    | null;
  /** By staff number. */
  readonly byClerk: readonly (SettledSums & { readonly staff: string; readonly name: string })[];
  /** Null: HQ measured nothing yet. */
  readonly effect: EffectFigure | null;
};
