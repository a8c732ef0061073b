// The errand fits the small windows that branches have, measured at each of its steps.
import type { ElectronApplication, Page } from '@playwright/test';
import { fitProblems, SIZES } from '#tests/fixtures/fit.ts';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import { finish, signInToCounter } from './hands.ts';
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
    await finish(page);
    await look('done');
    expect(problems).toEqual({});
  });
}
