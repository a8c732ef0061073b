// HQ's page: from the address to 500 branches painted, signed in, in a real Chromium, the hub on PGlite.
import { launchBrowser } from '#tests/fixtures/browser.ts';
import { addAccount, startHqHub } from '#tests/fixtures/hq_hub.ts';
import { median } from './median.ts';
import { tellFigure } from './tell_figure.ts';

const BRANCHES = 500;
/** Of each branch in the month. */
const VISITS = 20;
const ROUNDS = 9;
const TARGET_MS = 1_000;

let password = '';
const hub = await startHqHub({ branches: BRANCHES, visits: VISITS }, async (folder) => {
  password = await addAccount(folder, 'boss', 'hq');
});
try {
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.goto(hub.page);
  await page.locator('input').first().fill('boss');
  await page.locator('input').nth(1).fill(password);
  await page.keyboard.press('Enter');
  await page.locator('[data-row]').first().waitFor();
  const views: { readonly inSight: number; readonly all: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.goto('about:blank');
    await page.goto(hub.page, { waitUntil: 'commit' });
    const painted = await page.evaluate(
      (count) =>
        new Promise<{ readonly inSight: number; readonly all: number }>((resolve) => {
          let inSight: number | undefined;
          const look = (): void => {
            const there = document.querySelectorAll('[data-row]').length;
            // The frame after the rows are there has them on the screen.
            if (there > 0 && inSight === undefined)
              requestAnimationFrame(() => (inSight = performance.now()));
            if (there < count) requestAnimationFrame(look);
            else
              requestAnimationFrame(() => {
                const all = performance.now();
                resolve({ inSight: inSight ?? all, all });
              });
          };
          look();
        }),
      BRANCHES,
    );
    views.push(painted);
  }
  await browser.close();
  const inSight = views.map((view) => view.inSight);
  const times = views.map(({ all }) => all);
  tell('rows in sight', inSight);
  tell('all rows', times);
  console.log(`rows in sight painted ${median(inSight).toFixed(0)} ms after the address (median)`);
  tellFigure({ name: 'page', unit: 'ms', figure: median(times), digits: 0, target: TARGET_MS });
} finally {
  await hub.stop();
}

function tell(name: string, of: readonly number[]): void {
  const sorted = of.toSorted((a, b) => a - b);
  console.log(`${name}, ms: ${sorted.map((time) => time.toFixed(0)).join(' ')}`);
}
