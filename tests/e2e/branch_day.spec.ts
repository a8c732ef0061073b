// Two PCs of one branch and a hub: a morning with both, one line cut, a late batch, a correction, the day closed, a visit
// that comes after that, seen at both; then the operator’s log at HQ and two months of objections, and what both bring
// back to the branch.
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DAY_MS } from '#shared/base/month.ts';
import type { Customer } from '#shared/model/customer.ts';
import { newDataFolder } from '#tests/fixtures/app_process.ts';
import { hubCommand, newEnrolCode } from '#tests/fixtures/hub_process.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { DEMO_BRANCH, demoCustomers } from '#tests/fixtures/hub_template.ts';
import { removeFolder } from '#tests/fixtures/folder.ts';
import { startProxy } from '#tests/fixtures/proxy.ts';
import { branchScreens } from './branch_screens.ts';
import { expect, test } from './desk.ts';
import { expectAllSent, findAndOpen, finish, mean, sentence, signInToCounter } from './hands.ts';
import { affordable } from './people.ts';

const CATALOG = join(import.meta.dirname, '../../resources/catalog');
/** What the shipped catalog answers to the first objection against a gift, and what HQ answers since. */
const ANSWER = {
  before: '话费都是您自己的，不过期，早存晚存一样用，今天还有礼品。',
  now: '钱存进来就是您的，哪天用都行。',
} as const;

/** The demo branch stands in Chengdu. */
const CHINA_MS = 8 * 3_600_000;

async function served(index: number): Promise<Customer> {
  const customer = affordable(await demoCustomers())[index];
  if (customer === undefined) throw new Error('too few customers');
  return customer;
}

async function serve(page: Page, index: number): Promise<void> {
  const customer = await served(index);
  await findAndOpen(page, customer.phone);
  await mean(page, '50');
  await expect(sentence(page)).toContainText('100元');
  await page.keyboard.press('1');
  await finish(page);
}

/** As the operator writes it. */
const timeInChina = (ms: number): string => {
  const [date = '', clock = ''] = new Date(ms + CHINA_MS).toISOString().split('T');
  return `${date} ${clock.slice(0, 8)}`;
};

/** The log: the first and the late one paid in full, the second's is missing, the third paid what was corrected; it goes on. */
async function writeLog(file: string): Promise<void> {
  const now = Date.now();
  const rows = [
    [(await served(0)).account, timeInChina(now), '100', 'a1'],
    [(await served(2)).account, timeInChina(now), '60', 'a2'],
    [(await served(3)).account, timeInChina(now), '100', 'a3'],
    [(await served(4)).account, timeInChina(now + 3 * DAY_MS), '50', 'a4'],
  ];
  await writeFile(
    file,
    ['账号,充值时间,充值金额,流水号', ...rows.map((row) => row.join(','))].join('\n'),
  );
}

/** HQ words one answer anew, and the province has two months at the counter: half by the old catalog, half by this one. */
async function learnWordings(hub: string): Promise<void> {
  const catalog = await mkdtemp(join(tmpdir(), 'counter-assist-catalog-'));
  try {
    await cp(CATALOG, catalog, { recursive: true });
    const offer = join(catalog, 'offers', 'prepay-gift.yaml');
    await writeFile(offer, (await readFile(offer, 'utf8')).replace(ANSWER.before, ANSWER.now));
    const edition = join(catalog, 'catalog.yaml');
    const text = await readFile(edition, 'utf8');
    await writeFile(edition, text.replace(/^version: .*$/m, "version: 'worded anew'"));
    await hubCommand(['catalog', 'load', catalog, '--data', hub]);
  } finally {
    await removeFolder(catalog);
  }
  await hubCommand(['demo-quarter', join(hub, 'quarter.csv'), '--objects', '90', '--data', hub]);
}

/** What HQ does when the log has come, and at the end of a quarter. */
async function settleAndMeasure(hub: string): Promise<string> {
  const log = join(hub, 'log.csv');
  await writeLog(log);
  const run = (...args: string[]) => hubCommand([...args, '--data', hub]);
  await hubCommand(['import', log, '--map', 'top_ups', '--apply', '--data', hub], 3 * DAY_MS);
  const settled = await run('settle');
  await learnWordings(hub);
  // No log reaches those two months: it says what is missing and ends with 1. The branch gets just that, and the wordings.
  await expect(run('effect', '--publish')).rejects.toMatchObject({ code: 1 });
  await run('publish', '--branch', DEMO_BRANCH);
  return settled;
}

