// Points that a finish takes: by whom they may be spent here, and how many.
import { err } from '#shared/base/result.ts';
import type { Proposal } from '#shared/model/decision.ts';
import { readCustomer } from '../store/customers.ts';
import { spentPoints } from '../store/points.ts';
import type { Ready } from './context.ts';
import type { Refusal } from './visit_desk.ts';

export type Spend = { readonly offer: string; readonly tier: string; readonly points: number };

/** @param taken what the customer accepted and paid for */
export const toSpends = (taken: readonly Proposal[]): readonly Spend[] =>
  taken
    .filter(({ points }) => points > 0)
    .map(({ offer, tier, points }) => ({ offer, tier, points }));

/**
 * Null when they may be spent. One device of the branch lets points be spent, so that without a line nobody spends
 * twice. Call it in the transaction that spends.
 */
export function pointsRefusal(
  { device, cache }: Ready,
  customer: number,
  spends: readonly Spend[],
): Refusal | null {
  const points = spends.reduce((sum, spend) => sum + spend.points, 0);
  if (points === 0) return null;
  const lease = cache.contents.pointsLease;
  if (lease?.device !== device.secrets.device) {
    return err({ type: 'points-elsewhere', deviceName: lease?.deviceName ?? '' });
  }
  const published = readCustomer(cache.reader, customer)?.points ?? 0;
  const left = Math.max(0, published - spentPoints(device.ledger, customer, lease.counted));
  return left < points ? err({ type: 'points-short', left }) : null;
}
