// keystroke [CUSTOMERS] [BRAKE]: from a key in the search box to its painted hits among a million customers.
import { launchApp } from '#tests/fixtures/app_process.ts';
import { searchBox, signIn } from '#tests/e2e/hands.ts';
import { prepareRuntime } from '#tools/setup/prepare.mjs';
import { keyToPaint, throttle, watchPaints } from './key_to_paint.ts';
import { p95 } from './percentile.ts';
import { median } from './median.ts';
import { millionBranch } from './million_branch.ts';
import { tellFigure } from './tell_figure.ts';

const CUSTOMERS = Number(process.argv[2] ?? 1_000_000);
const BRAKE = Number(process.argv[3] ?? 1);
const TARGET_MS = BRAKE === 1 ? 20 : 45;
const ROUNDS = 4;
const TEXTS = ['1381', '13912', 'wangwei', 'zhangmin', 'liqiang', 'cj', 'lhy', '1024', '8888'];

const runtime = await prepareRuntime();
const branch = await millionBranch(runtime, CUSTOMERS);
const times: number[] = [];
let unchanged = 0;
try {
  const app = await launchApp({ data: branch.data, hub: branch.hub });
  const { page } = app;
  await signIn(page, 'clerk', '1234');
  const ownPin = page.locator('#own-pin');
  await searchBox(page).or(ownPin).first().waitFor();
  for (const field of ['#own-pin', '#own-pin-again']) {
    if (!(await ownPin.isVisible()) && field === '#own-pin') break;
    await page.locator(field).fill('4826');
    await page.keyboard.press('Enter');
  }
  await searchBox(page).waitFor();
  await searchBox(page).focus();
  await watchPaints(page, '[role=search]', null);
  await throttle(page, BRAKE);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const text of TEXTS) {
      for (const key of text) {
        const ms = await keyToPaint(page, key);
        // The first round fills the caches.
        if (round === 0) continue;
        if (ms === null) unchanged += 1;
        else times.push(ms);
      }
      if ((await page.getByRole('option').count()) === 0) throw new Error(`${text} found nobody`);
      await page.keyboard.press('Escape');
      await page.getByRole('option').first().waitFor({ state: 'hidden' });
    }
  }
  await app.close();
} finally {
  await branch.end();
}
if (times.length < unchanged * 3) throw new Error(`${unchanged} keys changed nothing`);
console.log(
  `${times.length} keys, median ${median(times).toFixed(1)} ms; ${unchanged} changed nothing`,
);
tellFigure({ name: 'keystroke', unit: 'ms', figure: p95(times), digits: 1, target: TARGET_MS });
process.exit();
