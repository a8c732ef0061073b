// A manager's day in the real app: three days of visits, then every figure of the manager's page and of the month opened,
// and what stands behind it held against it, in both languages and at three sizes; the files are kept beside the pictures.
// npm run trial -- manager [VISITS A DAY] [en]: dist/trial/manager/out/; with `en` in English alone, and no figure is opened
import { mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { DAY_MS } from '#shared/base/month.ts';
import { type AppProcess, launchApp } from '#tests/fixtures/app_process.ts';
import { fitProblems } from '#tests/fixtures/fit.ts';
import { hubCommand, newEnrolCode, startHub } from '#tests/fixtures/hub_process.ts';
import { answer, ask, finish, openHit } from '#tests/shots/clerk.ts';
import { createDayClock, type DayClock, writeClockFiles } from '#tests/shots/day_clock.ts';
import { dayOfVisits } from '#tests/shots/day_of_visits.ts';
import { freePort } from '#tools/setup/free_port.mjs';
import { ROOT } from '#tools/setup/paths.mjs';
import { createDataFolder, prepareRuntime } from '#tools/setup/prepare.mjs';

const BRANCH = 'CD01';
const OUT = join(ROOT, 'dist', 'trial', 'manager', 'out');
const SIZES = [
  { width: 1366, height: 768 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
] as const;
const MINUTE_MS = 60_000;
const CHINA_MS = 8 * 3_600_000;
const count = Number(process.argv[2] ?? 24);
/** `en`: in English alone, and no figure is opened; left out: in both languages, and every figure is. */
const only = process.argv[3];

const figures = (page: Page): Locator =>
  page.locator(
    'main button[title="看是哪几笔办理"], main button[title="Show the visits behind this figure"]',
  );

const found: string[] = [];
const say = (line: string): void => {
  found.push(line);
  console.log(line);
};

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const runtime = await prepareRuntime();
const hubFolder = await mkdtemp(join(tmpdir(), 'counter-assist-hub-'));
const data = createDataFolder(runtime, 'manager');
await hubCommand(['demo', '--data', hubFolder, '--customers', '1500', '--seed', '7']);
const code = await newEnrolCode(hubFolder, BRANCH);
const files = writeClockFiles(data);
const hub = await startHub(hubFolder, { port: await freePort(), env: files.env });
const today = Math.floor((Date.now() + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS;
/** The day that is looked at, and the same weekday a week before. */
const shown = today + 8 * DAY_MS;
let at = 0;
try {
  let app = await launchApp({ data, hub: hub.url, enrol: `${BRANCH}:${code}` });
  try {
    await onPage(app.page, 'sign-in', 120_000);
    const clock = await createDayClock(app, files);
    await serveDay(app.page, clock, today + DAY_MS, count, 1);
    await serveDay(app.page, clock, today + 2 * DAY_MS, 6, 3);
    await serveDay(app.page, clock, shown, count, 2);
    await oddVisits(app.page, clock);
    if (only !== 'en') await asManager(app, 'zh-CN', clock);
    at = clock.now();
  } finally {
    await app.close();
  }
  app = await launchApp({ data, hub: hub.url, language: 'en' });
  try {
    await onPage(app.page, 'sign-in', 60_000);
    const clock = await createDayClock(app, files);
    await clock.set(at);
    await asManager(app, 'en', clock);
  } finally {
    await app.close();
  }
} finally {
  await hub.stop();
  for (const folder of [hubFolder, data]) rmSync(folder, { recursive: true, force: true });
}
await writeFile(join(OUT, 'found.txt'), `${found.join('\n')}\n`);
const wrong = found.filter((line) => line.startsWith('WRONG'));
console.log(`${wrong.length} wrong; pictures and files in ${OUT}`);
process.exitCode = wrong.length > 0 ? 1 : 0;

async function onPage(page: Page, name: string, timeout = 30_000): Promise<void> {
  await page.locator(`html[data-page="${name}"]`).waitFor({ state: 'attached', timeout });
}

async function signIn(page: Page, role: RegExp, pin: string, place = 0): Promise<void> {
  await onPage(page, 'sign-in');
  await page.getByRole('button', { name: role }).nth(place).click();
  await page.keyboard.type(pin, { delay: 60 });
  await page.keyboard.press('Enter');
  await onPage(page, 'counter');
}

async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+l');
  await onPage(page, 'sign-in');
}

async function serveDay(
  page: Page,
  clock: DayClock,
  midnight: number,
  visits: number,
  seed: number,
): Promise<void> {
  let clerk: number | null = null;
  for (const visit of dayOfVisits(visits, seed)) {
    await clock.set(midnight + visit.minute * MINUTE_MS);
    if (visit.clerk !== clerk) {
      if (clerk !== null) await lock(page);
      await signIn(page, /营业员/, '1357', visit.clerk);
      ({ clerk } = visit);
    }
    await openHit(page, visit.search, visit.hit);
    if (await ask(page, visit.yuan)) await answer(page, visit.keys);
    await finish(page);
  }
  await lock(page);
}

/** What no usual visit has: a walk-in, a fault, an end taken back, a huge amount, two that were never ended. */
async function oddVisits(page: Page, clock: DayClock): Promise<void> {
  await signIn(page, /营业员/, '1357');
  await page.keyboard.press('F2');
  await page.keyboard.type('19912340099', { delay: 60 });
  await page.keyboard.press('Alt+0');
  await page.getByTestId('walk-in-phone').waitFor();
  await page.keyboard.type('80', { delay: 60 });
  await page.keyboard.press('Enter');
  await page.waitForTimeout(400);
  await finish(page);
  await clock.set(clock.now() + 2 * MINUTE_MS);
  await openHit(page, 'sun', 1);
  await page.keyboard.press('F8');
  await page.locator('[data-step="finish"]').waitFor();
  await page.keyboard.press('1');
  await page.waitForTimeout(300);
  await finish(page);
  await clock.set(clock.now() + 2 * MINUTE_MS);
  await openHit(page, 'sun', 6);
  if (await ask(page, 50)) await answer(page, '32');
  await page.keyboard.press('e');
  const dialog = page.getByTestId('approval');
  await dialog.getByRole('radio', { name: /食用油/ }).check();
  await dialog.getByRole('radio', { name: '以前答应过' }).check();
  await dialog.getByLabel(/的密码/).fill('2468');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' }).catch(async () => {
    say(`note: no exception: ${(await dialog.innerText()).replaceAll('\n', ' ')}`);
    await page.keyboard.press('Escape');
    await finish(page);
  });
  await clock.set(clock.now() + 2 * MINUTE_MS);
  await openHit(page, 'sun', 2);
  if (await ask(page, 50)) await answer(page, '1');
  await finish(page);
  await page.keyboard.press('Control+z');
  await page.locator('[data-step="finish"]').waitFor();
  await page.waitForTimeout(300);
  await finish(page);
  await clock.set(clock.now() + 2 * MINUTE_MS);
  await openHit(page, 'sun', 3);
  if (await ask(page, 3_000)) await answer(page, '1');
  await finish(page).catch(() => undefined);
  await page.waitForTimeout(1_500);
  if (await page.getByTestId('errand').isVisible()) await page.keyboard.press('Enter');
  await clock.set(clock.now() + 2 * MINUTE_MS);
  for (const hit of [4, 5]) {
    await openHit(page, 'sun', hit);
    if (await ask(page, 50)) await answer(page, '1');
  }
  await lock(page);
}

async function asManager(app: AppProcess, language: 'zh-CN' | 'en', clock: DayClock) {
  const { page } = app;
  await signIn(page, /店长|manager/i, '2468');
  await page.keyboard.press('F3');
  await onPage(page, 'manager');
  await page.waitForTimeout(1_500);
  await pictures(app, `${language}-day`);
  if (only === undefined) await everyFigure(page, `${language} day`);
  await page.keyboard.press('m');
  await page.getByTestId('month').waitFor();
  await pictures(app, `${language}-month`);
  if (only === undefined) await everyFigure(page, `${language} month`);
  await page.keyboard.press('m');
  await page.keyboard.press('Control+d');
  await page.getByRole('table').first().waitFor();
  await pictures(app, `${language}-visits`);
  // The newest were never finished.
  const finished = page.locator('tr[aria-current] td:last-child', {
    hasText: /^(?:办结|finished)$/,
  });
  for (let row = 0; row < 6 && !(await finished.isVisible()); row += 1) {
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(150);
  }
  await page.keyboard.press('Enter');
  await page.getByTestId('approval').waitFor();
  await pictures(app, `${language}-correct`);
  await correct(page, language);
  await pictures(app, `${language}-corrected`);
  await page.keyboard.press('F3');
  await onPage(page, 'manager');
  await page.waitForTimeout(800);
  await page.keyboard.press('c');
  await page.getByTestId('approval').waitFor();
  await pictures(app, `${language}-close`);
  await close(page);
  await pictures(app, `${language}-closed`);
  await save(app, language);
  await page.keyboard.press('m');
  await page.getByTestId('month').waitFor();
  await save(app, `${language}-month`);
  await clock.set(clock.now() + 5 * MINUTE_MS);
  await lock(page);
}

async function pictures(app: AppProcess, name: string): Promise<void> {
  const { page } = app;
  for (const { width, height } of SIZES) {
    await app.electron.evaluate(
      ({ BrowserWindow }, box) =>
        BrowserWindow.getAllWindows()[0]?.setContentSize(box.width, box.height),
      { width, height },
    );
    await page.waitForFunction((wide) => Math.abs(innerWidth - wide) < 4, width);
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(OUT, `${name}-${width}.png`) });
    for (const problem of await fitProblems(page)) say(`WRONG fit ${name} ${width}: ${problem}`);
    if (width === 1280) continue;
    for (const part of [1, 2]) {
      const isMore = await page.evaluate((at) => {
        const scroller = [...document.querySelectorAll('main *')].find(
          (e) =>
            /auto|scroll/.test(getComputedStyle(e).overflowY) &&
            e.scrollHeight > e.clientHeight + 10,
        );
        scroller?.scrollTo(0, at * (scroller.clientHeight - 40));
        return scroller !== undefined;
      }, part);
      if (!isMore) break;
      await page.waitForTimeout(250);
      await page.screenshot({ path: join(OUT, `${name}-${width}-part${part}.png`) });
    }
    await page.evaluate(() => {
      for (const e of document.querySelectorAll('main *')) if (e.scrollTop > 0) e.scrollTo(0, 0);
    });
  }
}

