// open [BRAKE]: from Enter in the search box to the painted customer with the errand begun; the shipped catalog.
import { prepareRuntime } from '#tools/setup/prepare.mjs';
import { enrolledBranch } from './enrolled_branch.ts';
import { median } from './median.ts';
import { p95 } from './percentile.ts';
import { serveSome } from './serve_some.ts';
import { tellFigure } from './tell_figure.ts';

const BRAKE = Number(process.argv[2] ?? 1);
const TARGET_MS = BRAKE === 1 ? 30 : 95;

const branch = await enrolledBranch(await prepareRuntime(), 5_000);
try {
  const { opens } = await serveSome(branch, BRAKE);
  console.log(`${opens.length} customers, median ${median(opens).toFixed(1)} ms`);
  tellFigure({ name: 'open', unit: 'ms', figure: p95(opens), digits: 1, target: TARGET_MS });
} finally {
  await branch.end();
}
process.exit();
