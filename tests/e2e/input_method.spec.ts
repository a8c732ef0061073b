// An input method at the counter: what it composes is no amount and no entry before it is done.
import { givenPinyin } from '#shared/base/find/name_readings.ts';
import { DEMO_BRANCH, demoCustomers } from '#tests/fixtures/hub_template.ts';
import { composeInEveryField, startComposing } from './composing.ts';
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

test('under a layout of another script keys act by their places', async ({
  counter: { app, page },
}) => {
  const cdp = await page.context().newCDPSession(page);
  const press = async (key: string, code: string): Promise<void> => {
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, text: key });
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code });
    // oxlint-disable-next-line playwright/no-wait-for-timeout -- a hand is no reader
    await page.waitForTimeout(80);
  };
  await findAndOpen(page, affordable(await demoCustomers())[0].phone);
  await mean(page, '50');
  await expect(sentence(page)).toBeVisible();
  const verdicts = page.locator('[data-field="verdicts"]');
  await press('ц', 'KeyW');
  await expect(verdicts).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(verdicts).toBeHidden();
  await press('१', 'Digit1');
  await expect(page.locator('[data-field="prepaid"]')).toBeFocused();
  expect(app.errors).toEqual([]);
});

const dayAhead = (days: number): Date => new Date(Date.now() + days * 86_400_000);
/** As hands type it. */
const shortDay = (days: number): string =>
  `${dayAhead(days).getMonth() + 1}-${dayAhead(days).getDate()}`;
const wholeDay = (at: Date): string =>
  `${at.getFullYear()}年${at.getMonth() + 1}月${at.getDate()}日`;
const wide = (text: string): string =>
  text.replaceAll(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));

test('every field of every page takes what is composed once, and none of its keys acts', async ({
  openDesk,
}) => {
  const desk = await openDesk();
  const { page, errors } = await desk.launch();
  const composing = await startComposing(page);
  const compose = async (where: string, fields: number): Promise<void> =>
    expect(await composeInEveryField(page, composing, where), where).toBeGreaterThanOrEqual(fields);

  await page.getByLabel('开通码').waitFor();
  await compose('enrol', 3);
  await page.getByRole('button', { name: '没有网络？用U盘开通' }).first().click();
  await compose('enrol by stick', 2);
  await page.getByRole('button', { name: '有网络，直接开通' }).first().click();
  await page.getByLabel('营业厅编号').fill(DEMO_BRANCH);
  await page.getByLabel('开通码').fill(desk.code);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /店长/ }).first().click({ timeout: 30_000 });
  await compose('PIN', 1);
  await page.keyboard.press('Escape');
  await signInToCounter(page, 'manager');
  await compose('counter', 1);

  await findAndOpen(page, affordable(await demoCustomers())[0].phone);
  await compose('amount', 2);
  await page.locator('[data-field="amount"]').focus();
  await pressEach(page, ['b']);
  await page.locator('[data-field="note"]').waitFor();
  await compose('note', 3);
  await page.locator('[data-field="note"]').press('Escape');
  await page.locator('[data-field="amount"]').focus();
  await mean(page, '50');
  await expect(sentence(page)).toBeVisible();
  await pressEach(page, ['w']);
  await compose('reasons', 2);
  await pressEach(page, ['w']);
  const step = page.getByTestId('errand');
  await pressEach(page, ['2', '4']);
  await page.locator('[data-field="later"]').waitFor();
  await compose('later', 2);
  // A day by hand is said back whole; one that became next year's is asked about, and recorded by no first Enter.
  const later = page.locator('[data-field="later"]');
  await later.fill('');
  await later.focus();
  await composing.compose(shortDay(2).slice(0, 2));
  await composing.commit(wide(shortDay(2)));
  await expect(page.getByText(`就是 ${wholeDay(dayAhead(2))}`)).toBeVisible();
  await later.fill(shortDay(-1));
  const nextYear = dayAhead(-1);
  nextYear.setFullYear(nextYear.getFullYear() + 1);
  await expect(page.getByText(`就是 ${wholeDay(nextYear)}`)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(new RegExp(`^是 ${wholeDay(nextYear)}.*再按一次回车`))).toBeVisible();
  await expect(step).toHaveAttribute('data-step', 'later');
  await page.keyboard.press('Escape');
  await later.waitFor({ state: 'hidden' });
  await pressEach(page, ['1']);
  await page.locator('[data-field="prepaid"]').waitFor();
  await compose('prepaid', 2);
  await page.locator('[data-field="prepaid"]').focus();
  await finish(page);
  await pressEach(page, ['F2']);

  await findAndOpen(page, affordable(await demoCustomers())[0].phone);
  await pressEach(page, ['F9']);
  const words = page.locator('[data-field="matter"]');
  await words.waitFor();
  await compose('matter', 2);
  await words.focus();
  await composing.compose("ka'wang");
  await composing.commit('卡网');
  await expect(words).toHaveValue('卡网');
  await expect(step).toHaveAttribute('data-step', 'finish');
  await words.press('Enter');
  await expect(page.getByRole('alert')).toContainText('先按数字选一个原因');
  await pressEach(page, ['1']);
  await page.keyboard.press('Enter');
  await expect(searchBox(page)).toBeFocused();

  await page.keyboard.press('F3');
  await page.getByRole('region', { name: '当天总数' }).waitFor();
  await compose('manager', 0);
  await pressEach(page, ['c']);
  await page.getByRole('dialog').waitFor();
  await compose('close', 2);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+d');
  await page.getByRole('row').nth(1).waitFor();
  await compose('visits', 1);
  await page.getByRole('row').nth(1).focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('approval').waitFor();
  await compose('correction', 2);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F4');
  await page.getByRole('heading').first().waitFor();
  await compose('settings', 1);
  await page.keyboard.press('F1');
  await page.getByRole('searchbox').waitFor();
  await compose('help', 1);
  expect(errors).toEqual([]);
});
