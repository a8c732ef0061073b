// Real customers of two operators, from the file to the screen: every figure shown is the file's.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Page } from '@playwright/test';
import { expect, test } from './desk.ts';
import {
  findAndOpen,
  finish,
  mean,
  pressEach,
  searchBox,
  signIn,
  signInFirst,
  silence,
} from './hands.ts';
import { makeHub, shownMonths } from './hub_of_file.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
const PREPAID = join(DATA, 'prepaid_usage_4_months.csv');
const BEIJING = join(DATA, 'cmcc_beijing_voice.csv');

const rowsOf = (file: string): readonly Readonly<Record<string, string>>[] =>
  parse(readFileSync(file), { bom: true, columns: true });

const amountOf = (text: string): number => Number(text.replace(/[^\d.−-]/g, '').replace('−', '-'));

/** To the fen. */
function expectAmount(text: string, amount: number): void {
  expect(Math.abs(amountOf(text) - amount)).toBeLessThanOrEqual(0.005 + 1e-6);
}

const USE_OF_SEPTEMBER = ['total_og_mou_9', 'total_ic_mou_9', 'vol_2g_mb_9', 'vol_3g_mb_9'];

const firstFigures = (text: string): readonly string[] => (text.match(/\d+/g) ?? []).slice(0, 2);

const used = (row: Readonly<Record<string, string>>): boolean =>
  USE_OF_SEPTEMBER.some((name) => Number(row[name] || 0) > 0);

/** What the panel of the customer says of the chance to leave. */
async function churnShown(page: Page): Promise<string> {
  await pressEach(page, ['m']);
  const shown = page.getByRole('region', { name: /离网预警|Churn risk/ }).locator('p');
  await expect(shown.first()).toBeVisible();
  const text = (await shown.first().textContent()) ?? '';
  await pressEach(page, ['m']);
  return text;
}

/** `3.77 GB`, `9,103 MB` in KB, within what three figures can say. */
function expectData(text: string, kb: number): void {
  const [number = '', unit = ''] = text.split(' ');
  const shown = Number(number.replaceAll(',', '')) * (unit === 'GB' ? 1024 * 1024 : 1024);
  expect(Math.abs(shown - kb)).toBeLessThanOrEqual(Math.max(kb * 0.006, 1024 * 0.51));
}

test('1,000 real prepaid customers: found, shown as in the file, served', async ({ openDesk }) => {
  test.setTimeout(900_000);
  const branch = { code: 'IN01', names: '斋浦尔营业厅|Jaipur branch', zone: 'Asia/Kolkata' };
  const hubFolder = await makeHub(PREPAID, 'prepaid_usage_4_months', 'INR', branch, {
    isTrained: true,
  });
  const desk = await openDesk({ hubFolder, branch: branch.code });
  const chinese = await desk.launchEnrolled();
  const { page } = chinese;
  await signInFirst(page, '8642', '730592');
  await expect(searchBox(page)).toBeFocused();
  const rows = rowsOf(PREPAID);
  expect(rows).toHaveLength(1000);
  for (const index of [0, 1, 2, 499, 998, 999]) {
    const row = rows[index] ?? {};
    const number = (name: string): number => Number(row[name] || 0);
    await findAndOpen(page, row['mobile_number'] ?? '');
    await expect(page.getByRole('table')).toBeAttached();
    const months = await shownMonths(page);
    expect(months).toHaveLength(4);
    for (const [at, suffix] of ['6', '7', '8', '9'].entries()) {
      const [, spend = '', topUp = '', minutes = '', data = ''] = months[at] ?? [];
      expectAmount(spend, number(`arpu_${suffix}`));
      expect(amountOf(topUp)).toBe(number(`total_rech_amt_${suffix}`));
      const talk = number(`total_og_mou_${suffix}`) + number(`total_ic_mou_${suffix}`);
      expect(Math.abs(amountOf(minutes) - talk)).toBeLessThanOrEqual(0.5 + 1e-6);
      expectData(data, (number(`vol_2g_mb_${suffix}`) + number(`vol_3g_mb_${suffix}`)) * 1024);
    }
    await page.keyboard.press('F2');
  }

  const served = rows[2]?.['mobile_number'] ?? '';
  await findAndOpen(page, served);
  await mean(page, '100');
  await pressEach(page, ['5', '1']);
  await finish(page, '100');

  // The chance to leave, of the model that was learned from this very file; who was silent in September has none.
  const [gone, ...others] = [rows.find((row) => !used(row)), ...rows.filter(used).slice(0, 3)];
  await findAndOpen(page, gone?.['mobile_number'] ?? '');
  expect(await churnShown(page)).toBe('总部没有给这位客户做预测。');
  await page.keyboard.press('F2');
  const inChinese: string[] = [];
  for (const row of others) {
    await findAndOpen(page, row['mobile_number'] ?? '');
    inChinese.push(await churnShown(page));
    await page.keyboard.press('F2');
  }
  for (const text of inChinese)
    expect(text).toMatch(/下月可能沉默 \d+%|下月沉默的可能不到 1%|10 位里.*\d+ 位下月沉默/);
  await chinese.close();

  const english = await desk.launch({ language: 'en' });
  await signIn(english.page, 'clerk', '730592');
  await expect(searchBox(english.page)).toBeFocused();
  for (const [at, row] of others.entries()) {
    await findAndOpen(english.page, row['mobile_number'] ?? '');
    const text = await churnShown(english.page);
    expect(text).toMatch(
      /\d+% likely to go silent|Of 10 such customers,? .*\d+.* go silent next month/,
    );
    expect(firstFigures(text)).toEqual(firstFigures(inChinese[at] ?? ''));
    await english.page.keyboard.press('F2');
  }
});

test('5,433 real Beijing customers: found by account, shown as in the file', async ({
  openDesk,
}) => {
  test.setTimeout(900_000);
  const branch = { code: 'BJ01', names: '北京营业厅|Beijing branch', zone: 'Asia/Shanghai' };
  const hubFolder = await makeHub(BEIJING, 'cmcc_beijing_voice', 'CNY', branch);
  const desk = await openDesk({ hubFolder, branch: branch.code });
  const { page } = await desk.launchEnrolled();
  await signInFirst(page, '8642', '730592');
  await expect(searchBox(page)).toBeFocused();
  const rows = parse(readFileSync(BEIJING), { bom: true }) as string[][];
  const [headers = [], ...people] = rows;
  expect(people).toHaveLength(5433);
  for (const index of [0, 1, 2716, 5431, 5432]) {
    const cell = (name: string): string => people[index]?.[headers.indexOf(name)] ?? '';
    await findAndOpen(page, cell('用户id'));
    const [month = []] = await shownMonths(page);
    expectAmount(month[1] ?? '', Number(cell('当月ARPU')));
    expect(amountOf(month[3] ?? '')).toBe(Number(cell('当月MOU')));
    expectData(month[4] ?? '', Number(cell('GPRS总流量（KB）')));
    await page.keyboard.press('F2');
  }
  // Figures of 2022 support no sentence today: silence, with the reason.
  await findAndOpen(page, '1');
  await mean(page, '50');
  await expect(silence(page)).toBeVisible();
});
