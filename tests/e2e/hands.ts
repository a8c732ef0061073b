// What a clerk's hands do, by keyboard. Words are the Chinese interface's.
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';

const DEMO_PINS = { clerk: '1357', manager: '2468' } as const;

export const searchBox = (page: Page): Locator => page.getByRole('combobox');
export const sentence = (page: Page): Locator => page.getByTestId('sentence');
export const silence = (page: Page): Locator => page.getByTestId('silence');
export const answerGroup = (page: Page): Locator => page.getByRole('group', { name: '客户怎么说' });
export const consentLine = (page: Page): Locator => page.getByTestId('consent');
export const done = (page: Page): Locator => page.getByTestId('done');

/** Chooses the first of the role among the tiles, or the one at that place, and types the PIN. */
export async function signIn(
  page: Page,
  role: 'clerk' | 'manager',
  pin: string = DEMO_PINS[role],
  place = 0,
): Promise<void> {
  const words = role === 'clerk' ? /营业员|clerk/i : /店长|manager/i;
  await page.getByRole('button', { name: words }).nth(place).click({ timeout: 30_000 });
  await page.locator('#pin').fill(pin);
  await page.keyboard.press('Enter');
}

/** The first time with a PIN of HQ: an own one takes its place, typed twice. */
export async function signInFirst(page: Page, pin: string, ownPin: string): Promise<void> {
  await signIn(page, 'clerk', pin);
  await page.locator('#own-pin').fill(ownPin);
  await page.keyboard.press('Enter');
  await expect(page.locator('#own-pin-again')).toBeFocused();
  await page.locator('#own-pin-again').fill(ownPin);
  await page.keyboard.press('Enter');
}

export async function signInToCounter(
  page: Page,
  role: 'clerk' | 'manager' = 'clerk',
  place = 0,
): Promise<void> {
  await signIn(page, role, undefined, place);
  await expect(searchBox(page)).toBeFocused();
}

/** Types into the one box, checks that something is found, and opens the first; whoever was open before has gone. */
export async function findAndOpen(page: Page, text: string): Promise<void> {
  const purposes = page.getByRole('group', { name: /来办什么|Here for/i });
  const before = (await purposes.count()) > 0 ? await purposes.elementHandle() : null;
  await page.keyboard.press('F2');
  await page.keyboard.type(text);
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await before?.waitForElementState('hidden');
  await expect(purposes).toBeVisible();
}

/** The amount the customer means to prepay, in yuan; then the clerk looks at the sentence that comes. */
export async function mean(page: Page, amount: string): Promise<void> {
  await page.keyboard.type(amount);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-field="amount"]')).not.toBeFocused();
}

/** One key after the other, as quick as hands are: quicker keys are a reader's. */
export async function pressEach(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(60);
  }
}

/**
 * A reader's keys, ended by Enter or Tab. Electron itself sends them in one go: between two keys that a test presses from
 * outside a busy machine may rest longer than any reader does.
 */
export const readerSends = (
  electron: ElectronApplication,
  text: string,
  end: 'Enter' | 'Tab',
  before: readonly 'Enter'[] = [],
): Promise<void> =>
  electron.evaluate(
    ({ BrowserWindow }, keys) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      for (const keyCode of keys) {
        contents?.sendInputEvent({ type: 'keyDown', keyCode });
        if (keyCode.length === 1) contents?.sendInputEvent({ type: 'char', keyCode });
        contents?.sendInputEvent({ type: 'keyUp', keyCode });
      }
    },
    [...before, ...text, end],
  );

/** As long as a person needs to read a question before saying yes. */
export const readIt = (page: Page): Promise<void> => page.waitForTimeout(900);

/** Finishes with the amount that is proposed, or with another. */
export async function finish(page: Page, prepaid?: string): Promise<void> {
  const field = page.locator('[data-field="prepaid"]');
  await expect(field).toBeFocused();
  // Sooner after the answer an Enter finishes nothing.
  await page.waitForTimeout(200);
  if (prepaid !== undefined) await field.fill(prepaid);
  await page.keyboard.press('Enter');
  await expect(done(page)).toBeVisible();
  await expect(searchBox(page)).toBeFocused();
}

/** The status bar says that all is sent. */
export async function expectAllSent(page: Page): Promise<void> {
  // The status follows the reply to an entry a moment later.
  await page.waitForTimeout(300);
  await expect(page.getByText('全部已上送')).toBeVisible({ timeout: 30_000 });
}
