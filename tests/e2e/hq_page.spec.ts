// HQ's page in a real Chromium on a hub of 500 branches: sign in, find, open, look, leave; clean in every dress.
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { launchBrowser } from '#tests/fixtures/browser.ts';
import { addAccount, type HqHub, startHqHub } from '#tests/fixtures/hq_hub.ts';
import { composeInEveryField, startComposing } from './composing.ts';
import { dayOfInstant } from '#shared/base/month.ts';
import { codeOf, regionOf } from '#tests/fixtures/many_branches.ts';

const BRANCHES = 500;
let hub: HqHub;
let browser: Browser;
const passwords: Record<string, string> = {};

test.beforeAll(async () => {
  test.setTimeout(600_000);
  hub = await startHqHub({ branches: BRANCHES, visits: 2 }, async (folder) => {
    passwords['boss'] = await addAccount(folder, 'boss', 'hq');
    passwords['north'] = await addAccount(folder, 'north', 'region', '--region', '北山');
  });
  browser = await launchBrowser();
});
test.afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

async function openPage(scheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    colorScheme: scheme,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  // A refused sign-in is an answer, not a fault of the page.
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (401|403|404)/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(hub.page)) complaints.push(request.url());
  });
  page.on('close', () => expect(complaints).toEqual([]));
  await page.goto(hub.page);
  return page;
}

async function signIn(page: Page, name: string, password = passwords[name] ?? ''): Promise<void> {
  await page.getByLabel('账号').fill(name);
  await page.getByLabel('密码').fill(password);
  await page.keyboard.press('Enter');
}

const rows = (page: Page) => page.getByRole('table', { name: '营业厅一览' }).locator('tbody tr');

async function expectClean(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
  expect(found, name).toEqual([]);
}

test('what an input method composes is in each field once, and none of its keys acts', async () => {
  const page = await openPage();
  const composing = await startComposing(page);
  await page.getByLabel('账号').waitFor();
  expect(await composeInEveryField(page, composing, 'sign in')).toBe(2);
  await signIn(page, 'boss');
  await expect(rows(page)).toHaveCount(BRANCHES);
  expect(await composeInEveryField(page, composing, 'branches')).toBeGreaterThanOrEqual(1);
  await expect(rows(page)).toHaveCount(BRANCHES);
  const find = page.locator('[data-field="find"]');
  await find.focus();
  await composing.compose("di'yi");
  await expect(rows(page)).not.toHaveCount(1);
  await composing.commit('第123');
  await expect(rows(page)).toHaveCount(1);
  await page.close();
});

