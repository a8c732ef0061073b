// answer [BRAKE]: from the key 1 below a sentence to the painted record of the answer, which is on disk by then.
import { prepareRuntime } from '#tools/setup/prepare.mjs';
import { enrolledBranch } from './enrolled_branch.ts';
import { median } from './median.ts';
import { p95 } from './percentile.ts';
import { serveSome } from './serve_some.ts';
import { tellFigure } from './tell_figure.ts';

const BRAKE = Number(process.argv[2] ?? 1);
const TARGET_MS = 18;

const branch = await enrolledBranch(await prepareRuntime(), 5_000);
try {
  const { answers } = await serveSome(branch, BRAKE);
  if (answers.length < 20) throw new Error(`only ${answers.length} sentences were answered`);
  console.log(`${answers.length} answers, median ${median(answers).toFixed(1)} ms`);
  tellFigure({ name: 'answer', unit: 'ms', figure: p95(answers), digits: 1, target: TARGET_MS });
} finally {
  await branch.end();
}
process.exit();
