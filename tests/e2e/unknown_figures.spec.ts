// Branches whose files speak of money alone, from the file to the screen: what nobody knows is said to be unknown, and nothing is said of it.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { addMonths, dayOfInstant, lastDayOf, type Month, monthOfDay } from '#shared/base/month.ts';
import { removeFolder } from '#tests/fixtures/folder.ts';
import { expect, test } from './desk.ts';
import { findAndOpen, mean, pressEach, searchBox, sentence, signIn, signInFirst } from './hands.ts';
import { makeHub, shownMonths } from './hub_of_file.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
/** The last whole month, whenever the test is run: nothing is said with figures of three months ago. */
const LAST = addMonths(monthOfDay(dayOfInstant(Date.now(), 'Asia/Shanghai')), -1);
const AS_OF = lastDayOf(LAST);
const MONTHS = [-2, -1, 0].map((before) => addMonths(LAST, before));

const inChinese = (month: Month): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
const inEnglish = (month: Month): string =>
  new Date(`${month}-15`).toLocaleString('en', { month: 'short', year: 'numeric' });

/** A branch's hub of the file, whose August to October are the last three whole months. */
async function hubOfLastMonths(
  file: string,
  branch: Parameters<typeof makeHub>[3],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'counter-assist-months-'));
  try {
    const moved = join(folder, 'customers.csv');
    const text = await readFile(file, 'utf8');
    await writeFile(
      moved,
      text.replaceAll(/2026-(08|09|10)/g, (_, month: string) => MONTHS[Number(month) - 8] ?? ''),
    );
    return await makeHub(moved, 'customers', 'CNY', branch, { asOf: AS_OF });
  } finally {
    await removeFolder(folder);
  }
}

/** Words that claim something of use, in any sentence, reason, label or stage. */
const OF_USE =
  /没用|没有使用|已 \d+ ?个月|沉默期|少用|用得少|很少上网|流量降|通话降|silent for|no use for|without use|quiet|idle|of late|not used/i;

/** The figure that stands beside the word on the card. */
const figure = (page: Page, word: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: word }) })
    .locator('dd')
    .first();

/** What the page says in either panel, and why each other offer is not said. */
async function expectNothingOfUse(page: Page): Promise<void> {
  const body = page.locator('body');
  await expect(body).not.toContainText(OF_USE);
  await pressEach(page, ['m']);
  await expect(page.getByRole('region', { name: /客户价值|Customer value/ })).toContainText(
    /历史太短|Not enough history/,
  );
  await expect(body).not.toContainText(OF_USE);
  await expect(body).not.toContainText(/总部还没有给这位客户分群|HQ has not put this customer/);
  await pressEach(page, ['m']);
}

test('a branch without usage data: money is known, use is unknown, and nothing is said of it', async ({
  openDesk,
}) => {
  test.setTimeout(300_000);
  const branch = { code: 'SP01', names: '河东营业厅|East branch', zone: 'Asia/Shanghai' };
  const hubFolder = await hubOfLastMonths(join(DATA, 'cases/spend_only.csv'), branch);
  const desk = await openDesk({ hubFolder, branch: branch.code });
  const { page } = await desk.launchEnrolled();
  await signInFirst(page, '8642', '730592');
  await expect(searchBox(page)).toBeFocused();

  await findAndOpen(page, 'A2');
  expect(await shownMonths(page)).toEqual(
    MONTHS.map((month) => [inChinese(month), '88元', '100元', '未知', '未知']),
  );
  const chart = page.locator('figure');
  await expect(chart).toContainText('语音 未知');
  await expect(chart).toContainText('流量 未知');
  // From the amounts: nobody counted the top-ups.
  await expect(figure(page, '平常充值')).toContainText('100元');
  await expect(figure(page, '月均消费')).toContainText('88元');
  for (const word of ['余额', '欠费', '积分', '套餐', '已有业务']) {
    await expect(figure(page, word)).toHaveText('未知');
  }
  await expect(figure(page, '合约')).toContainText('未知');
  await expect(page.getByTestId('consent')).toContainText(
    '总部的资料没写：客户要不要推荐、在不在不再营销名单',
  );
  // Nobody said no: they are sold to as others.
  await mean(page, '50');
  await expect(sentence(page)).toContainText('凑满100元');
  await expectNothingOfUse(page);
  await pressEach(page, ['w']);
  await expect(page.getByText('资料缺失：已办业务').first()).toBeVisible();
  await expect(page.getByText('资料缺失：合约').first()).toBeVisible();
  await expect(page.locator('body')).not.toContainText(/余额：无|连续无使用\d/);
});

test('a cable operator: one month of money, no day of joining, and nothing of use', async ({
  openDesk,
}) => {
  test.setTimeout(300_000);
  const branch = { code: 'TV01', names: '有线营业厅|Cable branch', zone: 'Asia/Shanghai' };
  const file = join(DATA, 'dth_satellite_tv.xlsx');
  const hubFolder = await makeHub(file, 'dth_satellite_tv', 'INR', branch, { asOf: AS_OF });
  const desk = await openDesk({ hubFolder, branch: branch.code });
  const chinese = await desk.launchEnrolled();
  await signInFirst(chinese.page, '8642', '730592');
  await expect(searchBox(chinese.page)).toBeFocused();
  for (const [account, spend] of [
    ['20000', '9'],
    ['20001', '7'],
  ] as const) {
    await findAndOpen(chinese.page, account);
    expect(await shownMonths(chinese.page)).toEqual([
      [inChinese(LAST), `${spend}卢比`, '未知', '未知', '未知'],
    ]);
    await expect(figure(chinese.page, '平常充值')).toHaveText('未知');
    await expect(figure(chinese.page, '入网')).toHaveText('未知');
    await mean(chinese.page, '50');
    await expectNothingOfUse(chinese.page);
    await expect(chinese.page.locator('body')).not.toContainText(/成熟期|\d+ 年|126/);
    await chinese.page.keyboard.press('F2');
  }
  await chinese.close();

  const { page } = await desk.launch({ language: 'en' });
  await signIn(page, 'clerk', '730592');
  await expect(searchBox(page)).toBeFocused();
  await findAndOpen(page, '20000');
  expect(await shownMonths(page)).toEqual([
    [inEnglish(LAST), '₹9', 'unknown', 'unknown', 'unknown'],
  ]);
  await expect(figure(page, 'Usual top-up')).toHaveText('unknown');
  // Its visit waited, with the amount.
  await expectNothingOfUse(page);
});
