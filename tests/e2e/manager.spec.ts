// The manager's day: every figure is what the events at HQ add up to.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayText } from '#renderer/ui/format.ts';
import { addDays, dayOfInstant } from '#shared/base/month.ts';
import { pagesOfPdf, textOfPdf } from '#tests/fixtures/pdf_text.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import {
  expectAllSent,
  findAndOpen,
  finish,
  mean,
  pressEach,
  sentence,
  signInToCounter,
} from './hands.ts';
import { affordable } from './people.ts';

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

const money = (fen: number): string => `${fen / 100}元`;

test("the manager's figures equal the events", async ({ counter: { desk, app, page } }) => {
  const people = affordable(await demoCustomers());
  const keys = [['1'], ['3', '2'], ['1'], ['5', '1']];
  for (const [index, steps] of keys.entries()) {
    await findAndOpen(page, people[index]?.phone ?? '');
    await mean(page, '50');
    await expect(sentence(page)).toContainText('100元');
    await pressEach(page, steps);
    await finish(page);
  }
  await page.keyboard.press('Control+l');
  await signInToCounter(page, 'manager');
  await page.keyboard.press('F3');
  const figures = page.getByRole('region', { name: '当天总数' });
  await expect(figures).toContainText('100元');
  await expect(figures).toContainText('300元');
  await expect(figures).toContainText('200元');
  await expect(figures).toContainText('3 句');
  await expect(figures).toContainText('2 次');
  await expect(figures).toContainText('4 人次');
  await expect(page.getByText('晴雨伞').first()).toBeVisible();

  const saved = async (key: string, name: string): Promise<Buffer> => {
    const filePath = join(desk.data, name);
    await app.electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    }, filePath);
    await page.keyboard.press(key);
    await expect(page.getByText(name, { exact: false })).toBeVisible();
    return readFile(filePath);
  };
  const csv = (await saved('Control+e', 'report.csv')).toString();
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  expect(csv).toContain('存费送礼');
  expect((await saved('Control+s', 'report.xlsx')).subarray(0, 2).toString()).toBe('PK');
  // One sheet of paper, to be signed.
  const pdf = await saved('Control+g', 'report.pdf');
  expect(pagesOfPdf(pdf)).toBe(1);
  // A day of many offers is as long as two sheets: what is signed leaves nothing out.
  await page.evaluate(() =>
    document.querySelector('main')?.style.setProperty('padding-top', '1500px'),
  );
  const long = await saved('Control+g', 'long.pdf');
  expect(pagesOfPdf(long)).toBe(1);
  expect(textOfPdf(long)).toContain('签字日期');
  await page.evaluate(() => document.querySelector('main')?.style.removeProperty('padding-top'));

  // A figure of a week, a weekday or the month opens its visits, and leads back to the month.
  await page.keyboard.press('m');
  for (const region of ['每天', '每周', '按星期几']) {
    await page
      .getByRole('region', { name: region })
      .getByRole('button', { name: '4', exact: true })
      .last()
      .click();
    await expect(page.getByRole('row')).toHaveCount(5);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('month')).toBeVisible();
  }
  // Arrows pick a visit, also where the list has more than it shows.
  await page.keyboard.press('Control+d');
  await expect(page.getByRole('row')).toHaveCount(5);
  await page.getByRole('table').evaluate((table) => {
    if (table.parentElement) table.parentElement.style.maxHeight = '80px';
  });
  await pressEach(page, ['ArrowDown', 'ArrowDown']);
  await expect(page.getByRole('row').nth(3)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('F3');
  const offer = page.getByRole('region', { name: '每个优惠' }).getByRole('row').nth(1);
  await offer.getByRole('button', { name: '1', exact: true }).last().click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(figures).toContainText('4 人次');
  // An hour of the chart opens its visits, by keys alone; and what is left of a gift says what it is made of.
  await page.getByText('每小时的数，点数字看办理').focus();
  await page.keyboard.press('Enter');
  const hour = page.getByRole('table', { name: '每小时' }).getByRole('row').nth(1);
  const served = Number(await hour.getByRole('button').first().innerText());
  await page.keyboard.press('Tab');
  await expect(hour.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row')).toHaveCount(1 + served);
  await page.keyboard.press('Escape');
  const stock = page.getByRole('region', { name: '礼品' });
  const umbrella = stock.getByRole('row', { name: /晴雨伞/ }).first();
  const [today = '', left = ''] = await umbrella.getByRole('button').allInnerTexts();
  // At today's pace it lasts so many days, and until that day.
  const lasts = Math.floor(Number(left) / Number(today));
  expect(lasts).toBeLessThanOrEqual(60);
  const until = dayText(addDays(dayOfInstant(Date.now(), 'Asia/Shanghai'), lasts), 'zh-CN');
  await expect(umbrella.getByRole('cell').last()).toHaveText(`${lasts} 天（到${until}）`);
  await umbrella.getByRole('button').last().click();
  await expect(stock).toContainText('总部配给本厅，共120');
  await expect(stock).toContainText(`现在还剩${left}`);
  await expect(stock).toContainText('日结还没有清点过');
  await stock.getByRole('button', { name: `−${today}`, exact: true }).click();
  await expect(page.getByRole('row')).toHaveCount(1 + Number(today));
  await page.keyboard.press('Escape');
  await expect(figures).toContainText('4 人次');

  await expectAllSent(page);
  await app.close();
  await desk.stopHub();
  const events = await readEvents(desk.hubFolder);
  const finishes = events.filter(({ kind }) => kind === 'visit.finished');
  const visits = finishes.map(({ payload }) => payload as { intended: number; prepaid: number });
  const prepaid = sum(visits.map((visit) => visit.prepaid));
  expect(prepaid).toBe(30_000);
  expect(sum(visits.map(({ intended }) => intended))).toBe(20_000);
  const answers = events.filter(({ kind }) => kind === 'answer.recorded');
  expect(answers.filter(({ payload }) => payload['answer'] !== 'not-said')).toHaveLength(3);
  const accepted = answers.filter(({ payload }) => payload['answer'] === 'accepted');
  expect(accepted).toHaveLength(2);
  const claimed = sum(
    accepted.map(({ payload }) => {
      const visit = finishes.find((one) => one.payload['visit'] === payload['visit'])?.payload;
      const [asks, paid] = [Number(payload['asks']), Number(visit?.['prepaid'])];
      return Math.max(0, Math.min(asks, paid) - Number(visit?.['intended']));
    }),
  );
  const gifts = sum(
    finishes.flatMap(({ payload }) => payload['gifts'] as []).map(({ count }) => count),
  );
  // The paper says what the events add up to.
  const paper = textOfPdf(pdf);
  expect(paper).toContain(`申报多存+${money(claimed)}`);
  expect(paper).toContain(`实际预存${money(prepaid)}`);
  expect(paper).toContain(`其中未申报${money(prepaid - claimed)}`);
  expect(paper).toContain('说了3句');
  expect(paper).toContain(`接受${accepted.length}次`);
  expect(paper).toContain(`办结${finishes.length}人次`);
  expect(paper).toContain(
    `合计${finishes.length}3${accepted.length}67%${money(prepaid)}+${money(claimed)}`,
  );
  expect(paper).toContain(`晴雨伞${gifts}${120 - gifts}`);
  expect(paper).toContain('签字日期');
});

test('a day without a record says what to do; past days are a key away', async ({ openDesk }) => {
  const desk = await openDesk();
  const { page } = await desk.launchEnrolled();
  await signInToCounter(page, 'manager');
  await page.keyboard.press('F3');
  await expect(page.getByText('今天还没有办理记录')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('没有办理记录', { exact: false }).first()).toBeVisible();
  await page.keyboard.press('t');
  await expect(page.getByText('今天还没有办理记录')).toBeVisible();
});
