// The manager looks at days and a month that the page has never shown: clicks, and when their figures are painted.
import type { Page } from '@playwright/test';
import { pressEach, signInToCounter } from '#tests/e2e/hands.ts';

/** Of a day. */
export const VISITS = 2_000;
/** Each day further back has one visit more, so that no figure passes for that of another day. */
export const MORE = 100;
const LOOKS = 60;
/** Each of the days behind today is new once. */
const DAYS_BEHIND = 28;
/** What the figures stand in. */
const DAY_PART = '[aria-label="当天总数"]';
const MONTH_PART = '[data-testid="month"]';

export type Looks = Readonly<Record<'opened' | 'another' | 'month', readonly number[]>>;

/** Every look is at figures that the page has never shown. */
export async function lookAtFigures(page: Page, ofMonth: number): Promise<Looks> {
  const opened: number[] = [];
  const another: number[] = [];
  const month: number[] = [];
  await signInToCounter(page, 'manager');
  for (let round = 1; round <= LOOKS; round += 1) {
    await serveWalkIn(page, round);
    opened.push(await painted(page, 'F3', DAY_PART, `${VISITS + round} 人次`));
    month.push(await painted(page, 'M', MONTH_PART, (ofMonth + round).toLocaleString('en')));
    await page.keyboard.press('m');
    if (round > DAYS_BEHIND) continue;
    for (let back = 1; back < round; back += 1) {
      await page.keyboard.press('ArrowLeft');
      await page.locator(DAY_PART, { hasText: `${VISITS + MORE + back} 人次` }).waitFor();
    }
    another.push(await painted(page, '←', DAY_PART, `${VISITS + MORE + round} 人次`));
  }
  return { opened, another, month };
}

/** Somebody whom the list does not have puts 50 yuan on at this window. */
async function serveWalkIn(page: Page, round: number): Promise<void> {
  const errand = page.getByTestId('errand');
  await page.keyboard.press('F2');
  await page.keyboard.type(`1991234${String(round).padStart(4, '0')}`);
  await page.getByRole('button', { name: /就按这个号码办理/ }).waitFor();
  await page.keyboard.press('Alt+0');
  await page.locator('[data-field="amount"]:focus').waitFor();
  await pressEach(page, ['5', '0', 'Enter']);
  await page.locator('[data-testid="errand"][data-step="finish"]').waitFor();
  await page.waitForTimeout(250);
  await page.keyboard.press('Enter');
  await errand.waitFor({ state: 'hidden' });
}

/** From the click on the button with this key to the first task after the frame that shows the text. */
async function painted(page: Page, key: string, part: string, text: string): Promise<number> {
  const shown = page.evaluate(
    ({ part: selector, text: wanted }) =>
      new Promise<number>((resolve) => {
        const isThere = (): boolean =>
          document.querySelector(selector)?.textContent.includes(wanted) ?? false;
        if (isThere()) throw new Error(`${wanted} is shown before the click`);
        const look = (since: number): void => {
          if (!isThere()) return void requestAnimationFrame(() => look(since));
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => resolve(performance.now() - since));
          port1.start();
          port2.postMessage(null);
        };
        addEventListener('click', ({ timeStamp }) => look(timeStamp), {
          capture: true,
          once: true,
        });
      }),
    { part, text },
  );
  await page
    .locator('button', { has: page.locator('kbd', { hasText: new RegExp(`^${key}$`) }) })
    .click();
  return await shown;
}
