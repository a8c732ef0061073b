// What an axis shows: yuan for stored fen, GB or MB for KB, and where it ends.
import { type Currency, type Fen, minorUnits } from '#shared/base/money.ts';

const KB_PER_MB = 1024;
const KB_PER_GB = 1024 * 1024;

/** For drawing only: never add up what this returns. */
export const fenToYuan = (amount: Fen, currency: Currency): number => amount / minorUnits(currency);

export type DataUnit = 'GB' | 'MB';

/** GB unless the largest value is below one. */
export const dataUnitFor = (largestKb: number): DataUnit => (largestKb < KB_PER_GB ? 'MB' : 'GB');

export const kbToUnit = (kb: number, unit: DataUnit): number =>
  kb / (unit === 'GB' ? KB_PER_GB : KB_PER_MB);

const PLAIN = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** Three significant figures at most, thousands apart: `12.4`, `0.35`, `1,250`. */
export function plainNumber(value: number): string {
  const size = Math.abs(value);
  const decimals = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  return PLAIN.format(Number(value.toFixed(decimals)));
}

/** Begins at zero, ends on a round number, carries two or three steps: readable at arm's length. */
type Scale = { readonly max: number; readonly interval: number };

const ROUND_STEPS = [1, 2, 2.5, 5, 10];

/** Smallest round step, in tens, that is at least `value` (> 0). */
function roundStep(value: number): number {
  const ten = 10 ** Math.floor(Math.log10(value));
  const factor = ROUND_STEPS.find((step) => step * ten >= value * (1 - 1e-9)) ?? 10;
  return factor * ten;
}

/** Of two steps or three, what ends nearest above `largest`. Nothing but zeros gives 0 to 1. */
export function zeroBasedScale(largest: number): Scale {
  if (!(largest > 0)) return { max: 1, interval: 1 };
  const two = roundStep(largest / 2);
  const three = roundStep(largest / 3);
  return three * 3 < two * 2
    ? { max: three * 3, interval: three }
    : { max: two * 2, interval: two };
}
