// An input method at the counter: what it composes is no amount and no entry before it is done.
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import { findAndOpen, searchBox } from './hands.ts';
import { affordable } from './people.ts';

test('composed digits are the amount once; pinyin is found while it is composed', async ({
  counter: { app, page },
}) => {
  const cdp = await page.context().newCDPSession(page);
  const compose = async (steps: readonly string[]): Promise<void> => {
    for (const text of steps) {
      const [selectionStart, selectionEnd] = [text.length, text.length];
      await cdp.send('Input.imeSetComposition', { text, selectionStart, selectionEnd });
    }
  };
  await compose(['z', 'zh', "zh'", "zh's"]);
  await expect(searchBox(page)).toHaveValue("zh's");
  await expect(page.locator('[data-found]')).toBeVisible();
  await cdp.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });

  await findAndOpen(page, affordable(await demoCustomers())[0].phone);
  const amount = page.locator('[data-field="amount"]');
  await expect(amount).toBeFocused();
  await compose(['1', '10', '100']);
  await expect(amount).toHaveValue('100');
  await cdp.send('Input.insertText', { text: '１00' });
  await expect(amount).toHaveValue('100');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('errand')).not.toHaveAttribute('data-step', 'amount');

  // Opened by mistake: Esc leaves, and nobody is being served.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('errand')).toBeHidden();
  await expect(searchBox(page)).toBeFocused();
  expect(app.errors).toEqual([]);
});
