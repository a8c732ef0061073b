// Which amounts are believed as they are typed: HQ's limit, and a multiple of what the customer usually puts on.
import type { Fen } from '#shared/base/money.ts';
import type { AmountsPolicy } from './policy.ts';

/** The policy for one customer. */
export type AmountBounds = {
  /** The usual top-up; null: not known. */
  readonly usual: Fen | null;
  /** Above this the counter asks back. */
  readonly askAbove: Fen;
  /** Above this it takes none. */
  readonly most: Fen;
};

/**
 * @param usual the customer's usual top-up; null: not known, then the limit alone counts
 * @param confirmed what was asked about in this visit already and stands; null: nothing
 */
export function amountBounds(
  { limit, multiple, most }: AmountsPolicy,
  usual: Fen | null,
  confirmed: Fen | null = null,
): AmountBounds {
  const habit = usual !== null && usual > 0 ? Math.floor(usual * multiple) : limit;
  return {
    usual,
    askAbove: Math.max(Math.min(limit, habit), Math.min(confirmed ?? 0, most)) as Fen,
    most,
  };
}

/** Unusual: to be asked about once. Absurd: never taken. */
export type Plausibility = 'plausible' | 'unusual' | 'absurd';

/** @param amount null: no money */
export function plausibilityOf(
  amount: Fen | null,
  { askAbove, most }: Pick<AmountBounds, 'askAbove' | 'most'>,
): Plausibility {
  if (amount === null || amount <= askAbove) return 'plausible';
  return amount > most ? 'absurd' : 'unusual';
}
