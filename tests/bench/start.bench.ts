// start: from spawn to the first page that takes keys, over a bare window of the same Electron; and to the open databases,
// without which no PIN is checked. Since the second start the page is shown as of the last one.
import { prepareRuntime } from '#tools/setup/prepare.mjs';
import { startBare, startCounterAssist } from './electron_process.ts';
import { median } from './median.ts';
import { enrolledBranch } from './enrolled_branch.ts';
import { tellFigure } from './tell_figure.ts';

const ROUNDS = 9;
const CUSTOMERS = 20_000;

const runtime = await prepareRuntime();
const branch = await enrolledBranch(runtime, CUSTOMERS);
const bare: number[] = [];
const ours: number[] = [];
const open: number[] = [];
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
    if (app.openMs !== null) open.push(app.openMs);
  }
} finally {
  await branch.end();
}
console.log(`bare Electron: median ${median(bare)} ms of ${bare.join(' ')}`);
console.log(`Counter Assist: median ${median(ours)} ms of ${ours.join(' ')}`);
console.log(`databases open: median ${median(open)} ms of ${open.join(' ')}`);
console.log(`open ratio=${(median(open) / median(bare)).toFixed(2)}`);
tellFigure({ name: 'start', figure: median(ours) / median(bare), target: 1.2 });
