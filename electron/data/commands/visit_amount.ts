// Whether an amount may be recorded: an ordinary one, one that was asked about, or none.
import type { Fen } from '#shared/base/money.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { AmountFailure, AmountField } from '#shared/contract/failure.ts';
import { amountBounds, plausibilityOf } from '#shared/model/amounts.ts';
import type { AskedBack } from '#shared/model/event.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { AmountsPolicy } from '#shared/model/policy.ts';
import type { Visit } from '../store/visits.ts';

/** What the visit's decision knew of the habit; null: not known. */
export function usualOf({ decision }: Pick<Visit, 'decision'>): Fen | null {
  const { facts } = JSON.parse(decision.payload.inputs) as { readonly facts: Partial<Facts> };
  return facts.usualTopUp ?? null;
}

/**
 * The mark for the event; undefined: an ordinary amount.
 * @param confirmed what was asked about in this visit already and stands
 */
export function checkAmount(
  said: {
    readonly field: AmountField;
    readonly amount: Fen | null;
    readonly isConfirmed: boolean;
  },
  policy: AmountsPolicy,
  usual: Fen | null,
  confirmed: Fen | null,
): Result<AskedBack | undefined, AmountFailure> {
  const { field, amount, isConfirmed } = said;
  const bounds = amountBounds(policy, usual);
  const plausibility = plausibilityOf(amount, bounds);
  if (amount === null || plausibility === 'plausible') return ok(undefined);
  const { askAbove, most } = bounds;
  if (plausibility === 'absurd') return err({ type: 'amount-absurd', field, most });
  return isConfirmed || amount <= (confirmed ?? 0)
    ? ok({ usual, askAbove })
    : err({ type: 'amount-unusual', field, amount, usual, askAbove });
}
