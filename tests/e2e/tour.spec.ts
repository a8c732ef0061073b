// The first look at the errand: once for each member, by keyboard, in nobody's way.
import { AxeBuilder } from '@axe-core/playwright';
import { fitProblems } from '#tests/fixtures/fit.ts';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import { findAndOpen, searchBox, signInToCounter } from './hands.ts';
import { affordable } from './people.ts';

test('six steps by key, passed over by typing, once for each member, in both languages', async ({
  openDesk,
}) => {
  const desk = await openDesk();
  const first = await desk.launchEnrolled();
  const { page } = first;
  await signInToCounter(page);
  const tour = page.getByTestId('tour');
  await expect(tour).toContainText('1 查客户');
  await expect(tour.getByRole('heading')).toHaveCount(2);
  expect(await fitProblems(page)).toEqual([]);
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  expect((await axe.analyze()).violations.map(({ id }) => id)).toEqual([]);

  // Whoever knows the way types; the tour comes back where nobody is served.
  await findAndOpen(page, affordable(await demoCustomers())[0].phone);
  await expect(tour).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(searchBox(page)).toBeFocused();
  for (const heading of ['2 看一眼', '3 问金额', '4 说一句', '5 记回答', '6 办结']) {
    await page.keyboard.press('PageDown');
    await expect(tour).toContainText(heading);
  }
  await page.keyboard.press('PageUp');
  await expect(tour).toContainText('5 记回答');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(tour).toBeHidden();
  await expect(page.getByText('任何写法都行')).toBeVisible();

  // Another member sees it, and skips it; both are asked no more after a restart.
  await page.keyboard.press('Control+l');
  await signInToCounter(page, 'manager');
  await expect(tour).toBeVisible();
  await page.keyboard.press('End');
  await expect(tour).toBeHidden();
  expect(first.errors).toEqual([]);
  await first.close();
  const second = await desk.launch({ language: 'en' });
  await signInToCounter(second.page);
  await expect(second.page.getByTestId('tour')).toBeHidden();
  await second.page.keyboard.press('F1');
  await expect(second.page.getByRole('searchbox')).toBeFocused();
  await second.page.keyboard.type('new here', { delay: 60 });
  await expect(second.page.locator('dd svg')).toHaveCount(0);
  await expect(second.page.getByText('New here? Six steps').first()).toBeVisible();
  await second.page.keyboard.press('Escape');
  await expect(second.page.locator('dd svg')).toHaveCount(6);
});
