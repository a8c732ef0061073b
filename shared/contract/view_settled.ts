// Claimed, settled and effect of the whole branch, as HQ last published them.
import type { EffectFigure } from '#shared/model/effect_figure.ts';
import type { SettledOfDay } from '#shared/model/settled.ts';

export type SettledView = SettledOfDay & {
  /** Null: HQ measured nothing yet. */
  readonly effect: EffectFigure | null;
};
