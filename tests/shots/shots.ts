// The pictures of the README: the real app on a real hub with a small demo province. `npm run shots [-- --large]`
import { mkdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DAY_MS } from '#shared/base/month.ts';
import { launchApp } from '#tests/fixtures/app_process.ts';
import { hubCommand, newEnrolCode, startHub } from '#tests/fixtures/hub_process.ts';
import { freePort } from '#tools/setup/free_port.mjs';
import { ROOT } from '#tools/setup/paths.mjs';
import { createDataFolder, prepareRuntime } from '#tools/setup/prepare.mjs';
import {
  answer,
  ask,
  draw,
  finish,
  finishWithDraw,
  lock,
  openHit,
  openPage,
  search,
  signIn,
} from './clerk.ts';
import { createDayClock, type DayClock, writeClockFiles } from './day_clock.ts';
import { dayOfVisits } from './day_of_visits.ts';

const BRANCH = 'CD01';
/** As many as it takes to learn who goes silent. */
const CUSTOMERS = 4_500;
const SEED = 7;
const SIZE = { width: 1366, height: 768 };
const LARGE = { width: 1920, height: 1080 };
const PICTURES = join(ROOT, 'docs', 'pictures');
/** Large ones are for looking at, not for the repository. */
const LARGE_PICTURES = join(ROOT, 'dist', 'shots', 'large');
const MINUTE_MS = 60_000;
const CHINA_MS = 8 * 3_600_000;

const isLarge = process.argv.includes('--large');
mkdirSync(PICTURES, { recursive: true });
mkdirSync(LARGE_PICTURES, { recursive: true });

const runtime = await prepareRuntime();
const hubFolder = await mkdtemp(join(tmpdir(), 'counter-assist-hub-'));
const data = createDataFolder(runtime, 'shots');
const demo = [
  'demo',
  '--data',
  hubFolder,
  '--customers',
  String(CUSTOMERS),
  '--seed',
  String(SEED),
];
await hubCommand(demo);
const code = await newEnrolCode(hubFolder, BRANCH);
const clockFiles = writeClockFiles(data);
// A hub of another day would have the pictures say that the clock is wrong.
const hub = await startHub(hubFolder, { port: await freePort(), env: clockFiles.env });
const app = await launchApp({ data, hub: hub.url, size: SIZE });
const { page } = app;

const picture = async (name: string): Promise<void> => {
  // Charts come a moment after the text.
  await page.waitForTimeout(600);
  await page.getByText('正在画图').waitFor({ state: 'detached' });
  await page.waitForTimeout(200);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  if (isLarge) {
    await resize(LARGE);
    await page.screenshot({ path: join(LARGE_PICTURES, `${name}-1920.png`) });
    await resize(SIZE);
  }
  console.log(name);
};

const resize = async (size: typeof SIZE): Promise<void> => {
  await app.electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
  await page.waitForFunction((width) => Math.abs(innerWidth - width) < 4, size.width);
  await page.waitForTimeout(400);
};

try {
  await page.getByLabel('营业厅编号').fill(BRANCH);
  await page.getByLabel('开通码').fill(code);
  await picture('enrol');
  await page.keyboard.press('Enter');
  await page.locator('html[data-page="sign-in"]').waitFor({ state: 'attached', timeout: 60_000 });
  await picture('sign-in');

  const clock = await createDayClock(app, clockFiles);
  const today = Math.floor((Date.now() + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS;
  await serveDay(page, clock, today + DAY_MS, 24, 1);
  await serveDay(page, clock, today + 8 * DAY_MS, 60, 2);

  await signIn(page, '店长');
  await openPage(page, 'F3', 'manager');
  await picture('manager');
  await lock(page);

  await signIn(page, '营业员');
  await search(page, 'zh');
  await picture('search');
  await openWithSentence(page, 'zh');
  await picture('customer');
  await page.keyboard.press('m');
  await picture('knowledge');
  await page.keyboard.press('m');
  await page.keyboard.press('F9');
  await page.getByTestId('silence').waitFor();
  await page.keyboard.press('1');
  await picture('nothing-to-offer');
  await finish(page);
  await page.keyboard.press('Control+k');
  await page.getByTestId('care').waitFor();
  await picture('care');
  await page.keyboard.press('Escape');
  await openWithDraw(page);
  await answer(page, '1');
  await finishWithDraw(page);
  await draw(page, '6688');
  await picture('draw');
  await page.keyboard.press('Escape');

  await hub.stop();
  await page.locator('[data-word="offline"]').waitFor({ timeout: 60_000 });
  await openWithSentence(page, 'wang');
  await answer(page, '1');
  await finish(page);
  await lock(page);
  await clock.set(clock.now() + 12 * MINUTE_MS);
  await signIn(page, '营业员', 1);
  await openWithSentence(page, 'chen');
  await answer(page, '1');
  await picture('offline');
  const { errors } = app;
  if (errors.length > 0) throw new Error(`the page logged errors:\n${errors.join('\n')}`);
} catch (error) {
  await page.screenshot({ path: join(LARGE_PICTURES, 'failed.png') });
  throw error;
} finally {
  await app.close();
  await hub.stop();
  for (const folder of [hubFolder, data]) rmSync(folder, { recursive: true, force: true });
}

/** The clerks of a day from opening to closing, by the app's clock. */
async function serveDay(
  page: Page,
  clock: DayClock,
  midnight: number,
  count: number,
  seed: number,
): Promise<void> {
  let clerk: number | null = null;
  for (const visit of dayOfVisits(count, seed)) {
    await clock.set(midnight + visit.minute * MINUTE_MS);
    if (visit.clerk !== clerk) {
      if (clerk !== null) await lock(page);
      await signIn(page, '营业员', visit.clerk);
      ({ clerk } = visit);
    }
    await openHit(page, visit.search, visit.hit);
    if (await ask(page, visit.yuan)) await answer(page, visit.keys);
    await finish(page);
  }
  await lock(page);
}

/** The first customer who may draw; of up to three sentences that one is chosen. */
async function openWithDraw(page: Page): Promise<void> {
  for (const surname of ['li', 'wang', 'zhang', 'liu', 'chen', 'yang', 'huang', 'zhao']) {
    for (let hit = 1; hit <= 9; hit += 1) {
      await openHit(page, surname, hit);
      if (await ask(page, 50)) {
        for (let place = 0; place < 3; place += 1) {
          if ((await page.getByTestId('sentence').innerText()).includes('抽奖')) return;
          await page.keyboard.press('ArrowDown');
        }
        await answer(page, '51');
      }
      await finish(page);
    }
  }
  throw new Error('nobody may draw');
}

/** The first of the hits for whom a prepayment of 50 yuan has a sentence. */
async function openWithSentence(page: Page, text: string): Promise<void> {
  for (let hit = 1; hit <= 9; hit += 1) {
    await openHit(page, text, hit);
    const hasSentence = await ask(page, 50);
    if (hasSentence && (await page.getByText('存费送').first().isVisible())) return;
    if (hasSentence) await answer(page, '51');
    await finish(page);
  }
  throw new Error(`nobody found by ${text} has a sentence`);
}
