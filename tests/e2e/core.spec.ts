// What the decision core knows, as a clerk meets it: reasons, objections, a draw, points, care, the customer's worth.
import type { Page } from '@playwright/test';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import type { Customer } from '#shared/model/customer.ts';
import { composeInEveryField, startComposing } from './composing.ts';
import { expect, test } from './desk.ts';
import {
  done,
  expectAllSent,
  findAndOpen,
  mean,
  pressEach,
  readIt,
  searchBox,
  sentence,
  silence,
} from './hands.ts';
import { affordable, drawers, wellOff } from './people.ts';

/** Opens one after the other until one of the sentences, looked through with the arrow key, is of this kind. */
async function untilSaid(
  page: Page,
  customers: readonly Customer[],
  isSaid: () => Promise<boolean>,
  begin: () => Promise<void>,
): Promise<Customer> {
  for (const customer of customers.slice(0, 25)) {
    await findAndOpen(page, customer.phone);
    await begin();
    await expect(sentence(page).or(silence(page)).first()).toBeVisible();
    for (let place = 0; place < 3; place += 1) {
      if (await isSaid()) return customer;
      await page.keyboard.press('ArrowDown');
      await page.waitForTimeout(150);
    }
  }
  throw new Error('nobody hears it');
}

test('S1b prepay and draw by keyboard: prizes before, the draw, its receipt, all at HQ', async ({
  counter: { desk, app, page },
}) => {
  await untilSaid(
    page,
    drawers(await demoCustomers()),
    async () => (await page.getByText('看奖品').count()) > 0,
    () => mean(page, '50'),
  );
  await page.keyboard.press('p');
  await expect(page.getByRole('region', { name: '奖品' })).toContainText('电饭煲');
  await page.keyboard.press('1');
  const field = page.locator('[data-field="prepaid"]');
  await expect(field).toBeFocused();
  await readIt(page);
  await page.keyboard.press('Enter');
  const panel = page.getByTestId('draw');
  await expect(panel).toContainText('还能抽');
  await expect(panel).toContainText('指纹');
  // Of what an input method composes nothing draws; its digits are the number once.
  const composing = await startComposing(page);
  expect(await composeInEveryField(page, composing, 'draw')).toBeGreaterThanOrEqual(1);
  await page.locator('[data-field="draw-number"]').focus();
  await page.keyboard.type('6688', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('draw-result')).toBeVisible();
  await expect(page.getByRole('region', { name: '抽奖凭证' })).toContainText('6688');
  await page.keyboard.press('Enter');
  await expect(searchBox(page)).toBeFocused();
  await expectAllSent(page);
  expect(app.errors).toEqual([]);
  await app.close();
  await desk.stopHub();
  const drawn = (await readEvents(desk.hubFolder)).filter(({ kind }) => kind === 'lottery.drawn');
  expect(drawn.map(({ payload }) => [payload['draw'], payload['number']])).toEqual([[1, '6688']]);
});

test('S1e points: what they buy, spent with the finish, and less of them afterwards', async ({
  counter: { page },
}) => {
  const rich = (await demoCustomers()).filter(
    ({ points, optedOut, blacklisted, arrears, lastComplaint, phone }) =>
      (points ?? 0) >= 1_000 &&
      !optedOut &&
      !blacklisted &&
      (arrears ?? 0) === 0 &&
      lastComplaint === null &&
      phone !== '',
  );
  const customer = await untilSaid(
    page,
    rich,
    async () => (await page.getByText('用积分', { exact: true }).count()) > 0,
    () => page.keyboard.press('F11'),
  );
  await page.keyboard.press('1');
  await expect(page.locator('[data-field="prepaid"]')).toBeFocused();
  await readIt(page);
  await page.keyboard.press('Enter');
  await expect(done(page)).toContainText('用了');
  await findAndOpen(page, customer.phone);
  await page.keyboard.press('m');
  const points = page.getByRole('region', { name: '积分' });
  await expect(points).toContainText('这里可以用');
  await expect(points).not.toContainText((customer.points ?? 0).toLocaleString('en-US'));
});

