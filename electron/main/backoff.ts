// How long to wait before the data process is started again.

const DELAYS_MS = [200, 1_000, 5_000, 15_000, 30_000] as const;

/** After this long without a fault the next one counts as the first. */
export const HEALTHY_MS = 60_000;

/** `attempt` counts from 1. */
export function delayBefore(attempt: number): number {
  return DELAYS_MS[Math.min(attempt, DELAYS_MS.length) - 1] ?? DELAYS_MS[0];
}
