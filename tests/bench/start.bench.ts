// start: from spawn to the first page that takes keys (cache and ledger open), over a bare window of the same Electron.
import { prepareRuntime } from '#tools/setup/prepare.mjs';
import { startBare, startCounterAssist } from './electron_process.ts';
import { median } from './median.ts';
import { enrolledBranch } from './enrolled_branch.ts';

const ROUNDS = 9;
const CUSTOMERS = 20_000;

const runtime = await prepareRuntime();
const branch = await enrolledBranch(runtime, CUSTOMERS);
const bare: number[] = [];
const ours: number[] = [];
try {
  for (let round = 0; round <= ROUNDS; round += 1) {
    const empty = await startBare(runtime);
    await empty.end();
    const app = await startCounterAssist(runtime, branch.data, branch.hub);
    await app.end();
    // The first round fills the page cache.
    if (round === 0) continue;
    bare.push(empty.startMs);
    ours.push(app.startMs);
  }
} finally {
  await branch.end();
}
console.log(`bare Electron: median ${median(bare)} ms of ${bare.join(' ')}`);
console.log(`Counter Assist: median ${median(ours)} ms of ${ours.join(' ')}`);
console.log(`start ratio=${(median(ours) / median(bare)).toFixed(2)} target=1.3`);
