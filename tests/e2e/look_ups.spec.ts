// Beyond HQ's budget of look-ups the counter asks why, and a manager's PIN further on; the manager then sees who looked at whom.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { hubCommand } from '#tests/fixtures/hub_process.ts';
import { copyHubTemplate, DEMO_BRANCH, demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import { findAndOpen, finish, mean, pressEach, signInToCounter } from './hands.ts';

const MANAGER_PIN = '2468';

/** With a budget that is soon used up. */
async function catalogOfFewLookUps(folder: string): Promise<string> {
  await cp(shippedCatalogFolder(), folder, { recursive: true });
  const file = join(folder, 'policy.yaml');
  const policy = await readFile(file, 'utf8');
  await writeFile(
    file,
    policy
      .replace(/^version: .*$/m, "version: 'few-look-ups'")
      .replace(/^ {2}opens: \d+$/m, '  opens: 1')
      .replace(/^ {2}reveals: \d+$/m, '  reveals: 1'),
  );
  return folder;
}

async function expectClean(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    name,
  ).toEqual([]);
}

/** As far as the question why. */
async function find(page: Page, phone: string): Promise<void> {
  await page.keyboard.press('F2');
  await page.keyboard.type(phone);
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
}

test('a reason beyond the budget, a manager far beyond it, and who looked at whom', async ({
  openDesk,
}) => {
  test.setTimeout(150_000);
  const hubFolder = await copyHubTemplate();
  const hub = (...args: string[]) => hubCommand([...args, '--data', hubFolder]);
  await hub('catalog', 'load', await catalogOfFewLookUps(join(hubFolder, 'catalog')));
  await hub('publish', '--branch', DEMO_BRANCH);
  const desk = await openDesk({ hubFolder });
  const { page } = await desk.launchEnrolled();
  await signInToCounter(page);
  const people = (await demoCustomers()).filter(({ phone }) => phone !== '');
  const phoneOf = (index: number): string => people[index]?.phone ?? '';
  const withFile = people.findIndex(({ file }) => file !== null);
  const card = page.getByRole('region', { name: '客户', exact: true });

  // The file by its own key, apart from the phone; what comes next of either is beyond.
  await findAndOpen(page, phoneOf(withFile));
  await pressEach(page, ['d']);
  await expect(page.getByRole('region', { name: '客户档案' })).toBeVisible();
  await expect(card.getByTestId('customer-phone')).toContainText('****');
  await pressEach(page, ['d']);
  await expect(page.getByRole('region', { name: '客户档案' })).toBeHidden();
  await pressEach(page, ['r']);
  const why = page.getByTestId('look-up-reason');
  await expect(why).toContainText('总部定的是 1 次');
  await pressEach(page, ['2', 'Enter']);
  await expect(card.getByTestId('customer-phone')).toContainText(phoneOf(withFile));

  const others = people.map((_, index) => index).filter((index) => index !== withFile);
  const [second = 0, third = 0] = others;
  await find(page, phoneOf(second));
  await expect(why).toContainText('已经看了 1 位');
  await expectClean(page, 'why');
  // Esc leaves it at that; the way back is on the page.
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();
  await page.getByRole('button', { name: '说明原因' }).click();
  await pressEach(page, ['4']);
  await page.keyboard.type('家人来问');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('errand')).toBeVisible();
  await expect(page.getByTestId('customer-name')).toBeVisible();

  await find(page, phoneOf(third));
  const approval = page.getByTestId('approval');
  await expect(approval).toContainText('已经看了 2 位');
  await pressEach(page, ['1']);
  await approval.locator('input[id$="-pin"]').fill(MANAGER_PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('errand')).toBeVisible();
  await mean(page, '50');
  const step = await page.getByTestId('errand').getAttribute('data-step');
  if (step === 'answer') await pressEach(page, ['5', '1']);
  await finish(page);

  await page.keyboard.press('Control+l');
  await signInToCounter(page, 'manager');
  await page.keyboard.press('F3');
  const looks = page.getByRole('region', { name: '谁看了哪位客户' });
  await expect(looks).toContainText('只是这台电脑的');
  const figure = (what: string, count: number) =>
    looks.getByRole('button', { name: new RegExp(`：${what} ${count}，`) });
  await expect(figure('打开的客户', 3)).toBeVisible();
  await expect(figure('其中没办事', 2)).toBeVisible();
  await expect(figure('看档案', 1)).toBeVisible();
  await figure('超出额度', 3).focus();
  await page.keyboard.press('Enter');
  const list = page.getByTestId('look-up-list');
  await expect(list.getByRole('row')).toHaveCount(4);
  await expect(list).toContainText('原因：家人来问');
  await expect(list).toContainText('原因：客户本人在柜台');
  await expect(list).toContainText('批准');
  await expect(list).not.toContainText(phoneOf(third));
  await expectClean(page, 'who looked at whom');
});
