// One box, every way to find a person; masked, told apart, and never a dead end.
import type { Customer } from '#shared/model/customer.ts';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import { searchBox } from './hands.ts';
import { calm } from './people.ts';

const masked = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

test('finds a person in each way and says why', async ({ counter: { page } }) => {
  const everybody = await demoCustomers();
  const found = async (text: string, customer: Customer, by: string): Promise<void> => {
    await page.keyboard.press('Escape');
    await page.keyboard.insertText(text);
    const hit = page.getByRole('option').filter({ hasText: masked(customer.phone) });
    await expect(hit.first(), `${text} by ${by}`).toBeVisible();
    await expect(hit.first()).toContainText(by);
    await expect(hit.first()).not.toContainText(customer.phone);
  };
  const person = calm(everybody).find(
    ({ name, pinyin }) =>
      name.length === 3 && everybody.filter((other) => other.pinyin === pinyin).length === 1,
  );
  if (person === undefined) throw new Error('nobody fits');
  const { phone, account, idTail, name, pinyin } = person;
  await found(phone, person, '手机号');
  await found(`+86 ${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`, person, '手机号');
  await found(phone.slice(-4), person, '手机尾号');
  await found(phone.slice(-6), person, '手机尾号');
  await found(`手机号：${phone}`, person, '手机号');
  await found(`${name.slice(0, 1)} ${phone.slice(-4)}`, person, '姓名加尾号');
  await found(account, person, '账号');
  await found(idTail, person, '证件尾号');
  await found(name, person, '姓名');
  await found(pinyin, person, '拼音');

  const rare = calm(everybody).find(
    ({ initials }) =>
      initials.length === 3 &&
      everybody.filter(
        (other) => other.initials.startsWith(initials) || other.pinyin.startsWith(initials),
      ).length < 10,
  );
  if (rare === undefined) throw new Error('no rare initials');
  await found(rare.initials, rare, '拼音首字母');
  await found(rare.initials.toUpperCase(), rare, '拼音首字母');
});

test('tells two people of one name apart', async ({ counter: { page } }) => {
  const everybody = await demoCustomers();
  const byName = new Map<string, Customer[]>();
  for (const customer of everybody) {
    byName.set(customer.name, [...(byName.get(customer.name) ?? []), customer]);
  }
  const namesakes = [...byName.values()].find(({ length }) => length === 2);
  if (namesakes === undefined) throw new Error('no namesakes in the demo');
  await page.keyboard.insertText(namesakes[0]?.name ?? '');
  for (const { phone, area } of namesakes) {
    const hit = page.getByRole('option').filter({ hasText: masked(phone) });
    await expect(hit).toContainText('同名，请核对');
    await expect(hit).toContainText(area);
  }
});

test('offers a slip as what it is, and opens none that was not chosen', async ({
  counter: { page },
}) => {
  const everybody = await demoCustomers();
  const phones = new Set(everybody.map(({ phone }) => phone));
  const person = calm(everybody).find(
    ({ phone }) =>
      phone.length === 11 && phone.at(-1) !== phone.at(-2) && !phones.has(swapped(phone)),
  );
  if (person === undefined) throw new Error('nobody fits');
  await page.keyboard.insertText(swapped(person.phone));
  const hit = page.getByRole('option').filter({ hasText: masked(person.phone) });
  await expect(hit).toContainText('相近 · 手机号');
  await expect(page.getByText('是不是：', { exact: false })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '客户' })).toBeHidden();
  await hit.click();
  await expect(page.getByRole('region', { name: '客户' })).toBeVisible();
});

test('nobody found says what to try; Escape clears; the arrows choose', async ({
  counter: { page },
}) => {
  await page.keyboard.type('qqqq');
  await expect(page.getByText('没有查到「qqqq」')).toBeVisible();
  await expect(page.getByText('首字母，例如 zsf', { exact: false })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(searchBox(page)).toHaveValue('');
  await page.keyboard.type('zh');
  await expect(page.getByRole('option').nth(1)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '客户' })).toBeVisible();
});

const swapped = (phone: string): string => phone.slice(0, 9) + phone.charAt(10) + phone.charAt(9);
