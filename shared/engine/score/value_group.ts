// The four value groups (S4), by what a customer spends and does.
import type { Facts } from '#shared/model/facts.ts';
import type { ValueGroup } from '#shared/model/customer.ts';
import { type Thresholds, YOUNG_AGE } from '../thresholds.ts';

/** A customer without months of data is basic. */
export function valueGroupOfFacts(facts: Facts, limits: Thresholds): ValueGroup {
  const spend = facts.arpu3 ?? 0;
  if (spend >= limits.fullSpend) return 'full-service';
  if (spend >= limits.bundleSpend && facts.holdings.includes('bundle')) return 'full-service';
  if (spend < limits.middleSpend) return 'basic';
  const isYoung = facts.age !== null && facts.age < YOUNG_AGE;
  const netizenFrom = isYoung ? limits.youngNetizenData : limits.netizenData;
  return (facts.dou3 ?? 0) >= netizenFrom ? 'netizen' : 'new-video';
}
