// An input method at the counter: what it composes is no amount and no entry before it is done.
import { givenPinyin } from '#shared/base/find/name_readings.ts';
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

test('a dead key is a letter once its letter has come; given names are found while they are composed', async ({
  counter: { app, page },
}) => {
  const cdp = await page.context().newCDPSession(page);
  const compose = async (text: string): Promise<void> => {
    const [selectionStart, selectionEnd] = [text.length, text.length];
    await cdp.send('Input.imeSetComposition', { text, selectionStart, selectionEnd });
  };
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.insertText('l');
  await compose('¨');
  await expect(searchBox(page)).toHaveValue('l¨');
  await cdp.send('Input.insertText', { text: 'ü' });
  await expect(searchBox(page)).toHaveValue('lü');
  await expect(page.getByRole('option').first()).toContainText('拼音');
  await page.keyboard.press('Escape');
  await expect(searchBox(page)).toHaveValue('');

  const given = (await demoCustomers()).map(givenPinyin).find((each) => each.length > 6);
  if (given === undefined) throw new Error('nobody fits');
  await compose(given);
  await expect(page.getByRole('option').first()).toContainText('名字');
  expect(app.errors).toEqual([]);
});
