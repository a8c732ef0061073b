// A branch without a line: enrolled by stick, entries out by stick, receipts back by stick; all in the real app.
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchApp } from '#tests/fixtures/app_process.ts';
import { hubCommand } from '#tests/fixtures/hub_process.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { DEMO_BRANCH, demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import { findAndOpen, mean, pressEach, signInToCounter } from './hands.ts';
import { affordable } from './people.ts';

test('enrols, works and is heard by stick alone', async ({ openDesk }) => {
  const desk = await openDesk();
  await desk.stopHub();
  const stick = join(desk.data, 'stick');
  mkdirSync(stick);
  chmodSync(stick, 0o777);
  const hub = (...args: string[]): Promise<string> =>
    hubCommand(['usb', ...args, '--data', desk.hubFolder, '--quiet']);

  // No address of HQ at all.
  const app = await launchApp({ data: desk.data });
  const { page, electron } = app;
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, stick);
  await page.getByRole('button', { name: '没有网络？用U盘开通' }).click();
  await page.getByLabel('营业厅编号').fill(DEMO_BRANCH);
  await page.getByLabel('开通码').fill(desk.code);
  await page.getByRole('button', { name: '写申请到U盘' }).click();
  await expect(page.getByText(/申请写好了/)).toBeVisible();
  await page.getByRole('button', { name: '读总部的回复' }).click();
  await expect(page.getByRole('alert')).toContainText('没有给本机的东西');

  const enrolled = await hub('import', stick, '--code', desk.code);
  expect(enrolled).toContain('enrolled, the answer is on the stick');
  expect(enrolled).toContain(`take it to ${DEMO_BRANCH}`);
  await page.getByRole('button', { name: '读总部的回复' }).click();
  await signInToCounter(page, 'manager');
  await expect(page.locator('[data-word="byStick"]')).toBeVisible();

  await findAndOpen(page, affordable(await demoCustomers())[0]?.phone ?? '');
  await mean(page, '50');
  await page.keyboard.press('F3');
  await expect(page.getByRole('button', { name: '日结' })).toBeVisible();
  await pressEach(page, ['u']);
  const dialog = page.getByTestId('stick');
  await expect(dialog).toBeVisible();
  await pressEach(page, ['3']);
  await expect(page.getByTestId('stick-next')).toContainText('写到U盘');
  await pressEach(page, ['1']);
  await expect(dialog.getByText(/写好了.*带到总部/)).toBeVisible();
  await expect(page.locator('[data-word="saved"]')).toBeVisible();

  const read = await hub('import', stick);
  expect(read).toMatch(/entries, [1-9]\d* of them new/);
  await hub('export', '--branch', DEMO_BRANCH, '--to', stick);
  await pressEach(page, ['3']);
  await expect(page.getByTestId('stick-next')).toContainText('从U盘读');
  await pressEach(page, ['2']);
  await expect(dialog.getByText(/有了回执/)).toBeVisible();
  await expect(page.locator('[data-word="allSent"]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await app.close();
  const events = await readEvents(desk.hubFolder);
  expect(events.some(({ kind }) => kind === 'visit.started')).toBe(true);
});
