// The errand fits the small windows that branches have, measured at each of its steps.
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { fitProblems, SIZES } from '#tests/fixtures/fit.ts';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import { consentLine, done, finish, pressEach, signInToCounter } from './hands.ts';
import { affordable } from './people.ts';

async function resize(
  electron: ElectronApplication,
  page: Page,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
  await page.waitForFunction((width) => Math.abs(innerWidth - width) < 4, size.width);
  await page.waitForTimeout(250);
}

/** As HQ may write it. */
const makeLong = (locator: Locator): Promise<void> =>
  locator.evaluateAll((all) => {
    for (const each of all) each.textContent += ' 每月多送一些，先到先得'.repeat(12);
  });

/** What it says, or what a field says of itself, is not cut. */
const isWhole = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => {
    if (!(element instanceof HTMLInputElement)) return element.scrollWidth <= element.clientWidth;
    const { font, paddingLeft, paddingRight } = getComputedStyle(element);
    const brush = document.createElement('canvas').getContext('2d');
    if (brush === null) return false;
    brush.font = font;
    const needed = brush.measureText(element.placeholder).width;
    return needed <= element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  });

const OTHERS = /还可以说|You may also say/;

/** English needs more room than the smallest has. */
const FITS = {
  'zh-CN': ['1366x768 at 150 %', '1024x700', '1366x768'],
  en: ['1024x700', '1366x768'],
} as const;

for (const language of ['zh-CN', 'en'] as const) {
  test(`an errand fits in ${language}`, async ({ openDesk }) => {
    const desk = await openDesk();
    const { page, electron } = await desk.launchEnrolled({ language });
    await signInToCounter(page);
    const problems: Record<string, readonly string[]> = {};
    const look = async (step: string): Promise<void> => {
      for (const name of FITS[language]) {
        await resize(electron, page, SIZES[name]);
        const found = await fitProblems(page);
        if (found.length > 0) problems[`${step}, ${name}`] = found;
      }
    };
    await page.keyboard.type(affordable(await demoCustomers())[0]?.phone ?? '');
    await page.getByRole('option').first().waitFor();
    await look('found');
    await page.keyboard.press('Enter');
    await page.locator('[data-step="amount"]').waitFor();
    await page.keyboard.type('50', { delay: 60 });
    await page.keyboard.press('Enter');
    await page.locator('[data-step="answer"]').waitFor();
    await look('answer');
    // However much HQ says of what else could be said, the keys stay where they are.
    const benefits = page.getByRole('region', { name: OTHERS }).locator('button span:last-child');
    expect(await benefits.count()).toBeGreaterThan(0);
    await makeLong(benefits);
    await look('answer, more to say of the others');
    await page.keyboard.press('3');
    await page.locator('[data-step="decline"]').waitFor();
    await look('decline');
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    await look('later');
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await page.locator('[data-step="finish"]').waitFor();
    await look('finish');
    const gifts = page.getByRole('radiogroup').locator('button span:first-child');
    expect(await gifts.count()).toBeGreaterThan(0);
    await makeLong(gifts);
    await look('finish, a gift with a long name');
    await finish(page);
    await look('done');
    // The longest that is recorded and told: a day on which to ask again.
    await page.keyboard.type(affordable(await demoCustomers())[1]?.phone ?? '');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-step="amount"]').waitFor();
    await page.keyboard.type('50', { delay: 60 });
    await page.keyboard.press('Enter');
    await page.locator('[data-step="answer"]').waitFor();
    await page.keyboard.press('w');
    await look('why not');
    await page.keyboard.press('Escape');
    await pressEach(page, ['2', '1']);
    await page.locator('[data-step="finish"]').waitFor();
    await look('asked again on a day');
    const foot = consentLine(page).locator('xpath=..');
    const height = async (): Promise<number> => (await foot.boundingBox())?.height ?? 0;
    const before = await height();
    await page.keyboard.press('n');
    await expect(consentLine(page)).toContainText('Ctrl+Enter');
    // What is asked lies over the foot: the customer above keeps the place.
    expect(await height()).toBe(before);
    await look('nothing recommended any more?');
    await page.keyboard.press('Escape');
    await page.keyboard.press('b');
    const note = page.locator('[data-field="note"]');
    await note.waitFor();
    expect(await isWhole(note)).toBe(true);
    await page.keyboard.type('下午再来', { delay: 60 });
    // In a narrow window the field stands elsewhere, with what was typed.
    for (const name of FITS[language]) {
      await resize(electron, page, SIZES[name]);
      await expect(note).toHaveValue('下午再来');
      await expect(note).toBeFocused();
    }
    await page.keyboard.press('Escape');
    await expect(note).toBeHidden();
    await finish(page);
    await look('done, to be asked again');
    expect(await isWhole(done(page).getByText(/50/).first())).toBe(true);
    expect(problems).toEqual({});
  });
}
