// Signing in, locking, roles and the two languages.
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import { findAndOpen, searchBox, signIn, signInToCounter } from './hands.ts';
import { affordable } from './people.ts';

test('a wrong PIN is told and delays grow, over a restart as well', async ({ openDesk }) => {
  const desk = await openDesk();
  const first = await desk.launchEnrolled();
  await signIn(first.page, 'clerk', '9999');
  await expect(first.page.getByRole('alert')).toContainText('1');
  for (const count of ['2', '3']) {
    await first.page.locator('#pin').fill('9998');
    await first.page.keyboard.press('Enter');
    await expect(first.page.getByRole('alert')).toContainText(count);
  }
  await expect(first.page.getByRole('timer')).toBeVisible();
  await expect(first.page.getByRole('timer')).toBeHidden({ timeout: 20_000 });
  await first.page.locator('#pin').fill('9997');
  await first.page.keyboard.press('Enter');
  await expect(first.page.getByRole('alert')).toContainText('4');
  await first.close();

  const second = await desk.launch();
  // Past the last delay, whatever the restart took: what must survive it is the count.
  await second.page.waitForTimeout(4_500);
  await signIn(second.page, 'clerk', '9996');
  await expect(second.page.getByRole('alert')).toContainText('5');
  await expect(second.page.getByRole('timer')).toBeVisible();
  await expect(second.page.getByRole('timer')).toBeHidden({ timeout: 30_000 });
  await second.page.locator('#pin').fill('1357');
  await second.page.keyboard.press('Enter');
  await expect(searchBox(second.page)).toBeFocused();
});

test('the lock key hides everything, and another person takes over', async ({
  counter: { page },
}) => {
  await findAndOpen(page, affordable(await demoCustomers())[0].phone);
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('region', { name: '客户' })).toBeHidden();
  await signInToCounter(page, 'manager');
  await page.keyboard.press('F3');
  await expect(page.locator('html[data-page="manager"]')).toBeAttached();
});

test('a clerk does not get the report, by key or by command', async ({ counter: { page } }) => {
  await page.keyboard.press('F3');
  await expect(page.getByText('申报多存')).toBeHidden();
  await expect(page.getByRole('navigation').getByText('今日')).toBeHidden();
});

test('everything personal is masked until it is shown on purpose', async ({
  counter: { page },
}) => {
  const customer = affordable(await demoCustomers())[0];
  await findAndOpen(page, customer.phone.slice(-4));
  const card = page.getByRole('region', { name: '客户' });
  await expect(card).toBeVisible();
  await expect(card).not.toContainText(customer.phone);
  await expect(card).not.toContainText(customer.name);
  await page.keyboard.press('r');
  await expect(card).toContainText(customer.phone);
  await page.keyboard.press('r');
  await expect(card).not.toContainText(customer.phone);
});

test('English is complete: the errand in English, and back to Chinese', async ({ openDesk }) => {
  const desk = await openDesk();
  const { page } = await desk.launchEnrolled({ language: 'en' });
  await expect(page.getByRole('heading', { name: 'Who is at the counter?' })).toBeVisible({
    timeout: 30_000,
  });
  await signInToCounter(page);
  await page.keyboard.type(affordable(await demoCustomers())[0].phone);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-field="amount"]')).toBeFocused();
  await page.keyboard.type('50');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('sentence')).toContainText('¥100');
  const shown = await page.locator('main, body').first().innerText();
  const chinese = shown.match(/[\u4e00-\u9fff]+/g) ?? [];
  // Names, places and the switch to Chinese stay what they are.
  expect(chinese.filter((text) => text.length > 8)).toEqual([]);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByTestId('sentence')).toContainText('100元');
  // The mouse took the focus from nobody: the next key is the errand's, and not a second change of language.
  await page.keyboard.press('1');
  await expect(page.locator('[data-field="prepaid"]')).toBeFocused();
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('done')).toContainText('已办结');
});
