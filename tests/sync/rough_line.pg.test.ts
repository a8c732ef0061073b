// A line that drops, cuts, half-closes and repeats what passes, below HTTP, between a real counter and a real hub. The
// one that stalls takes as long as the limit of quiet: `npm run trial -- line`.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RealBranch, realBranch } from '#tests/fixtures/real_branch.ts';
import { tryRoughLine } from '#tests/fixtures/rough_rounds.ts';

let branch: RealBranch;
beforeAll(async () => {
  branch = await realBranch({ customers: 150, seed: 1 });
});
afterAll(() => branch.stop());

it('loses nothing and doubles nothing, whatever becomes of a connection', async () => {
  const fates = ['truncate', 'half-close', 'replay', 'drop'] as const;
  const { counts, events } = await tryRoughLine(branch, 7, fates, 900, false);
  for (const fate of fates) expect(counts[fate]).toBeGreaterThan(0);
  expect(events).toBeGreaterThan(20);
});
