// npm run trial -- kill [ROUNDS] [SEED]: SIGKILL at numbered steps of enrolment, pushing, changes, packs, migration and
// sticks of a counter at a real hub.
import { createRandom } from '#shared/base/random.ts';
import { setup } from '#hub/db/test_cluster.ts';
import { canTrace } from '#tests/fixtures/kill_at.ts';
import { createKillRounds, type Task } from '#tests/fixtures/kill_rounds.ts';
import { realBranch } from '#tests/fixtures/real_branch.ts';
import { buildScript } from '#tools/build/script.mjs';

const TASKS: readonly Task[] = ['enrol', 'push', 'change', 'pack', 'migration', 'write', 'read'];
const rounds = Number(process.argv[2] ?? 1_000);
const seed = Number(process.argv[3] ?? 1);
const program = await buildScript('tests/fixtures/counter_program.ts', 'dist/trial/counter');
const remove = await setup();
const branch = await realBranch({ customers: 150, seed: 1 });
const isTraced = canTrace();
const kill = await createKillRounds(branch, program, isTraced);
console.log(isTraced ? 'killed at system calls' : 'killed at moments: no strace here');
const counts = new Map<Task, { rounds: number; killed: number; failed: number }>();
for (let round = 0; round < rounds; round += 1) {
  const task = TASKS[round % TASKS.length] ?? 'push';
  const count = counts.get(task) ?? { rounds: 0, killed: 0, failed: 0 };
  counts.set(task, count);
  count.rounds += 1;
  try {
    const { wasKilled } = await kill[task](createRandom(seed * 1_000_003 + round));
    if (wasKilled) count.killed += 1;
  } catch (error) {
    count.failed += 1;
    console.log(`seed ${seed}, round ${round}, ${task}: ${String(error).slice(0, 600)}`);
  }
  if (round % 50 === 49) console.log(round + 1, JSON.stringify(Object.fromEntries(counts)));
}
console.log(JSON.stringify(Object.fromEntries(counts)));
await branch.stop();
await remove();
process.exit([...counts.values()].some(({ failed }) => failed > 0) ? 1 : 0);
