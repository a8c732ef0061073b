// What an amount and a gift must not be by accident: asked about once, or approved by a manager, and seen by the manager.
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import {
  done,
  expectAllSent,
  findAndOpen,
  finish,
  mean,
  pressEach,
  readIt,
  searchBox,
  sentence,
  signInToCounter,
} from './hands.ts';
import { affordable } from './people.ts';

test('an unusual amount is asked about once, with both figures, and stands on the manager’s page', async ({
  counter: { desk, app, page },
}) => {
  const [customer] = affordable(await demoCustomers());
  const amount = page.locator('[data-field="amount"]');
  const prepaid = page.locator('[data-field="prepaid"]');
  const question = page.locator('[data-question]');

  await findAndOpen(page, customer.phone);
  await expect(amount).toBeFocused();
  await pressEach(page, ['9', '9', '9', '9', '9', 'Enter']);
  await expect(page.getByText('最多 20,000元，请核对金额')).toBeVisible();
  await amount.fill('888');
  await page.keyboard.press('Enter');
  await expect(question).toContainText('客户真的想充 888元 吗？');
  // Time alone says nothing.
  await page.waitForTimeout(1200);
  await expect(question).toBeVisible();
  await expect(page.getByTestId('errand')).toHaveAttribute('data-step', 'amount');
  await expect(question).toContainText(/平常 \d+元/);
  // Another amount needs no answer to it.
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await amount.fill('50');
  await page.keyboard.press('Enter');
  await expect(sentence(page)).toBeVisible();
  await pressEach(page, ['1']);
  await expect(prepaid).toBeFocused();
  await readIt(page);
  await prepaid.fill('777');
  await page.keyboard.press('Enter');
  await expect(question).toContainText('真的充 777元 吗？');
  await expect(question).toContainText(/平常 \d+元/);
  await readIt(page);
  await page.keyboard.press('Enter');
  await expect(done(page)).toContainText('777元');

  await page.keyboard.press('Control+l');
  await signInToCounter(page, 'manager');
  await page.keyboard.press('F3');
  const marked = page.getByRole('region', { name: '金额特别大，请看一看' });
  await expect(marked).toContainText(/实充 777元，平常 \d+元/);

  await expectAllSent(page);
  await app.close();
  await desk.stopHub();
  const finished = (await readEvents(desk.hubFolder)).filter(
    ({ kind }) => kind === 'visit.finished',
  );
  expect(finished.map(({ payload }) => payload)).toMatchObject([
    { prepaid: 77_700, askedBack: { usual: expect.any(Number), askAbove: expect.any(Number) } },
  ]);
});

test('an amount that is first named when the sentence stands there claims nothing, and the list says so', async ({
  counter: { page },
}) => {
  const [customer] = affordable(await demoCustomers());
  const amount = page.locator('[data-field="amount"]');
  await findAndOpen(page, customer.phone);
  await expect(amount).toBeFocused();
  // Nothing typed: nobody asked.
  await page.keyboard.press('Enter');
  await expect(sentence(page)).toBeVisible();
  await readIt(page);
  await page.keyboard.press('Escape');
  await expect(amount).toBeFocused();
  await mean(page, '50');
  await expect(sentence(page)).toContainText('100元');
  await pressEach(page, ['1']);
  await finish(page);

  await page.keyboard.press('Control+l');
  await signInToCounter(page, 'manager');
  await page.keyboard.press('Control+d');
  const row = page.getByRole('table', { name: '办理记录' }).getByRole('row').last();
  await expect(row).toContainText('—（推荐后才说 50元） → 100元');
  await expect(row).toContainText('接受');
  await expect(page.getByText('1 笔 预存 100元 · 申报多存 0元')).toBeVisible();
});

test('a gift by exception needs a manager’s PIN and a reason, and can be undone', async ({
  counter: { desk, app, page },
}) => {
  const [customer] = affordable(await demoCustomers());
  const dialog = page.getByTestId('approval');
  const approve = dialog.getByRole('button', { name: /批准并办结/ });

  await findAndOpen(page, customer.phone);
  await mean(page, '50');
  await expect(sentence(page)).toBeVisible();
  await pressEach(page, ['3', '2']);
  await expect(page.locator('[data-field="prepaid"]')).toBeFocused();
  await page.keyboard.press('e');
  await expect(dialog).toBeVisible();
  // Nothing behind it hears its keys.
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.locator('[data-field="prepaid"]')).toBeFocused();
  await page.keyboard.press('e');
  // By keyboard from the top: the gift comes first.
  await expect(dialog.getByRole('group', { name: '礼品' }).locator('input:focus')).toHaveCount(1);
  await dialog.getByRole('radio', { name: /晴雨伞/ }).check();
  await dialog.getByRole('radio', { name: '其他' }).check();
  const pin = dialog.getByLabel(/的密码/);
  await pin.fill('1357');
  await expect(approve).toBeDisabled();
  await dialog.getByLabel('补充说明').fill('电话里答应过');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('密码不对，已错 1 次')).toBeVisible();
  await expect(pin).toBeFocused();
  await expect(pin).toHaveValue('');
  await pin.fill('2468');
  await page.keyboard.press('Enter');
  await expect(done(page)).toContainText('礼品：晴雨伞');
  await expect(searchBox(page)).toBeFocused();

  await page.keyboard.press('Control+z');
  await expect(page.getByText('办结已撤销', { exact: false })).toBeVisible();
  await page.keyboard.press('e');
  await dialog.getByRole('radio', { name: /晴雨伞/ }).check();
  await dialog.getByRole('radio', { name: '以前答应过' }).check();
  await pin.fill('2468');
  await page.keyboard.press('Enter');
  await expect(done(page)).toContainText('礼品：晴雨伞');

  // Once a day, whoever approves.
  await findAndOpen(page, customer.phone);
  // A complaint: nothing is said, no money is put on.
  await page.keyboard.press('F9');
  await expect(page.locator('[data-step="finish"]')).toBeVisible();
  await pressEach(page, ['2', 'e']);
  await expect(dialog.getByRole('radio', { name: /晴雨伞.*今天领过/ })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(done(page)).toContainText('投诉');

  await page.keyboard.press('Control+l');
  await signInToCounter(page, 'manager');
  await page.keyboard.press('F3');
  const exceptions = page.getByRole('region', { name: '破例送的礼品' });
  await expect(exceptions).toContainText('晴雨伞：店长');
  await expect(exceptions).toContainText('以前答应过');

  await expectAllSent(page);
  await app.close();
  await desk.stopHub();
  const events = await readEvents(desk.hubFolder);
  const given = events.filter(({ payload }) => payload['exception'] !== undefined);
  expect(given.map(({ payload }) => payload['exception'])).toMatchObject([
    { gift: 'umbrella', reason: 'other', words: '电话里答应过' },
    { gift: 'umbrella', reason: 'promised', words: null },
  ]);
  expect(events.filter(({ kind }) => kind === 'event.undone')).toHaveLength(1);
});