/** Opens each figure and comes back: a sum of money must be that of the list, a number of visits that of its rows. */
async function everyFigure(page: Page, where: string): Promise<void> {
  const all = await figures(page).count();
  say(`${where}: ${all} figures open their visits`);
  for (let index = 0; index < all; index += 1) {
    const figure = figures(page).nth(index);
    if (!(await figure.isVisible())) continue;
    const text = (await figure.innerText()).trim();
    const about = await figure.evaluate((e) =>
      (e.closest('tr, .part, section, dl > div')?.textContent ?? '').slice(0, 90),
    );
    await figure.click();
    await onPage(page, 'visits').catch(() => undefined);
    await page.waitForTimeout(250);
    const sums = await page
      .getByRole('status')
      .filter({ hasText: /笔|visits/i })
      .first()
      .innerText({ timeout: 3_000 })
      .catch(() => 'no sums');
    const held = standsBehind(text, sums) ? '' : 'WRONG figure ';
    say(`${held}${where}: ${text} -> ${sums} (${about})`);
    await page.keyboard.press('Escape');
    await onPage(page, 'manager');
    if (where.endsWith('month')) await page.getByTestId('month').waitFor();
    await figures(page).first().waitFor();
    await page.waitForTimeout(120);
  }
}

function numbersIn(text: string): readonly number[] {
  const found = text.match(/\d[\d,]*(?:\.\d+)?/g) ?? [];
  return found.map((digits) => Number(digits.replaceAll(',', '')));
}

