// The value of holding on to a customer: its terms and its four verdicts.
import type { Fen } from '#shared/base/money.ts';

/**
 * `hold`: direct revenue alone exceeds the cost. `hold-with-links`: only with indirect revenue. `weigh`: equal, a
 * person decides. `let-go`: not worth it, or an involuntary leaver.
 */
export type RetentionVerdict = 'hold' | 'hold-with-links' | 'weigh' | 'let-go';

/** Intangible value (word of mouth, market share) is named beside it, never counted. */
export type Retention = {
  readonly directRevenue: Fen;
  readonly indirectRevenue: Fen;
  readonly directCost: Fen;
  readonly indirectCost: Fen;
  readonly systemCost: Fen;
  /** Revenue less costs. */
  readonly value: Fen;
  readonly verdict: RetentionVerdict;
};
