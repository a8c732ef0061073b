// A contact sheet: every page in both languages, both themes and all sizes, each measured for what does not fit.
// `npm run sheet` writes dist/shots/sheet/index.html; it ends with 1 where something does not fit.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type AppProcess, launchApp } from '#tests/fixtures/app_process.ts';
import { fitProblems, lengthened, SIZES } from '#tests/fixtures/fit.ts';
import { hubCommand, newEnrolCode, startHub } from '#tests/fixtures/hub_process.ts';
import { freePort } from '#tools/setup/free_port.mjs';
import { ROOT } from '#tools/setup/paths.mjs';
import { createDataFolder, prepareRuntime } from '#tools/setup/prepare.mjs';
import { ask } from './clerk.ts';

const BRANCH = 'CD01';
const MANAGER_PIN = '2468';
const OUT = join(ROOT, 'dist', 'shots', 'sheet');
const ALL_SIZES = {
  ...SIZES,
  '1280x720': { width: 1280, height: 720 },
  '1920x1080': { width: 1920, height: 1080 },
};
/** Measured, not pictured: between the others. */
const MORE_SIZES = {
  '1920x1080 at 200 %': { width: 960, height: 540 },
  '1366x768 at 125 %': { width: 1093, height: 614 },
  '1920x1080 at 125 %': { width: 1536, height: 864 },
};
const LANGUAGES = ['zh-CN', 'en'] as const;
const THEMES = ['light', 'dark'] as const;

type Shot = { readonly page: string; readonly look: string; readonly file: string };
const shots: Shot[] = [];
const problems: string[] = [];

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const runtime = await prepareRuntime();
const hubFolder = await mkdtemp(join(tmpdir(), 'counter-assist-hub-'));
const data = createDataFolder(runtime, 'sheet');
await hubCommand(['demo', '--data', hubFolder, '--customers', '1500', '--seed', '7']);
const code = await newEnrolCode(hubFolder, BRANCH);
const hub = await startHub(hubFolder, { port: await freePort() });
try {
  for (const language of LANGUAGES) {
    const enrol = language === 'zh-CN' ? { enrol: `${BRANCH}:${code}` } : {};
    const app = await launchApp({ data, hub: hub.url, language, ...enrol });
    try {
      await throughAllPages(app, language);
    } finally {
      await app.close();
    }
  }
} finally {
  await hub.stop();
  for (const folder of [hubFolder, data]) rmSync(folder, { recursive: true, force: true });
}
writeFileSync(join(OUT, 'index.html'), sheetOf(shots));
for (const problem of problems) console.error(problem);
console.log(`${shots.length} pictures, ${problems.length} problems: ${join(OUT, 'index.html')}`);
process.exitCode = problems.length > 0 ? 1 : 0;

/** By keyboard, one errand on the way. */
async function throughAllPages(app: AppProcess, language: string): Promise<void> {
  const { page } = app;
  const take = (name: string): Promise<void> => takeAll(app, language, name);
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(120);
    }
  };
  const manager = page.getByRole('button', { name: /店长|manager/i }).first();
  await manager.waitFor({ timeout: 120_000 });
  await take('sign-in');
  await manager.click();
  await page.locator('#pin').fill(MANAGER_PIN);
  await press('Enter');
  await page.getByRole('combobox').waitFor();
  await take('counter');
  await page.keyboard.type('zhang', { delay: 70 });
  await page.getByRole('option').nth(5).waitFor();
  await take('hits');
  await openWithOffer(page, press);
  await take('customer');
  await press('m');
  await take('knowledge');
  await press('m', '1');
  await page.locator('[data-step="finish"]').waitFor();
  await press('Control+p');
  await page.getByTestId('slip').waitFor();
  await take('slip');
  await press('2');
  await page.getByTestId('sheet').first().waitFor();
  await take('a4');
  await press('Escape');
  await page.waitForTimeout(400);
  await take('finish');
  await press('Enter');
  await page.getByTestId('done').waitFor();
  await take('done');
  await press('Control+k');
  await page.getByTestId('care').waitFor();
  await take('care');
  await press('Escape', 'F3');
  await page.locator('html[data-page="manager"]').waitFor({ state: 'attached' });
  await take('manager');
  await press('m');
  await page.getByTestId('month').waitFor();
  await take('month');
  await press('Control+d');
  await page.getByRole('row').nth(1).waitFor();
  await take('visits');
  await press('F4');
  await page.locator('html[data-page="settings"]').waitFor({ state: 'attached' });
  await take('settings');
  for (const size of ['1024x700', '1366x768'] as const) {
    await resize(app, ALL_SIZES[size]);
    const over = await page.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll('main *')].map((each) =>
          /auto|scroll/.test(getComputedStyle(each).overflowY)
            ? each.scrollHeight - each.clientHeight
            : 0,
        ),
      ),
    );
    if (over > 1) problems.push(`settings, ${language}, ${size}: ${over} px to scroll for`);
  }
  await press('F1');
  await page.locator('html[data-page="help"]').waitFor({ state: 'attached' });
  await take('help');
}

/** The first of the hits for whom something is on offer. */
async function openWithOffer(
  page: Page,
  press: (...keys: readonly string[]) => Promise<void>,
): Promise<void> {
  for (let hit = 1; hit <= 9; hit += 1) {
    await press('F2');
    await page.keyboard.type('zhang', { delay: 70 });
    await page.getByRole('option').first().waitFor();
    if (hit === 1) await page.waitForTimeout(300);
    await press(`Alt+${hit}`);
    await page.locator('[data-step="amount"]').waitFor();
    if (await ask(page, 50)) return;
  }
  throw new Error('nobody has an offer');
}

async function takeAll(app: AppProcess, language: string, name: string): Promise<void> {
  const { page } = app;
  const measure = async (size: string): Promise<void> => {
    for (const problem of await fitProblems(page)) {
      problems.push(`${name}, ${language}, ${size}: ${problem}`);
    }
  };
  for (const [size, box] of Object.entries(MORE_SIZES)) {
    await resize(app, box);
    await page.waitForTimeout(200);
    await measure(size);
  }
  for (const [size, box] of Object.entries(ALL_SIZES)) {
    await resize(app, box);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(200);
      const look = `${language} ${size} ${colorScheme}`;
      const file = `${name}-${look.replaceAll(/\W+/g, '-')}.jpg`;
      await page.screenshot({ path: join(OUT, file), type: 'jpeg', quality: 70 });
      shots.push({ page: name, look, file });
    }
    await measure(size);
    // The smallest has room for the words as they are, and no more.
    if (language === 'en' && box.width > 1000)
      await lengthened(page, () => measure(`${size}, longer words`));
  }
  console.log(name, language);
}

async function resize(
  { electron, page }: AppProcess,
  box: { readonly width: number; readonly height: number },
): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, { width, height }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    box,
  );
  await page.waitForFunction((wide) => Math.abs(innerWidth - wide) < 4, box.width);
}

function sheetOf(all: readonly Shot[]): string {
  return `<!doctype html>
<meta charset="utf-8"><title>Counter Assist</title>
<style>
  body { font: 13px sans-serif; background: #888 }
  section { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px }
  img { width: 100% } h2 { color: #fff } figure { margin: 0 }
</style>
${[...new Set(all.map(({ page }) => page))]
  .map(
    (name) =>
      `<h2>${name}</h2><section>${all
        .filter(({ page }) => page === name)
        .map(
          ({ look, file }) =>
            `<figure><a href="${file}"><img src="${file}" loading="lazy"></a><figcaption>${look}</figcaption></figure>`,
        )
        .join('')}</section>`,
  )
  .join('\n')}
`;
}