/** All gifts are there; signed by the manager. */
async function closeDay(page: Page): Promise<void> {
  const dialog = page.getByTestId('approval');
  await page.keyboard.press('c');
  for (const row of (await dialog.getByRole('row').all()).slice(1)) {
    await row.getByRole('textbox').fill(await row.getByRole('cell').first().innerText());
  }
  await dialog.getByLabel(/的密码$/).fill('2468');
  await dialog.getByRole('button', { name: /签字日结/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/由.+日结。/)).toBeVisible();
}

/** By keys alone: to the first button of that name, and what it opens. */
async function openByKeys(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name });
  await expect(button).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await button.evaluate((node) => node === document.activeElement)) break;
    await page.waitForTimeout(60);
    await page.keyboard.press('Tab');
  }
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
}

/** The row of the second one's money comes late. */
async function settleLate(hub: string): Promise<void> {
  const log = join(hub, 'late.csv');
  const row = [(await served(1)).account, timeInChina(Date.now()), '100', 'b1'];
  await writeFile(log, ['账号,充值时间,充值金额,流水号', row.join(',')].join('\n'));
  await hubCommand(['import', log, '--map', 'top_ups', '--apply', '--data', hub], 3 * DAY_MS);
  await hubCommand(['settle', '--data', hub]);
  await hubCommand(['publish', '--branch', DEMO_BRANCH, '--data', hub]);
}

const figures = (page: Page) => page.getByRole('region', { name: '当天总数' });

