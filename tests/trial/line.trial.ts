// npm run trial -- line [ROUNDS] [SEED]: a counter at work over a line that drops, cuts, stalls, half-closes and repeats, as
// chance has it, while HQ publishes changes and packs.
import { setup } from '#hub/db/test_cluster.ts';
import { realBranch } from '#tests/fixtures/real_branch.ts';
import { tryRoughLine } from '#tests/fixtures/rough_rounds.ts';

const rounds = Number(process.argv[2] ?? 100);
const seed = Number(process.argv[3] ?? 1);
const remove = await setup();
const branch = await realBranch({ customers: 150, seed: 1 });
const rests: number[] = [];
let failed = 0;
let events = 0;
for (let round = 0; round < rounds; round += 1) {
  try {
    const fates = round % 4 === 3 ? (['stall', null] as const) : [null, null];
    const tried = await tryRoughLine(branch, seed * 1_000_003 + round, fates, 4_000);
    rests.push(tried.toRest);
    events += tried.events;
    console.log(round, JSON.stringify(tried));
  } catch (error) {
    failed += 1;
    console.log(`seed ${seed}, round ${round}: ${String(error).slice(0, 500)}`);
  }
}
const sorted = rests.toSorted((one, other) => one - other);
const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
console.log(
  `${rounds} rounds, ${failed} failed, ${events} events; at rest after ${at(0.5)} ms (half), ${at(0.95)} ms (95 of 100), ${at(1)} ms (all)`,
);
await branch.stop();
await remove();
process.exit(failed > 0 ? 1 : 0);
