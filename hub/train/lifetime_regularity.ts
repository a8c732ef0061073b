// How regular top-ups are: at random, or by the clock.
import { topUpsOf } from '#shared/engine/value/lifetime.ts';
import type { UsageMonth } from '#shared/model/customer.ts';

const MOST_REGULAR = 6;
const LEAST_MONTHS = 3;

/**
 * The k (1 to 6) whose variance of top-ups a month is nearest to that of the customers, each about their own mean. A
 * renewal process that takes k steps for every purchase has variance m / k + (1 - 1 / k^2) / 6 at a mean of m (Cox 1962,
 * Renewal Theory, 4.5); with k = 1, at random, the variance is the mean.
 *
 * Counted are the months from the one after the first to the one before the last with a top-up: what comes after is
 * perhaps the silence of one who left.
 */
export function regularityOf(records: readonly (readonly UsageMonth[])[]): number {
  let means = 0;
  let variances = 0;
  let customers = 0;
  for (const record of records) {
    const counts = record.map(topUpsOf);
    const inner = counts.slice(
      counts.findIndex((count) => count > 0) + 1,
      Math.max(
        0,
        counts.findLastIndex((count) => count > 0),
      ),
    );
    if (inner.length < LEAST_MONTHS) continue;
    const mean = inner.reduce((sum, count) => sum + count, 0) / inner.length;
    means += mean;
    variances += inner.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (inner.length - 1);
    customers += 1;
  }
  if (customers === 0) return 1;
  const [mean, variance] = [means / customers, variances / customers];
  const farness = (k: number): number => Math.abs(mean / k + (1 - 1 / k ** 2) / 6 - variance);
  let nearest = 1;
  for (let k = 2; k <= MOST_REGULAR; k += 1) if (farness(k) < farness(nearest)) nearest = k;
  return nearest;
}
