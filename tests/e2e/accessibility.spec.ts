// Every page of the clerk's and the manager's day, as assistive technology meets it.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import {
  findAndOpen,
  finish,
  mean,
  pressEach,
  searchBox,
  sentence,
  signInToCounter,
} from './hands.ts';
import { affordable } from './people.ts';

async function expectClean(page: Page, name: string): Promise<void> {
  // The legacy mode runs in the page itself; the other opens a second page, which Electron does not have.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
  expect(found, name).toEqual([]);
}

test('every page is clean', async ({ openDesk }) => {
  const desk = await openDesk();
  const { page } = await desk.launchEnrolled();
  await page
    .getByRole('button', { name: /营业员/ })
    .first()
    .waitFor({ timeout: 30_000 });
  await expectClean(page, 'sign in');
  await signInToCounter(page, 'manager');
  await expectClean(page, 'empty counter');
  await page.keyboard.type('zh');
  await page.getByRole('option').first().waitFor();
  await expectClean(page, 'search');
  await page.keyboard.press('Escape');
  await findAndOpen(page, affordable(await demoCustomers())[0].phone);
  await mean(page, '50');
  await expect(sentence(page)).toBeVisible();
  await expectClean(page, 'customer with a sentence');
  await pressEach(page, ['o', 'h']);
  await page.getByRole('button', { pressed: true }).and(page.getByText('就是这么说的')).waitFor();
  await expectClean(page, 'an objection that was raised');
  await pressEach(page, ['o']);
  await page.keyboard.press('1');
  await finish(page);
  await page.keyboard.press('F3');
  await page.getByRole('region', { name: '当天总数' }).waitFor();
  await expectClean(page, 'manager');
  await page.keyboard.press('m');
  await page.getByTestId('month').waitFor();
  await expectClean(page, 'month');
  await page.keyboard.press('Control+d');
  await page.getByRole('row').nth(1).waitFor();
  await expectClean(page, 'visits');
  await page.keyboard.press('Enter');
  await page.getByTestId('approval').waitFor();
  await expectClean(page, 'correction');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F4');
  await page.getByRole('heading').first().waitFor();
  await expectClean(page, 'settings');
  await page.keyboard.press('F1');
  await page.getByRole('heading').first().waitFor();
  await expectClean(page, 'help');
});

test("the customer's screen is clean, and all is in the dark and in forced colours", async ({
  counter: { app, page },
}) => {
  const opened = app.electron.waitForEvent('window');
  await page.keyboard.press('F4');
  await page.getByRole('group', { name: '客户屏' }).getByRole('button', { name: '打开' }).click();
  const screen = await opened;
  await page.keyboard.press('F2');
  await expect(searchBox(page)).toBeFocused();
  const show = (kind: string) => screen.locator(`[data-show="${kind}"]`);
  await show('greeting').waitFor();
  await expectClean(screen, 'greeting');
  await findAndOpen(page, affordable(await demoCustomers())[0].phone);
  await mean(page, '50');
  await show('offer').waitFor();
  await expectClean(screen, 'offer');
  const LOOKS = [
    { colorScheme: 'dark' },
    { colorScheme: 'light', forcedColors: 'active' },
    { colorScheme: 'dark', forcedColors: 'active' },
  ] as const;
  for (const look of LOOKS) {
    await page.emulateMedia(look);
    await screen.emulateMedia(look);
    await expectClean(page, `customer, ${JSON.stringify(look)}`);
    await expectClean(screen, `offer, ${JSON.stringify(look)}`);
  }
  await pressEach(page, ['1']);
  await finish(page);
  await show('thanks').waitFor();
  await expectClean(screen, 'thanks');
  await page.keyboard.press('Control+p');
  await page.getByTestId('slip').waitFor();
  await expectClean(page, 'paper, in the dark and in forced colours');
});
