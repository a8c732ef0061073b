// A branch asks for help: the file tells of machine, line and log, and of nobody who was served.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import { expectAllSent, findAndOpen, finish, mean, sentence } from './hands.ts';
import { affordable } from './people.ts';

test('a diagnostics file holds no customer', async ({ counter: { desk, app, page } }) => {
  const [customer] = affordable(await demoCustomers());
  if (customer === undefined) throw new Error('no customer');
  await findAndOpen(page, customer.phone);
  await mean(page, '50');
  await expect(sentence(page)).toContainText('100元');
  await page.keyboard.press('1');
  await finish(page);
  await expectAllSent(page);

  const file = join(desk.data, 'for-support.txt');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.keyboard.press('F4');
  await page.getByRole('button', { name: '存诊断文件' }).click();
  await expect(page.getByText(`已存到 ${file}`)).toBeVisible();
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(/^line: online$/m);
  expect(text).toMatch(/^ledger\S* \d+ /m);
  expect(text).toMatch(/info window: painted/);
  for (const mark of [customer.phone, customer.name]) expect(text).not.toContain(mark);

  await app.electron.evaluate(({ dialog }) => {
    const filePath = '/nowhere/for-support.txt';
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  });
  await page.getByRole('button', { name: '存诊断文件' }).click();
  await expect(page.getByText('没有存成：ENOENT')).toBeVisible();
});
