// A reader at the counter: wherever its keys fall, they are looked up, and nothing is recorded by them.
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { expect, test } from './desk.ts';
import {
  done,
  expectAllSent,
  findAndOpen,
  finish,
  mean,
  readerSends,
  searchBox,
  sentence,
} from './hands.ts';
import { affordable } from './people.ts';

test('what a reader sends is looked up; no answer, no finish, no gift, no opt-out', async ({
  counter: { desk, app, page },
}) => {
  const people = affordable(await demoCustomers());
  const customer = people[0];
  const errand = page.getByTestId('errand');
  await findAndOpen(page, customer.phone);
  await mean(page, '50');
  await expect(sentence(page)).toBeVisible();
  const bursts = ['1234', '3345', '6688', '11111', 'nnnn', '00123456', '510102198001011234'];
  for (const [index, burst] of bursts.entries()) {
    for (const end of ['Enter', 'Tab'] as const) {
      await errand.focus();
      await readerSends(app.electron, burst, end);
      await expect(searchBox(page), `burst ${index} ended by ${end}`).toHaveValue(burst);
      await expect(errand).toHaveAttribute('data-step', 'answer');
      await page.waitForTimeout(250);
    }
  }
  // In a field: it gets back what stood in it.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(100);
  await page.keyboard.press('1');
  const prepaid = page.locator('[data-field="prepaid"]');
  await expect(prepaid).toBeFocused();
  await readerSends(app.electron, '6901234567892', 'Enter');
  await expect(searchBox(page)).toHaveValue('6901234567892');
  await expect(prepaid).toHaveValue('100');
  await page.waitForTimeout(250);
  await expect(done(page)).toBeHidden();
  await prepaid.focus();
  await finish(page);

  // The next customer's last four by hand, too early: asked, and looked up.
  await findAndOpen(page, people[1]?.phone ?? '');
  await mean(page, '50');
  await expect(sentence(page)).toBeVisible();
  await page.waitForTimeout(300);
  await page.keyboard.type('1234', { delay: 150 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('真的充 234元 吗？')).toBeVisible();
  await page.keyboard.press('s');
  await expect(searchBox(page)).toHaveValue('1234');
  await expect(errand).toHaveAttribute('data-step', 'answer');
  await expectAllSent(page);
  expect(app.errors).toEqual([]);
  await app.close();
  await desk.stopHub();

  const events = await readEvents(desk.hubFolder);
  const undone = new Set(
    events.filter(({ kind }) => kind === 'event.undone').map(({ payload }) => payload['undoes']),
  );
  const standing = events.filter(({ id }) => !undone.has(id));
  const kinds = (kind: string) => standing.filter((event) => event.kind === kind);
  expect(kinds('answer.recorded')).toHaveLength(1);
  expect(kinds('visit.finished').map(({ payload }) => payload['prepaid'])).toEqual([10_000]);
  expect(kinds('consent.changed')).toEqual([]);
});

test('a reader’s first Enter, a key held on and a dialog give nothing away; a button still takes Enter and space', async ({
  counter: { app, page },
}) => {
  const customer = affordable(await demoCustomers())[0];
  const errand = page.getByTestId('errand');
  const prepaid = page.locator('[data-field="prepaid"]');
  await findAndOpen(page, customer.phone);
  await mean(page, '50');
  await expect(sentence(page)).toBeVisible();

  // Held on, the answer is no amount.
  await page.keyboard.down('1');
  await expect(prepaid).toBeFocused();
  for (let repeated = 0; repeated < 5; repeated += 1) await page.keyboard.down('1');
  await page.keyboard.up('1');
  await expect(prepaid).toHaveValue('100');
  await page.waitForTimeout(800);

  for (const number of ['6901234567892', '51010219800101123X']) {
    await readerSends(app.electron, number, 'Enter', ['Enter']);
    await expect(searchBox(page)).toHaveValue(new RegExp(`^${number}$`, 'i'));
    await page.waitForTimeout(400);
    await expect(done(page)).toBeHidden();
    await expect(prepaid).toHaveValue('100');
    await prepaid.focus();
  }

  // At a manager's PIN.
  const dialog = page.getByTestId('approval');
  await page.keyboard.press('e');
  await dialog.getByLabel(/的密码/).fill('12');
  await readerSends(app.electron, '6901234567892', 'Enter');
  await expect(dialog).toBeHidden();
  await expect(searchBox(page)).toBeFocused();
  await expect(searchBox(page)).toHaveValue('6901234567892');
  await page.waitForTimeout(400);
  await expect(errand).toHaveAttribute('data-step', 'finish');

  // Before a paper.
  await prepaid.focus();
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('dialog')).toBeVisible();
  await readerSends(app.electron, '11118888', 'Enter', ['Enter']);
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(searchBox(page)).toHaveValue('11118888');
  await expect(errand).toHaveAttribute('data-step', 'finish');

  // An Enter that comes sooner is the reader's second one.
  await page.waitForTimeout(400);
  const care = page.getByRole('button', { name: /今日关怀/ });
  for (const [key, isOpen] of [
    ['Enter', 'true'],
    ['Space', 'false'],
  ] as const) {
    await care.focus();
    await page.keyboard.press(key);
    await expect(care).toHaveAttribute('aria-expanded', isOpen);
  }
  await expect(done(page)).toBeHidden();
  expect(app.errors).toEqual([]);
});