test('by keyboard from signing in to one branch of 500 and back', async () => {
  const page = await openPage();
  await signIn(page, 'boss', 'not the password');
  await expect(page.getByRole('alert')).toHaveText('账号或密码不对，或者账号已停用。');
  await signIn(page, 'boss');
  await expect(rows(page)).toHaveCount(BRANCHES);

  await page.keyboard.press('/');
  await page.keyboard.type('b123');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-row]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('region', { name: '当天总数' }).or(page.getByText('这一天没有办理。')),
  ).toBeVisible();
  await expect(page.getByText('第123营业厅').first()).toBeVisible();
  await page.keyboard.press('m');
  await expect(page.getByTestId('month')).toBeVisible();
  await page.keyboard.press('m');
  await expect(page.locator('#settled')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(BRANCHES);

  // Every column in turn; the order is that of the column.
  const codes = () => rows(page).locator('th').allInnerTexts();
  const before = await codes();
  await page.keyboard.press('r');
  await expect.poll(codes).not.toEqual(before);
  for (let n = 0; n < 9; n += 1) await page.keyboard.press('s');
  await expect(page.locator('th[aria-sort="ascending"], th[aria-sort="descending"]')).toHaveText(
    /接受率/,
  );

  // By region, by its key and by hand; the sums of the regions are those of the rows.
  await page.keyboard.press('f');
  await expect(rows(page)).toHaveCount(BRANCHES / 4);
  await page.getByRole('button', { name: '城东' }).click();
  await expect(rows(page)).toHaveCount(BRANCHES / 4);

  await page.keyboard.press('2');
  await expect(page.getByRole('heading', { name: '策略和目标' })).toBeVisible();
  await page.keyboard.press('3');
  await expect(page.getByRole('heading', { name: '正在用的模型' })).toBeVisible();
  // Worth a second look: by branch, and each branch's visits; no key but these.
  await page.keyboard.press('4');
  await expect(page.getByRole('heading', { name: /值得再看一眼的办理/ })).toBeVisible();
  const marked = page.getByRole('table', { name: '各营业厅值得再看的办理' }).locator('tbody tr');
  await expect(marked.first()).toContainText('有申报没到账');
  const [counted = ''] = await marked.first().locator('td').nth(2).allInnerTexts();
  await page.keyboard.press('ArrowDown');
  await expect(marked.first().locator('a')).toBeFocused();
  await page.keyboard.press('Enter');
  const visits = page.getByRole('table', { name: /充值流水里没查到/ }).locator('tbody tr');
  await expect(visits).toHaveCount(Number(counted));
  await expect(visits.first()).toContainText('李梅');
  await expect(visits.first()).toContainText(/申报 \d+元/);
  await page.keyboard.press('l');
  await expect(page.getByText(/not an accusation/)).toBeVisible();
  await page.keyboard.press('l');
  await page.keyboard.press('Escape');
  await expect(marked.first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('no such branch');
  await expect(page.getByText('没有符合的营业厅。')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('3');
  await page.keyboard.press('l');
  await expect(page.getByRole('heading', { name: 'Models in use' })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByText('500 branches')).toBeVisible();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to HQ' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in to HQ' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in to HQ' })).toBeVisible();
  await page.close();
});

test('each figure is asked for once, and what is in sight is there before the rest', async () => {
  const page = await openPage();
  await signIn(page, 'boss');
  await expect(rows(page)).toHaveCount(BRANCHES);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.addInitScript(() => {
    const counts: number[] = [];
    Object.assign(window, { counts });
    new MutationObserver(() => {
      const count = document.querySelectorAll('[data-row]').length;
      if (count > 0 && count !== counts.at(-1)) counts.push(count);
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await expect(rows(page)).toHaveCount(BRANCHES);
  expect(asked.filter((path) => path.startsWith('/api/')).toSorted()).toEqual([
    '/api/branches',
    '/api/session',
  ]);
  expect(await page.evaluate(() => (window as unknown as { counts: number[] }).counts)).toEqual([
    60,
    BRANCHES,
  ]);
  await page.close();
});

test('a regional manager has the own region, and another branch is not there by its address', async () => {
  const page = await openPage();
  await signIn(page, 'north');
  await expect(rows(page)).toHaveCount(BRANCHES / 4);
  await expect(page.getByText('城东')).toHaveCount(0);
  const other = Array.from({ length: 4 }, (_, index) => index).find((n) => regionOf(n) !== '北山');
  await page.goto(`${hub.page}/#/branch/${codeOf(other ?? 0)}`);
  await expect(page.getByText('没有这家营业厅，或者不归您看。')).toBeVisible();
  await page.goto(`${hub.page}/#/looks/now/${codeOf(other ?? 0)}`);
  await expect(page.getByText('没有这家营业厅，或者不归您看。')).toBeVisible();
  await page.goto(`${hub.page}/#/looks`);
  await expect(page.getByText(`${BRANCHES / 4} 家中`, { exact: false })).toBeVisible();
  await page.close();
});

test('every page is clean, light in Chinese and dark in English', async () => {
  test.setTimeout(300_000);
  for (const scheme of ['light', 'dark'] as const) {
    const page = await openPage(scheme);
    await expectClean(page, `sign in, ${scheme}`);
    await signIn(page, 'boss');
    await expect(rows(page)).toHaveCount(BRANCHES);
    if (scheme === 'dark') await page.keyboard.press('l');
    // What holds for a row holds for 500.
    await page.keyboard.press('/');
    await page.keyboard.type('b00');
    await expect(page.locator('[data-row]')).toHaveCount(9);
    await expectClean(page, `branches, ${scheme}`);
    await page.goto(`${hub.page}/#/looks`);
    const href = await page.locator('[data-row][href*="looks/"]').first().getAttribute('href');
    const marked = href?.split('/').at(-1) ?? '';
    const looks: readonly (readonly [string, string])[] = [
      [`#/branch/${codeOf(7)}`, '#settled'],
      [
        `#/branch/${codeOf(7)}/${dayOfInstant(Date.now(), 'Asia/Shanghai').slice(0, 7)}`,
        '[data-testid=month]',
      ],
      ['#/looks', 'h1'],
      [`#/looks/now/${marked}`, 'section'],
      ['#/strategies', 'h2'],
      ['#/models', 'h2'],
    ];
    for (const [address, there] of looks) {
      await page.goto(`${hub.page}/${address}`);
      await page.locator(there).first().waitFor();
      await expectClean(page, `${address}, ${scheme}`);
    }
    await page.close();
  }
});
