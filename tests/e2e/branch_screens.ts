// All that a manager sees of a day at one window, as text: what two windows of a branch must agree on.
import type { Page } from '@playwright/test';

/** Cards whose figures are the branch's; what is of one computer (its outbox, its people) is in none of them. */
const CARDS = ['by-offer', 'by-clerk', 'looks', 'exceptions', 'unusual', 'settled', 'gifts'];

const textOf = (page: Page, selector: string): Promise<string> =>
  page.evaluate(
    (of) =>
      [...document.querySelectorAll(of)]
        .map((part) => (part.textContent ?? '').replaceAll(/\s+/g, ' '))
        .join('\n'),
    selector,
  );

/** The manager's page, the month and the list of visits; the page is left where it was. */
export async function branchScreens(page: Page): Promise<Readonly<Record<string, string>>> {
  const cards = await Promise.all(
    CARDS.map(async (id) => [id, await textOf(page, `section[aria-labelledby="${id}"]`)] as const),
  );
  const total = await textOf(page, '[aria-label="当天总数"]');
  const hours = await textOf(page, 'figure table');
  // What came after the close, and what was corrected, is told above the cards.
  const branch = (await textOf(page, 'section[aria-labelledby="branch"]')).match(
    /由.+日结。|没办结\S*/g,
  );
  await page.keyboard.press('m');
  await page.getByTestId('month').waitFor();
  const month = await textOf(page, '[data-testid="month"]');
  await page.keyboard.press('m');
  await page.locator('[aria-label="当天总数"]').waitFor();
  await page.keyboard.press('Control+d');
  await page.getByRole('table', { name: '办理记录' }).waitFor();
  // Each window calls itself "this computer".
  const visits = await page.evaluate(() =>
    [...document.querySelectorAll('table[aria-label="办理记录"] tr')]
      .map((row) =>
        [...row.children]
          .filter((_cell, column) => column !== 1)
          .map((cell) => cell.textContent)
          .join('|'),
      )
      .join('\n'),
  );
  await page.keyboard.press('F3');
  await page.locator('[aria-label="当天总数"]').waitFor();
  return { ...Object.fromEntries(cards), total, hours, branch: String(branch), month, visits };
}
