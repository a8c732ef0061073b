// Two PCs of one branch and a hub: a morning with both, one line cut, a late batch, a correction, the day closed; then the
// operator's log at HQ, and what it settles back on the manager's page.
import { writeFile } from 'node:fs/promises';
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

/** The operator's log: the first paid in full, the second's is missing, the third paid what was corrected; it goes on. */
async function writeLog(file: string): Promise<void> {
  const now = Date.now();
  const rows = [
    [(await served(0)).account, timeInChina(now), '100', 'a1'],
    [(await served(2)).account, timeInChina(now), '60', 'a2'],
    [(await served(3)).account, timeInChina(now + 3 * DAY_MS), '50', 'a3'],
  ];
  await writeFile(
    file,
    ['账号,充值时间,充值金额,流水号', ...rows.map((row) => row.join(','))].join('\n'),
  );
}

/** What HQ does when the log has come, and at the end of a quarter. */
async function settleAndMeasure(hub: string): Promise<string> {
  const log = join(hub, 'log.csv');
  await writeLog(log);
  const run = (...args: string[]) => hubCommand([...args, '--data', hub]);
  await hubCommand(['import', log, '--map', 'top_ups', '--apply', '--data', hub], 3 * DAY_MS);
  const settled = await run('settle');
  // Three customers are no quarter: it says what is missing and ends with 1, and the branch gets just that.
  await expect(run('effect', '--publish')).rejects.toMatchObject({ code: 1 });
  await run('publish', '--branch', DEMO_BRANCH);
  return settled;
}

const figures = (page: Page) => page.getByRole('region', { name: '当天总数' });

test('the branch’s day at two windows', async ({ openDesk }) => {
  test.setTimeout(240_000);
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
    await signInToCounter(second.page);

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
    await first.page.keyboard.press('c');
    for (const row of (await dialog.getByRole('row').all()).slice(1)) {
      await row.getByRole('textbox').fill(await row.getByRole('cell').first().innerText());
    }
    await dialog.getByLabel(/的密码$/).fill('2468');
    await dialog.getByRole('button', { name: /签字日结/ }).click();
    await expect(first.page.getByText(/由.+日结。/)).toBeVisible();
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
    await second.close();

    await desk.stopHub();
    const told = await settleAndMeasure(desk.hubFolder);
    expect(told).toContain('60.00 settled of 110.00 claimed in 3 visits');
    await desk.startHub();
    const money = first.page.locator('section', { hasText: '申报、到账、真正多存' });
    await expect(money).toContainText('2 笔在充值流水里查到，1 笔没查到', { timeout: 40_000 });
    await expect(money).toContainText('+60元');
    await expect(money).toContainText('还没有数');
    // Whose money it is that did not come, the figure itself opens.
    await money.getByRole('button', { name: '1 笔没查到' }).click();
    await expect(first.page.getByRole('row')).toHaveCount(2);
    await expect(first.page.getByText('充值流水里没查到', { exact: false }).last()).toBeVisible();
    await first.close();
  } finally {
    await line.close();
    await removeFolder(data);
  }
  await desk.stopHub();
  const events = await readEvents(desk.hubFolder);
  expect(events.filter(({ kind }) => kind === 'visit.corrected')).toHaveLength(1);
  expect(events.filter(({ kind }) => kind === 'day.closed')).toHaveLength(1);
});
