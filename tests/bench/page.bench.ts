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
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.goto('about:blank');
    await page.goto(hub.page, { waitUntil: 'commit' });
    const painted = await page.evaluate(
      (count) =>
        new Promise<number>((resolve) => {
          const look = (): void => {
            if (document.querySelectorAll('[data-row]').length < count) requestAnimationFrame(look);
            // The frame after the rows are there has them on the screen.
            else requestAnimationFrame(() => resolve(performance.now()));
          };
          look();
        }),
      BRANCHES,
    );
    times.push(painted);
  }
  await browser.close();
  const sorted = times.toSorted((a, b) => a - b);
  console.log(`first views, ms: ${sorted.map((time) => time.toFixed(0)).join(' ')}`);
  tellFigure({ name: 'page', unit: 'ms', figure: median(times), digits: 0, target: TARGET_MS });
} finally {
  await hub.stop();
}
