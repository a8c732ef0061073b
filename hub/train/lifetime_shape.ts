// How lifetime value lies among the customers: what a customer is worth, and how much of it few of them hold.
import { fen, type Fen } from '#shared/base/money.ts';
import { compareNumber } from '#shared/base/compare.ts';
import { lifetimeOfCustomer } from '#shared/engine/value/lifetime.ts';
import type { Customer, Lifetime } from '#shared/model/customer.ts';
import type { LifetimeModel } from '#shared/model/lifetime_model.ts';
import type { Policy } from '#shared/model/policy.ts';

/** Means in fen over the customers of whom the model says anything. */
export type LifetimeShape = {
  readonly historic: Fen;
  readonly current: Fen;
  readonly potential: Fen;
  readonly months: number;
  /** Percent of the current value that the top fifth hold: the trade says 80. */
  readonly topFifth: number;
  /**
   * What winning a customer may cost at most, so that a customer brings three times as much. Counted without
   * the potential, which nobody has yet.
   */
  readonly bearable: Fen;
};

export function shapeOf(
  customers: readonly Pick<Customer, 'months' | 'plan'>[],
  model: LifetimeModel,
  policy: Policy | null,
): LifetimeShape {
  const found = customers.flatMap((customer) => lifetimeOfCustomer(customer, model, policy) ?? []);
  const mean = (part: (lifetime: Lifetime) => number): number =>
    found.length === 0 ? 0 : found.reduce((sum, one) => sum + part(one), 0) / found.length;
  const largest = found.map(({ current }) => current).toSorted((a, b) => b - a);
  const total = sum(largest);
  const top = sum(largest.slice(0, Math.ceil(largest.length / 5)));
  return {
    historic: fen(Math.round(mean(({ historic }) => historic))),
    current: fen(Math.round(mean(({ current }) => current))),
    potential: fen(Math.round(mean(({ potential }) => potential))),
    months: mean(({ months }) => months),
    topFifth: total > 0 ? (100 * top) / total : 0,
    bearable: fen(Math.floor(mean(({ historic, current }) => historic + current) / 3)),
  };
}

/**
 * Typical spend of the four value groups by the trade's own shares, of the lowest spend up: basic 60 %, new-video 20 %,
 * netizen 15 %, full-service 5 %. Of each the middle one: the 30th, 70th, 87.5th and 97.5th percentile.
 */
const MIDDLES = [0.3, 0.7, 0.875, 0.975] as const;

/** @param spends mean spend a month of at least one customer, fen */
export function rungsOf(spends: readonly number[]): LifetimeModel['rungs'] {
  const sorted = spends.toSorted(compareNumber);
  return MIDDLES.map((share) =>
    fen(Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)),
  );
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