/** A figure is the visits, prepaid or claimed of its list, or what is not claimed; a share, time or word opens some visits. */
function standsBehind(figure: string, sums: string): boolean {
  const [visits, prepaid, claimed] = numbersIn(sums);
  if (visits === undefined || prepaid === undefined || claimed === undefined) return false;
  const [shown] = numbersIn(figure);
  if (shown === undefined || /%|\d:\d/.test(figure)) return visits > 0;
  return [visits, prepaid, claimed, prepaid - claimed].includes(shown);
}

async function correct(page: Page, language: string): Promise<void> {
  const dialog = page.getByTestId('approval');
  const [amount, why, pin, submit] =
    language === 'en'
      ? [/Amount paid/, /Reason for/, /PIN/, /approve/i]
      : [/实际充了多少/, /更正的原因/, /的密码$/, /批准更正/];
  await dialog.getByLabel(amount).first().fill('40');
  await dialog.getByLabel(why).first().fill('多打了一个 0');
  await dialog.getByLabel(pin).first().fill('2468');
  await dialog.getByRole('button', { name: submit }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Counts what is expected, but one of the first gift is missing. */
async function close(page: Page): Promise<void> {
  const dialog = page.getByTestId('approval');
  const rows = (await dialog.getByRole('row').all()).slice(1);
  for (const [index, row] of rows.entries()) {
    const expected = Number(await row.getByRole('cell').first().innerText());
    await row.getByRole('textbox').fill(String(index === 0 ? expected - 1 : expected));
  }
  await dialog
    .getByLabel(/不一样，为什么|why/i)
    .first()
    .fill('发货时少了一件');
  await dialog.locator('input[type=password]').first().fill('2468');
  await dialog.getByRole('button', { name: /签字日结|sign/i }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.waitForTimeout(500);
}

async function save(app: AppProcess, name: string): Promise<void> {
  const { page } = app;
  for (const [key, ending] of [
    ['Control+s', 'xlsx'],
    ['Control+e', 'csv'],
    ['Control+g', 'pdf'],
  ] as const) {
    const path = join(data, `${name}.${ending}`);
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await page.keyboard.press(key);
    await page.getByText(`${name}.${ending}`, { exact: false }).first().waitFor();
    const { copyFile } = await import('node:fs/promises');
    await copyFile(path, join(OUT, `${name}.${ending}`));
  }
}
