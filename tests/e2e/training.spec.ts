// The training: invented customers at the real window, by keyboard, and nothing of it at HQ or on the counter.
import { AxeBuilder } from '@axe-core/playwright';
import { fitProblems } from '#tests/fixtures/fit.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { expect, test } from './desk.ts';
import { done, expectAllSent, findAndOpen, finish, mean, searchBox, sentence } from './hands.ts';

test('an errand of the training goes nowhere, and the counter is as it was', async ({
  counter: { desk, app, page },
}) => {
  const banner = page.getByTestId('training');
  const served = page.getByRole('rowheader', { name: /王\*丽/ });
  await page.keyboard.press('Control+t');
  await expect(banner).toContainText('练习');
  await expect(banner).toContainText('2468');
  await findAndOpen(page, 'wangxiaoli');
  await mean(page, '50');
  await expect(sentence(page)).not.toBeEmpty();
  expect(await fitProblems(page)).toEqual([]);
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  expect((await axe.analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('1');
  await finish(page);
  await expect(done(page)).toBeVisible();
  await page.keyboard.press('Control+d');
  await expect(served).toBeVisible();

  await page.keyboard.press('F2');
  await page.keyboard.press('Control+t');
  await expect(banner).toBeHidden();
  await expect(searchBox(page)).toBeVisible();
  await expect(done(page)).toBeHidden();
  await page.keyboard.press('Control+d');
  await expect(served).toBeHidden();
  await expectAllSent(page);
  expect(app.errors).toEqual([]);
  await app.close();
  await desk.stopHub();
  const kinds = (await readEvents(desk.hubFolder)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => /^(visit|decision|answer)\./.test(kind))).toEqual([]);
});