test('the branch’s day at two windows', async ({ openDesk }) => {
  test.setTimeout(720_000);
  const desk = await openDesk();
  const first = await desk.launchEnrolled();
  await signInToCounter(first.page);
  await desk.stopHub();
  const code = await newEnrolCode(desk.hubFolder, DEMO_BRANCH);
  await desk.startHub();
  const line = await startProxy(desk.proxy.url);
  const data = await newDataFolder('e2e');
  try {
    const second = await desk.launch({ data, hub: line.url, enrol: `${DEMO_BRANCH}:${code}` });
    await signInToCounter(second.page, 'clerk', 1);

    await serve(first.page, 0);
    await serve(second.page, 1);
    await expectAllSent(first.page);
    await expectAllSent(second.page);

    await first.page.keyboard.press('Control+l');
    await signInToCounter(first.page, 'manager');
    await first.page.keyboard.press('F3');
    await expect(figures(first.page)).toContainText('2 人次', { timeout: 40_000 });
    await expect(figures(first.page)).toContainText('200元');
    await expect(first.page.getByText(/截至 \d\d:\d\d/)).toBeVisible();

    line.mode = { kind: 'cut' };
    await serve(second.page, 2);
    await expect(second.page.getByText('离线', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(figures(first.page)).toContainText('2 人次');
    line.mode = { kind: 'pass' };
    await expectAllSent(second.page);
    await expect(figures(first.page)).toContainText('3 人次', { timeout: 40_000 });

    // Every figure opens the visits behind it; the newest, of the other window, is corrected here.
    await figures(first.page).getByRole('button', { name: '3 人次' }).click();
    await expect(first.page.getByRole('row')).toHaveCount(4);
    await expect(first.page.getByText('3 笔')).toBeVisible();
    await first.page.keyboard.press('Enter');
    const dialog = first.page.getByTestId('approval');
    await dialog.getByLabel('实际充了多少').fill('60');
    await dialog.getByLabel('更正的原因').fill('多打了');
    await dialog.getByLabel(/的密码$/).fill('2468');
    await dialog.getByRole('button', { name: /批准更正/ }).click();
    await expect(first.page.getByText('已更正，各处数字已重算')).toBeVisible();
    await first.page.keyboard.press('Escape');
    await expect(figures(first.page)).toContainText('260元');
    await expect(first.page.getByText('100元 → 60元')).toBeVisible();

    await expectAllSent(first.page);
    await closeDay(first.page);
    await expectAllSent(first.page);

    // The other window hears of both.
    await second.page.keyboard.press('Control+l');
    await signInToCounter(second.page, 'manager');
    await second.page.keyboard.press('F3');
    await expect(figures(second.page)).toContainText('260元', { timeout: 40_000 });
    await expect(second.page.getByText(/由.+日结。/)).toBeVisible();
    // Every screen of the one says what that of the other says.
    const seen = await branchScreens(first.page);
    expect(seen['visits']?.split('\n')).toHaveLength(4);
    expect(seen['gifts']).toMatch(/\d/);
    await expect.poll(() => branchScreens(second.page), { timeout: 40_000 }).toEqual(seen);

    // One more at the other window, of which this one has not heard when it closes the day once more: the closed day says
    // what it was, and shows what came.
    line.mode = { kind: 'cut' };
    await second.page.keyboard.press('Control+l');
    await signInToCounter(second.page, 'clerk', 1);
    await serve(second.page, 3);
    await closeDay(first.page);
    await expect(first.page.getByText('这是第 2 次日结。')).toBeVisible();
    line.mode = { kind: 'pass' };
    await expectAllSent(second.page);
    const restated = first.page.getByRole('region', { name: '日结和更正' });
    await expect(restated).toContainText('日结时申报多存 110元、预存 260元，现在 160元、360元。', {
      timeout: 40_000,
    });
    await expect(restated).toContainText('其中送出晴雨伞 1 件');
    await expect(figures(first.page)).toContainText('360元');
    await restated.getByRole('button', { name: '1 笔是后来补到的' }).click();
    await expect(first.page.getByRole('row')).toHaveCount(2);
    await expect(first.page.getByText('预存 100元 · 申报多存 50元')).toBeVisible();
    await first.page.keyboard.press('Escape');
    // The window that served it says the same, and opens the same visit, by keys and in English.
    await second.page.keyboard.press('Control+l');
    await signInToCounter(second.page, 'manager');
    await second.page.keyboard.press('F3');
    const there = second.page.getByRole('region', { name: '日结和更正' });
    await expect(there).toContainText('日结时申报多存 110元、预存 260元，现在 160元、360元。', {
      timeout: 40_000,
    });
    await openByKeys(second.page, '1 笔是后来补到的');
    await expect(second.page.getByRole('row')).toHaveCount(2);
    await expect(second.page.getByText('预存 100元 · 申报多存 50元')).toBeVisible();
    await second.page.keyboard.press('Escape');
    await second.page.getByRole('button', { name: 'English' }).click();
    await openByKeys(second.page, 'Visits that arrived late: 1.');
    await expect(second.page.getByRole('row')).toHaveCount(2);
    await expect(second.page.getByRole('row').last()).toContainText('arrived late');
    await second.close();

    await desk.stopHub();
    const told = await settleAndMeasure(desk.hubFolder);
    expect(told).toContain('110.00 settled of 160.00 claimed in 4 visits');
    await desk.startHub();
    const money = first.page.locator('section', { hasText: '申报、到账、真正多存' });
    await expect(money).toContainText('3 笔在充值流水里查到，1 笔没查到', { timeout: 40_000 });
    await expect(money).toContainText('+110元');
    await expect(money).toContainText('还没有数');
    // Whose money it is that did not come, the figure itself opens.
    await money.getByRole('button', { name: '1 笔没查到' }).click();
    await expect(first.page.getByRole('row')).toHaveCount(2);
    await expect(first.page.getByText('充值流水里没查到', { exact: false }).last()).toBeVisible();
    await first.page.keyboard.press('Escape');

    // A row of the log that comes late restates the day, and the day opens the visit that it changed.
    await desk.stopHub();
    await settleLate(desk.hubFolder);
    await desk.startHub();
    await expect(money).toContainText('之前是 4 笔、到账 110元', { timeout: 40_000 });
    await expect(money).toContainText('+160元');
    await money.getByRole('button', { name: '其中 1 笔变了' }).click();
    await expect(first.page.getByRole('row')).toHaveCount(2);
    await expect(first.page.getByText('预存 100元 · 申报多存 50元')).toBeVisible();
    await first.page.keyboard.press('Escape');

    // Which words worked on which objection: the same to the manager and to a clerk, who has no visits but the own.
    const hints = first.page.getByRole('region', { name: '哪种说法管用（全部营业厅）' });
    const lines = hints.getByRole('listitem');
    await expect(lines).toHaveCount(2);
    for (const line of await lines.all())
      await expect(line).toContainText('「存费送礼」客户说“一下存太多了”');
    await expect(lines.filter({ hasText: ANSWER.now })).toContainText('答应得比别的说法多');
    await expect(lines.filter({ hasText: ANSWER.before })).toContainText('答应得比别的说法少');
    const words = await lines.allInnerTexts();
    await first.page.keyboard.press('Control+l');
    await signInToCounter(first.page, 'clerk', 1);
    await first.page.keyboard.press('Control+d');
    await expect.poll(() => lines.allInnerTexts()).toEqual(words);
    await expect(first.page.getByRole('table', { name: '办理记录' }).getByRole('row')).toHaveCount(
      4,
    );
    await expect(first.page.getByText('3 笔 预存 260元 · 申报多存 110元')).toBeVisible();
    await first.close();
  } finally {
    await line.close();
    await removeFolder(data);
  }
  await desk.stopHub();
  const events = await readEvents(desk.hubFolder);
  expect(events.filter(({ kind }) => kind === 'visit.corrected')).toHaveLength(1);
  expect(events.filter(({ kind }) => kind === 'day.closed')).toHaveLength(2);
});
