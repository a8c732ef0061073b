// Somebody whom the list does not have: served by the phone alone, and the customer's once HQ has imported them.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { hubCommand } from '#tests/fixtures/hub_process.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { DEMO_BRANCH } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import { done, expectAllSent, findAndOpen, pressEach, searchBox, silence } from './hands.ts';

const PHONE = '19912340099';

test('a walk-in is served, undone, finished, and joined at HQ after an import', async ({
  counter: {
    desk,
    app: { page, errors, close },
  },
}) => {
  // Two hubs' worth of commands lie between its halves.
  test.setTimeout(300_000);
  const errand = page.getByTestId('errand');
  await page.keyboard.type('199 1234 009');
  await expect(page.getByText('没有查到')).toBeVisible();
  // No whole number yet: the key serves nobody, and the text may be typed over.
  await page.keyboard.press('Alt+0');
  await expect(errand).toBeHidden();
  await page.keyboard.type('199 1234 0099');
  await expect(page.getByRole('button', { name: /就按这个号码办理/ })).toBeVisible();
  await page.keyboard.press('Alt+0');
  await expect(page.getByTestId('walk-in-phone')).toHaveText('199****0099');
  await expect(silence(page)).toContainText('还不知道这位客户的情况，不作推荐。');
  await expect(page.locator('[data-field="amount"]')).toBeFocused();
  await page.keyboard.press('r');
  await expect(page.getByTestId('walk-in-phone')).toHaveText(PHONE);
  await pressEach(page, ['r', '5', '0', 'Enter']);
  await expect(errand).toHaveAttribute('data-step', 'finish');
  await expect(page.locator('[data-field="prepaid"]')).toHaveValue('50');
  await page.keyboard.press('Enter');
  await expect(done(page)).toContainText('199****0099');
  await expect(done(page)).toContainText('充了 50元');
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(errand).toHaveAttribute('data-step', 'finish');
  await page.keyboard.press('Enter');
  await expect(done(page)).toBeVisible();
  await expectAllSent(page);

  await desk.stopHub();
  const hub = (...args: readonly string[]): Promise<string> =>
    hubCommand([...args, '--data', desk.hubFolder]);
  expect(await hub('events', 'walk-ins')).toMatch(
    new RegExp(`${DEMO_BRANCH} \\*{4}0099 top-up 50.00: no customer has this number`),
  );
  expect(await hub('status')).toContain('walk-ins  1, 1 without a customer');
  const file = join(desk.hubFolder, 'new.csv');
  await writeFile(file, `账号,姓名,手机号\nNEW-1,单雄信,+86 ${PHONE}\n`);
  const about = ['--map', 'customers', '--branch', DEMO_BRANCH, '--as-of', '2026-10-31'];
  await hub('import', file, ...about, '--apply');
  expect(await hub('events', 'walk-ins')).toBe('none\n');
  await hub('publish', '--all');
  await desk.startHub();

  await expect(page.getByText('在线', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(async () => {
    await page.keyboard.press('F2');
    await page.keyboard.type(PHONE);
    await expect(page.getByRole('option').first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await findAndOpen(page, PHONE);
  await expect(page.getByTestId('walk-ins')).toContainText('充值');
  await expect(page.getByTestId('walk-ins')).toContainText('50元');

  // HQ asks for a protected key store, which this computer does not have: customers are locked, serving goes on.
  await desk.stopHub();
  const folder = join(desk.hubFolder, 'catalog');
  await cp(shippedCatalogFolder(), folder, { recursive: true });
  const policy = await readFile(join(folder, 'policy.yaml'), 'utf8');
  const demanding = policy
    .replace(/^version: .*$/m, "version: 'keyring'")
    .replace(/^requireProtectedKeyStore: .*$/m, 'requireProtectedKeyStore: true');
  await writeFile(join(folder, 'policy.yaml'), demanding);
  await hub('catalog', 'load', folder);
  await hub('publish', '--all');
  await desk.startHub();
  await expect(async () => {
    await page.keyboard.press('F2');
    await page.keyboard.type(PHONE);
    await expect(page.getByText('总部要求密钥有系统保护，这台电脑没有（basic_text）')).toBeVisible({
      timeout: 1_000,
    });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText('记录一笔不丢')).toBeVisible();
  await page.keyboard.press('Alt+0');
  await pressEach(page, ['3', '0', 'Enter', 'Enter']);
  await expect(done(page)).toContainText('充了 30元');
  await expectAllSent(page);
  expect(errors).toEqual([]);
  await close();
  await desk.stopHub();
  const kinds = (await readEvents(desk.hubFolder)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind.startsWith('walk-in.'))).toEqual([
    'walk-in.started',
    'walk-in.changed',
    'walk-in.finished',
    'walk-in.finished',
    // Of the locked computer.
    'walk-in.started',
    'walk-in.changed',
    'walk-in.finished',
  ]);
});
