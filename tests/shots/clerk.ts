// What the hands of the staff do, key by key.
import type { Page } from '@playwright/test';

export const searchBox = (page: Page) => page.getByRole('combobox', { name: '查客户' });

const onPage = (page: Page, name: string) =>
  page.locator(`html[data-page="${name}"]`).waitFor({ state: 'attached' });

/** @param place among those of the role, from 0 */
export async function signIn(page: Page, role: '营业员' | '店长', place = 0): Promise<void> {
  await onPage(page, 'sign-in');
  const tiles = page.getByRole('list', { name: '员工' }).getByRole('button', { name: role });
  await tiles.nth(place).click();
  await page.keyboard.type(role === '营业员' ? '1357' : '2468');
  await page.keyboard.press('Enter');
  await onPage(page, 'counter');
}

export async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+l');
  await onPage(page, 'sign-in');
}

export async function openPage(page: Page, key: 'F1' | 'F2' | 'F3', name: string): Promise<void> {
  await page.keyboard.press(key);
  await onPage(page, name);
}

/** Types into the search box and waits for the list. */
export async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('F2');
  await searchBox(page).fill(text);
  await page.getByRole('listbox').getByRole('option').first().waitFor();
}

/** Opens the hit with this number, 1 to 9. */
export async function openHit(page: Page, text: string, number: number): Promise<void> {
  await search(page, text);
  await page.keyboard.press(`Alt+${number}`);
  await page.getByTestId('errand').waitFor();
}

const atStep = (page: Page, ...steps: readonly string[]) =>
  page.locator(steps.map((step) => `[data-testid="errand"][data-step="${step}"]`).join(', '));

/** What the customer wants to put on. True when there is a sentence for it. */
export async function ask(page: Page, yuan: number): Promise<boolean> {
  await atStep(page, 'amount').waitFor();
  await page.keyboard.type(String(yuan), { delay: 60 });
  await page.keyboard.press('Enter');
  const question = page.locator('[data-question]');
  const next = atStep(page, 'answer', 'finish');
  await next.or(question).first().waitFor();
  if (await question.isVisible()) {
    // Far above the usual: read, then said again.
    await page.waitForTimeout(1_500);
    await page.keyboard.press('Enter');
  }
  await next.waitFor();
  return atStep(page, 'answer').isVisible();
}

/** @param keys `1` accepted, `32` declined: not needed ... */
export async function answer(page: Page, keys: string): Promise<void> {
  // As hands do: quicker keys are a reader's, and a quicker Enter finishes nothing.
  for (const key of keys) await page.keyboard.press(key, { delay: 60 });
  await atStep(page, 'finish').waitFor();
  await page.waitForTimeout(200);
}

/** Ends the visit; draws that it earned are left for later. */
export async function finish(page: Page): Promise<void> {
  await finishWithDraw(page);
  if (await page.getByTestId('draw').isVisible()) await page.keyboard.press('Escape');
}

export async function finishWithDraw(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await page.getByTestId('errand').waitFor({ state: 'detached' });
}

/** One draw, with the number that the customer said. */
export async function draw(page: Page, number: string): Promise<void> {
  await page.keyboard.type(number, { delay: 60 });
  await page.keyboard.press('Enter');
  await page.getByTestId('draw-result').waitFor();
}
