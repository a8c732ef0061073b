// The smallest value that so large a share of all does not exceed (nearest rank): of 20, 95 % is the second largest.
export function percentile(values: readonly number[], share: number): number {
  const rank = Math.ceil(values.length * share);
  return values.toSorted((a, b) => a - b)[Math.max(rank, 1) - 1] ?? Number.NaN;
}

export const p95 = (times: readonly number[]): number => percentile(times, 0.95);
