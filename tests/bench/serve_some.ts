// A clerk opens customers one after the other by keyboard and answers to the sentence where there is one.
import { launchApp } from '#tests/fixtures/app_process.ts';
import { searchBox, signInToCounter } from '#tests/e2e/hands.ts';
import type { EnrolledBranch } from './enrolled_branch.ts';
import { keyToPaint, throttle, watchPaints } from './key_to_paint.ts';

const FAMILIES = ['wang', 'li', 'zhang', 'liu', 'chen', 'yang', 'zhao', 'huang'];
const CUSTOMERS = 32;
const WARM_UP = 4;
/** What the visit's start has put there: of a top-up the sentence comes with the amount. */
const OPENED = '[data-testid=errand]';
/** The step that an answer leads to. */
const ANSWERED = '[data-field=prepaid]';

export async function serveSome(
  branch: EnrolledBranch,
  brake: number,
): Promise<{ readonly opens: readonly number[]; readonly answers: readonly number[] }> {
  const app = await launchApp({ data: branch.data, hub: branch.hub });
  const { page } = app;
  await signInToCounter(page);
  await throttle(page, brake);
  const opens: number[] = [];
  const answers: number[] = [];
  for (let index = 0; index < CUSTOMERS + WARM_UP; index += 1) {
    await page.keyboard.press('F2');
    await page.keyboard.type(FAMILIES[index % FAMILIES.length] ?? '', { delay: 90 });
    await page.getByRole('option').first().waitFor();
    // Another one each time.
    await page.waitForTimeout(300);
    for (let down = 0; down < Math.floor(index / FAMILIES.length); down += 1) {
      await page.keyboard.press('ArrowDown');
      await page.waitForTimeout(60);
    }
    await watchPaints(page, 'body', OPENED);
    const opened = await keyToPaint(page, 'Enter');
    if (opened === null) throw new Error('no customer was painted');
    if (index >= WARM_UP) opens.push(opened);
    await page.locator('[data-field=amount]:focus').waitFor();
    await page.keyboard.type('50', { delay: 90 });
    await page.waitForTimeout(90);
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=errand]:focus, [data-field=prepaid]:focus').first().waitFor();
    await page.waitForTimeout(300);
    if (await page.locator('[data-testid=errand][data-step=answer]').isVisible()) {
      await watchPaints(page, 'body', ANSWERED);
      const answered = await keyToPaint(page, '1');
      if (answered !== null && index >= WARM_UP) answers.push(answered);
    }
    await page.keyboard.press('F2');
    await searchBox(page).fill('');
  }
  await app.close();
  return { opens, answers };
}
