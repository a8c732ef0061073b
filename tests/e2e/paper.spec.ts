// Paper at the counter: set by the manager, previewed, on the slip printer and on A4, and an errand that waits for none.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Customer } from '#shared/model/customer.ts';
import { fitProblems } from '#tests/fixtures/fit.ts';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { NO_PAPER, readSlip, startSlipPrinter } from '#tests/fixtures/slip_printer.ts';
import { expect, test } from './desk.ts';
import {
  findAndOpen,
  finish,
  mean,
  pressEach,
  readerSends,
  searchBox,
  sentence,
  signInToCounter,
} from './hands.ts';
import { affordable } from './people.ts';

test('the sentence and the receipt on paper, by keyboard, and a printer that fails', async ({
  openDesk,
}) => {
  const [first, second] = affordable(await demoCustomers()) as readonly [Customer, Customer];
  const printer = await startSlipPrinter();
  const desk = await openDesk();
  const app = await desk.launchEnrolled();
  const { page, electron } = app;
  await signInToCounter(page, 'manager');
  await page.keyboard.press('F4');
  await page.getByLabel('打印机在哪里').fill(printer.place);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '打一张试试' }).click();
  await expect(page.getByText('已送到打印机，请看汉字')).toBeVisible();
  await page.keyboard.press('Control+l');
  await signInToCounter(page);

  await findAndOpen(page, first.phone);
  await mean(page, '50');
  const words = (await sentence(page).innerText()).replaceAll(/\s/g, '');
  await page.keyboard.press('1');
  await expect(page.getByRole('button', { name: '打给客户' })).toBeVisible();
  await page.keyboard.press('Control+p');
  const paper = page.getByTestId('paper');
  await expect(paper.getByTestId('slip')).toContainText('优惠说明');
  await page.keyboard.press('Enter');
  await expect(paper.getByText('已送到打印机。')).toBeVisible();
  await page.keyboard.press('Escape');
  await finish(page);

  await page.keyboard.press('Control+p');
  await expect(paper.getByTestId('slip')).toContainText('办理凭条');
  expect(await fitProblems(page)).toEqual([]);
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  expect((await axe.analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(paper.getByText('已送到打印机。')).toBeVisible();
  const [, card = '', receipt = ''] = printer.slips.map((slip) =>
    readSlip(slip)
      .lines.map(({ text, columns }) => {
        expect(columns).toBeLessThanOrEqual(48);
        return text;
      })
      .join('\n'),
  );
  expect(card.replaceAll(/\s/g, '')).toContain(words);
  expect(receipt).toMatch(/礼品 +晴雨伞/);
  for (const secret of [first.name, first.phone]) expect(card + receipt).not.toContain(secret);

  // A4, as a file: one sheet, and nothing of the counter on it.
  const file = join(desk.data, 'receipt.pdf');
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.keyboard.press('2');
  await expect(paper.getByTestId('sheet')).toContainText('办理凭条');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('body > [data-print-sheet]')).toContainText('实充');
  await expect(searchBox(page)).toBeHidden();
  await page.emulateMedia({ media: null });
  await paper.focus();
  await page.keyboard.press('s');
  await expect(paper.getByText(`已存到 ${file}`)).toBeVisible();
  const pdf = (await readFile(file)).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

  // Without paper, then without a printer: said with a way out, and the next customer is served meanwhile.
  printer.state = NO_PAPER;
  await pressEach(page, ['1', 'Enter']);
  await expect(paper.getByRole('alert')).toContainText('没有纸了');
  await printer.close();
  await page.keyboard.press('Enter');
  await expect(paper.getByRole('alert')).toContainText('连不上打印机');
  // The next customer's number from a reader: the paper makes room.
  await readerSends(electron, second.phone, 'Enter');
  await expect(paper).toBeHidden();
  await expect(searchBox(page)).toHaveValue(second.phone);
  await expect(page.getByRole('option').first()).toBeVisible();
  await expect(searchBox(page)).toBeFocused();
  // As long as a hand needs: a quicker Enter is still the reader's.
  await page.waitForTimeout(250);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-field="amount"]')).toBeFocused();
  await mean(page, '50');
  await expect(sentence(page)).toBeVisible();
  expect(app.errors).toEqual([]);
});