test('why this and what to answer: the arithmetic in one line, objections behind a key', async ({
  counter: { desk, app, page },
}) => {
  await findAndOpen(page, affordable(await demoCustomers())[0].phone);
  await mean(page, '50');
  // Chances and values are nothing for the customer's eyes: they stand behind the key.
  await expect(page.getByTestId('score')).toBeHidden();
  await page.keyboard.press('w');
  await expect(page.getByTestId('score')).toContainText('位答应');
  await page.keyboard.press('Escape');
  await page.keyboard.press('o');
  const objections = page.getByRole('region', { name: /顾虑|客户说/ });
  await expect(objections.locator('dt')).toHaveCount(2);
  await pressEach(page, ['o']);
  await expect(objections).toBeHidden();
  // Which one the customer gave, and the answer, come to HQ together.
  await pressEach(page, ['o', 'h']);
  await expect(objections.getByRole('button', { pressed: true })).toHaveText(/就是这么说的/);
  await readIt(page);
  await pressEach(page, ['3', '1']);
  await expect(page.getByTestId('errand')).toHaveAttribute('data-step', 'finish');
  await expectAllSent(page);
  await app.close();
  await desk.stopHub();
  const answers = (await readEvents(desk.hubFolder)).filter(
    ({ kind }) => kind === 'answer.recorded',
  );
  expect(answers.at(-1)?.payload).toMatchObject({ answer: 'declined', objection: 1 });
});

/** Of an amount as it is shown. */
const fenOf = (text: string): number => Math.round(100 * Number(text.replaceAll(/[^\d.]/g, '')));

test('S4 S6 S13 S14 S15 who this is: groups, level, value, behind one key', async ({
  counter: { page },
}) => {
  const customer = wellOff(await demoCustomers())[0];
  await findAndOpen(page, customer.phone);
  await page.keyboard.press('m');
  await expect(page.getByRole('region', { name: '客户群' })).toContainText('本群');
  await expect(page.getByRole('region', { name: '等级' })).toBeVisible();
  const value = page.getByRole('region', { name: '客户价值' });
  await expect(value).toContainText('已带来');
  const amounts = await value.locator('dd').allInnerTexts();
  const [sum = ''] = (await value.locator('p').first().innerText()).split('元');
  expect(amounts).toHaveLength(3);
  expect(fenOf(sum)).toBe(amounts.reduce((all, text) => all + fenOf(text), 0));
  await expect(value).toContainText('预计还会用');
  await expect(page.getByRole('region', { name: '挽留' })).toBeVisible();
  await page.keyboard.press('m');
  await expect(page.getByRole('region', { name: '客户群' })).toBeHidden();
});

test('S5 care of the day: the list, one key for how it went, at HQ once', async ({
  counter: { desk, app, page },
}) => {
  await page.keyboard.press('Control+k');
  const care = page.getByTestId('care');
  await expect(care).toBeVisible();
  const rows = care.getByRole('option');
  const empty = care.getByText('今天没有要关怀的客户');
  await expect(rows.first().or(empty)).toBeVisible();
  const due = await rows.count();
  if (due > 0) {
    await expect(care.getByTestId('care-sentence')).not.toBeEmpty();
    await page.keyboard.press('1');
    await expect(care.locator('[role=option][data-done="false"]')).toHaveCount(due - 1);
  }
  await page.keyboard.press('Escape');
  await expect(searchBox(page)).toBeFocused();
  // The bar says "all sent" until the event is noticed: it is on its way within a round.
  await page.waitForTimeout(3_000);
  await expectAllSent(page);
  await app.close();
  await desk.stopHub();
  const noted = (await readEvents(desk.hubFolder)).filter(({ kind }) => kind === 'care.done');
  expect(noted).toHaveLength(due > 0 ? 1 : 0);
});
