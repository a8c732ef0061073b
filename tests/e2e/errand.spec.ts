// The clerk's errand by keyboard: find, one sentence, one key, done.
import type { Customer } from '#shared/model/customer.ts';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { type HubEvent, readEvents } from '#tests/fixtures/hub_reading.ts';
import { expect, test } from './desk.ts';
import {
  answerGroup,
  consentLine,
  done,
  expectAllSent,
  findAndOpen,
  finish,
  mean,
  pressEach,
  readIt,
  searchBox,
  sentence,
  silence,
} from './hands.ts';
import { affordable, blacklisted, calm, optedOut, wellOff } from './people.ts';

const payloadsOf = (events: readonly HubEvent[], kind: string): readonly HubEvent['payload'][] =>
  events.filter((event) => event.kind === kind).map(({ payload }) => payload);

test('50 intended with a 100 tier open: the sentence, accepted, finished, at HQ', async ({
  counter: { desk, app, page },
}) => {
  const customer = affordable(await demoCustomers())[0];
  await findAndOpen(page, customer.phone);
  // Whoever hears the page hears the sentence when it comes, from a place that was there before.
  const announced = page.getByRole('status').and(page.getByTestId('announced'));
  await expect(announced).toHaveText('');
  await mean(page, '50');
  await expect(sentence(page)).toContainText('100元');
  await expect(sentence(page)).toContainText('50元');
  await expect(announced).toContainText('凑满100元');
  await page.keyboard.press('1');
  await finish(page);
  await expect(done(page)).toContainText('比原来多 50元');
  await expectAllSent(page);
  expect(app.errors).toEqual([]);
  await app.close();
  await desk.stopHub();

  const events = await readEvents(desk.hubFolder);
  const answers = events.filter(({ kind }) => kind === 'answer.recorded');
  expect(answers.map(({ payload }) => payload['answer'])).toEqual(['accepted']);
  const finished = events.find(({ kind }) => kind === 'visit.finished');
  expect(finished?.payload).toMatchObject({
    customer: customer.id,
    intended: 5_000,
    prepaid: 10_000,
    gifts: [{ gift: 'umbrella', count: 1 }],
  });
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
});

test('every other answer by one key, each with its reason or date', async ({
  counter: { desk, app, page },
}) => {
  const people = affordable(await demoCustomers());
  const serve = async (customer: Customer | undefined, keys: readonly string[]): Promise<void> => {
    if (customer === undefined) throw new Error('too few customers');
    await findAndOpen(page, customer.phone);
    await mean(page, '50');
    await expect(sentence(page)).toBeVisible();
    await expect(answerGroup(page)).toBeVisible();
    await pressEach(page, keys);
    await finish(page, '50');
    await expect(done(page)).toContainText('和原来一样');
  };
  await serve(people[0], ['2', '2']);
  await serve(people[1], ['3', '1']);
  await serve(people[2], ['4']);
  await serve(people[3], ['5', '1']);
  await expectAllSent(page);
  await app.close();
  await desk.stopHub();

  const answers = payloadsOf(await readEvents(desk.hubFolder), 'answer.recorded');
  expect(answers).toHaveLength(4);
  const [later, declined, hasIt, notSaid] = answers;
  expect(later).toMatchObject({ answer: 'later', declineReason: null });
  expect(later?.['laterOn']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(declined).toMatchObject({ answer: 'declined', declineReason: 'too-expensive' });
  expect(hasIt).toMatchObject({ answer: 'has-it', declineReason: null, notSaidReason: null });
  expect(notSaid).toMatchObject({ answer: 'not-said', notSaidReason: 'queue' });
});

test('100 intended yields the next tier for who can afford it', async ({ counter: { page } }) => {
  await findAndOpen(page, wellOff(await demoCustomers())[0].phone);
  await mean(page, '100');
  await expect(sentence(page)).toContainText('200元');
  await expect(sentence(page)).not.toContainText('凑满100元');
});

test('a slip is taken back: the answer, then the finished visit', async ({
  counter: { desk, app, page },
}) => {
  await findAndOpen(page, affordable(await demoCustomers())[0].phone);
  await mean(page, '50');
  await expect(sentence(page)).toBeVisible();
  await page.keyboard.press('4');
  await expect(page.getByText('已记：已经有了')).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByText('已记：已经有了')).toBeHidden();
  await page.keyboard.press('1');
  await finish(page);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('办结已撤销，回答仍记着，请接着办理。')).toBeVisible();
  await finish(page, '50');
  await expect(done(page)).toContainText('充了 50元');
  await expectAllSent(page);
  await app.close();
  await desk.stopHub();

  const events = await readEvents(desk.hubFolder);
  expect(payloadsOf(events, 'event.undone')).toHaveLength(2);
  const undone = new Set(payloadsOf(events, 'event.undone').map((payload) => payload['undoes']));
  const standing = events.filter(({ id }) => !undone.has(id));
  expect(payloadsOf(standing, 'answer.recorded')).toMatchObject([{ answer: 'accepted' }]);
  expect(payloadsOf(standing, 'visit.finished')).toMatchObject([{ prepaid: 5_000 }]);
});

