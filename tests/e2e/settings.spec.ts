// The settings by keyboard, and what an administrator's file says before anybody is asked.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { fitProblems } from '#tests/fixtures/fit.ts';
import { expect, test } from './desk.ts';
import { searchBox, signInToCounter } from './hands.ts';

test('an administrator sets printer, text and lock for all; a manager the rest; a wrong file is said', async ({
  openDesk,
}) => {
  const desk = await openDesk();
  const file = join(desk.data, 'admin.json');
  // The address of HQ comes from the file: nobody types one.
  const set = {
    hub: desk.proxy.url,
    proxy: 'system',
    printer: '10.1.2.3',
    lockMinutes: 3,
    textSize: 110,
  };
  await writeFile(file, JSON.stringify(set));
  const first = await desk.launchEnrolled({ hub: undefined });
  const { page } = first;
  await signInToCounter(page, 'manager');
  await page.keyboard.press('F4');
  await expect(page.getByText(`来自 ${file}`)).toBeVisible();
  await expect(page.getByText('跟随系统设置')).toBeVisible();
  await expect(page.getByText('小票打到 10.1.2.3。 由店长或管理员来定。')).toBeVisible();
  await expect(page.getByLabel('打印机在哪里')).toBeHidden();
  await expect(page.getByRole('button', { name: '110 %' })).toBeDisabled();

  // The lock by keyboard: no choice is later than the administrator's.
  const lock = page.getByRole('group', { name: '自动锁定' });
  await expect(lock.getByRole('button')).toHaveText(['1 分钟', '2 分钟', '3 分钟']);
  await lock.getByRole('button', { name: '3 分钟' }).focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(lock.getByRole('button', { name: '2 分钟' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  expect(await fitProblems(page)).toEqual([]);
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  expect((await axe.analyze()).violations.map(({ id }) => id)).toEqual([]);
  expect(first.errors).toEqual([]);
  await first.close();

  await writeFile(file, JSON.stringify({ ...set, lockminutes: 1 }));
  const second = await desk.launch();
  await signInToCounter(second.page);
  await second.page.keyboard.press('F4');
  await expect(second.page.getByRole('alert')).toContainText('不认识的「lockminutes」');
  await expect(second.page.getByText('2 分钟不操作就锁定')).toBeVisible();
  // All of it is seen at once at 1366x768.
  const over = await second.page
    .getByRole('main')
    .evaluate(
      (main) =>
        [...main.querySelectorAll('*')].filter(
          (each) =>
            each.scrollHeight > each.clientHeight + 1 &&
            getComputedStyle(each).overflowY === 'auto',
        ).length,
    );
  expect(over).toBe(0);
  await second.page.keyboard.press('F2');
  await expect(searchBox(second.page)).toBeFocused();
});
