// An input method at work in every field of a page: what it composes is there once, and its keys do nothing else.
import { expect, type CDPSession, type Locator, type Page } from '@playwright/test';

const FIELDS =
  'input:not([type=checkbox]):not([type=radio]):not([type=date]):not([readonly]):not([disabled]), textarea:not([readonly])';

export type Composing = {
  /** What stands in the field while it is composed. */
  compose(text: string): Promise<void>;
  /** Ends the composition with this text. */
  commit(text: string): Promise<void>;
};

/** A page that ends what is composed does so every time; windows of other tests hardly come up so often. */
const MOST_BROKEN = 3;

/**
 * A window that comes up beside, such as another test's, takes the focus and ends a composition, as it would under hands.
 * What was left standing is taken back then, and the composition begun anew.
 */
export async function startComposing(page: Page): Promise<Composing> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  let standing = '';
  let broken = 0;
  const mendBroken = async (): Promise<void> => {
    if (standing === '' || !(await isLeftStanding(page, standing))) return;
    broken += 1;
    if (broken > MOST_BROKEN) throw new Error('the page ends what is composed');
    for (const _ of standing) await page.keyboard.press('Backspace');
  };
  return {
    async compose(text) {
      await mendBroken();
      const [selectionStart, selectionEnd] = [text.length, text.length];
      if (standing === '') await listenForEnd(page);
      await cdp.send('Input.imeSetComposition', { text, selectionStart, selectionEnd });
      standing = text;
    },
    async commit(text) {
      await mendBroken();
      await cdp.send('Input.insertText', { text });
      standing = '';
    },
  };
}

/** The next end of a composition is noted on its field. */
const listenForEnd = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const field of document.querySelectorAll<HTMLElement>('[data-composed]'))
      delete field.dataset['composed'];
    document.addEventListener(
      'compositionend',
      ({ target, data }) => void ((target as HTMLElement).dataset['composed'] = data),
      { capture: true, once: true },
    );
  });

/** In the field with the focus, before the caret, without being composed any more. */
const isLeftStanding = (page: Page, text: string): Promise<boolean> =>
  page.evaluate((composed) => {
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement) && !(field instanceof HTMLTextAreaElement))
      return false;
    const caret = field.selectionStart ?? field.value.length;
    return field.dataset['composed'] === composed && field.value.slice(0, caret).endsWith(composed);
  }, text);

/** Steps, dialogs and notes: what a key that acted would change. */
const stateOf = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-step], [data-testid], dialog, [role=alert], h1, h2')]
      .map((part) => {
        const { step, testid } = (part as HTMLElement).dataset;
        return [part.tagName, step, testid, part.ariaLabel].join(' ');
      })
      .join('\n'),
  );

/** Enter and Esc as an input method sends them, outside of what the browser calls a composition too. */
const pressOfMethod = (field: Locator, key: 'Enter' | 'Escape'): Promise<void> =>
  field.evaluate((element, name) => {
    const init = { key: name, code: name, keyCode: 229, bubbles: true, cancelable: true };
    element.dispatchEvent(new KeyboardEvent('keydown', init));
  }, key);

const isToldAmount = (field: Locator): Promise<boolean> =>
  field.evaluate(
    (element) =>
      element.dataset['field'] === 'amount' &&
      document.querySelector<HTMLElement>('[data-step]')?.dataset['step'] !== 'amount',
  );

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\D/g, '');

/**
 * Composes in each field that is seen, and leaves each as it was. The amount is left out once it is told: whoever goes into
 * it tells another. @returns how many there were
 */
export async function composeInEveryField(
  page: Page,
  { compose, commit }: Composing,
  where: string,
): Promise<number> {
  // What stands behind a dialog takes nothing.
  const dialog = page.locator('dialog[open]').last();
  const all = await ((await dialog.count()) > 0 ? dialog : page).locator(FIELDS).all();
  let count = 0;
  for (const field of all) {
    if (!(await field.isVisible()) || (await isToldAmount(field))) continue;
    count += 1;
    const name = `${where}: ${await field.evaluate(
      (element) => element.dataset['field'] ?? element.getAttribute('aria-label') ?? element.id,
    )}`;
    const before = await field.inputValue();
    await field.focus();
    await field.fill('');
    const state = await stateOf(page);
    for (const text of ['1', '10', '100']) await compose(text);
    await expect(field, name).toHaveValue('100');
    await pressOfMethod(field, 'Enter');
    await pressOfMethod(field, 'Escape');
    await expect(field, name).toHaveValue('100');
    await commit('１００');
    expect(plain(await field.inputValue()), name).toBe('100');
    await pressOfMethod(field, 'Enter');
    // A dead key, and the letter that it makes.
    await compose('´');
    await commit('é');
    expect(plain(await field.inputValue()), name).toBe('100');
    await field.fill(before);
    await expect.poll(() => stateOf(page), { message: name }).toBe(state);
  }
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  return count;
}
