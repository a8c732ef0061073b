// From stored units to what an axis shows: yuan for fen, GB or MB for KB.
import type { Fen } from '#shared/base/money.ts';

const KB_PER_MB = 1024;
const KB_PER_GB = 1024 * 1024;

/** For drawing only: never add up what this returns. */
export const fenToYuan = (amount: Fen): number => amount / 100;

export type DataUnit = 'GB' | 'MB';

/** GB unless the largest value is below one. */
export const dataUnitFor = (largestKb: number): DataUnit => (largestKb < KB_PER_GB ? 'MB' : 'GB');

export const kbToUnit = (kb: number, unit: DataUnit): number =>
  kb / (unit === 'GB' ? KB_PER_GB : KB_PER_MB);

/** Three significant figures at most, thousands apart: `12.4`, `0.35`, `1,250`. */
export function plainNumber(value: number): string {
  const size = Math.abs(value);
  const decimals = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  const rounded = Number(value.toFixed(decimals));
  return rounded.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