test('words before the reason: every way back to the digits that choose one', async ({
  counter: { page },
}) => {
  await findAndOpen(page, calm(await demoCustomers())[0].phone);
  const words = page.locator('[data-field="matter"]');
  const begin = async (text: string): Promise<void> => {
    await pressEach(page, ['t']);
    await expect(words).toBeFocused();
    await page.keyboard.type(text, { delay: 60 });
  };
  await page.keyboard.press('F9');
  await expect(words).toBeVisible();
  await begin('a');
  await page.keyboard.press('Escape');
  await pressEach(page, ['2']);
  await expect(page.getByRole('radio', { name: '和当初说的不一样' })).toBeChecked();
  await begin('b');
  await page.keyboard.press('F8');
  await expect(page.getByRole('radio', { name: '没信号' })).not.toBeChecked();
  await pressEach(page, ['1']);
  await expect(page.getByRole('radio', { name: '没信号' })).toBeChecked();
  await page.keyboard.press('F10');
  await expect(page.getByRole('radio', { name: '资费太贵' })).not.toBeChecked();
  await begin('c');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('先按数字选一个原因');
  await pressEach(page, ['4']);
  await expect(page.getByRole('radio', { name: '用不着了' })).toBeChecked();
  await expect(words).toHaveValue('abc');
  await page.keyboard.press('Enter');
  await expect(done(page)).toContainText('销户');
});

test('silence is an answer: complaint, opted out, blacklisted', async ({ counter: { page } }) => {
  const everybody = await demoCustomers();

  await findAndOpen(page, calm(everybody)[0].phone);
  await mean(page, '50');
  await page.keyboard.press('F9');
  await expect(silence(page)).toContainText('投诉');
  await expect(sentence(page)).toBeHidden();
  // It takes no money: none is asked for.
  await expect(page.locator('[data-field="prepaid"]')).toBeHidden();
  // Its reason is asked for instead.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('选一个原因');
  await page.keyboard.press('1');
  await expect(page.getByRole('radio', { name: '费用有疑问' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(done(page)).toContainText('投诉');
  await expect(done(page)).not.toContainText('充值');

  await findAndOpen(page, optedOut(everybody)[0].phone);
  await mean(page, '50');
  await expect(consentLine(page)).toContainText('总部登记');
  await expect(page.getByText('存费送礼')).toBeHidden();
  await page.keyboard.press('F2');

  await findAndOpen(page, blacklisted(everybody)[0].phone);
  await mean(page, '50');
  await expect(silence(page)).toContainText('不再营销名单');
  await page.keyboard.press('F2');
  await expect(searchBox(page)).toBeFocused();
});

test('please recommend nothing again: asked and said yes to, the sentence goes at once, and comes back', async ({
  counter: { desk, app, page },
}) => {
  const customer = affordable(await demoCustomers())[0];
  await findAndOpen(page, customer.phone);
  await mean(page, '50');
  await expect(sentence(page)).toContainText('100元');
  const said = (await sentence(page).textContent()) ?? '';
  const optedOutHere = page.locator('[data-silence="opted-out"]');

  await page.keyboard.press('n');
  await expect(page.getByText('按 Ctrl+Enter 确认')).toBeVisible();
  await expect(sentence(page)).toBeVisible();
  await readIt(page);
  await page.keyboard.press('Control+Enter');
  await expect(optedOutHere).toHaveText('客户要求不再推荐');
  // Care may still be said: it sells nothing.
  await expect(sentence(page).filter({ hasText: said })).toBeHidden();
  await expect(consentLine(page)).toContainText('已登记不再推荐');

  // A slip: taken back the same way, here with the mouse.
  await page.getByRole('button', { name: '恢复推荐' }).click();
  await readIt(page);
  await page.getByRole('button', { name: '确认', exact: true }).click();
  await expect(consentLine(page)).toContainText('已恢复推荐');
  await expect(sentence(page)).toHaveText(said);
  await expect(optedOutHere).toBeHidden();

  // Esc leaves the question; U takes back what was noted, and nothing else.
  await page.keyboard.press('n');
  await page.keyboard.press('Escape');
  await expect(consentLine(page)).not.toContainText('确认');
  await page.keyboard.press('n');
  await readIt(page);
  await page.keyboard.press('Control+Enter');
  await expect(optedOutHere).toBeVisible();
  await page.keyboard.press('u');
  await expect(consentLine(page)).toContainText('已恢复推荐');
  await expect(sentence(page)).toHaveText(said);

  await page.keyboard.press('n');
  await readIt(page);
  await page.keyboard.press('Control+Enter');
  await expect(optedOutHere).toBeVisible();
  await page.keyboard.press('F2');
  await findAndOpen(page, customer.phone);
  await expect(consentLine(page)).toContainText('已登记不再推荐');
  await mean(page, '50');
  await expect(optedOutHere).toBeVisible();
  await expectAllSent(page);
  expect(app.errors).toEqual([]);
  await app.close();
  await desk.stopHub();
  const noted = payloadsOf(await readEvents(desk.hubFolder), 'consent.changed');
  expect(noted.map((payload) => payload['optedOut'])).toEqual([true, false, true, false, true]);
});

test('why not that one: every offer with its stage and reason', async ({ counter: { page } }) => {
  await findAndOpen(page, affordable(await demoCustomers())[0].phone);
  await mean(page, '50');
  await expect(sentence(page)).toBeVisible();
  await page.keyboard.press('w');
  const list = page.getByRole('region', { name: '为什么不是别的优惠？' });
  await expect(list.getByRole('listitem').first()).toBeVisible();
  expect(await list.getByRole('listitem').count()).toBeGreaterThan(10);
  // Letters look for an offer now: the button names the key that closes the list.
  await page.keyboard.press('w');
  await expect(page.locator('[data-field="verdicts"]')).toHaveValue('w');
  await expect(page.getByRole('button', { name: '收起' }).locator('kbd')).toHaveText('Esc');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
});
