// Amounts beyond HQ's limits under real keys: asked about once, taken when they are said again, and never by haste.
import { expect, test } from 'vitest';
import { CounterHands } from '#tests/fixtures/counter_hands.ts';

const hands = (): CounterHands => new CounterHands(() => 40);

async function type(at: CounterHands, keys: readonly string[], apart = 150): Promise<void> {
  for (const key of keys) {
    await at.press(key);
    await at.wait(apart);
  }
}

test('an ordinary amount is not asked about: the errand keeps its ten keys', async () => {
  const errand = hands();
  for (const key of ['6', '6', '8', '8', 'Enter', '5', '0', 'Enter', '1', 'Enter']) {
    await errand.press(key);
    await errand.wait(600);
  }
  expect(errand.keys).toBe(10);
  expect(errand.told.finished).toEqual([{ prepaid: 10_000, gifts: 1 }]);
  expect(errand.confirmed).toEqual([]);
});

test('the intended amount: asked once, and Enter again goes on', async () => {
  const desk = hands();
  await desk.come('amount');
  await type(desk, ['5', '0', '0', 'Enter']);
  expect([desk.step, desk.question]).toEqual(['amount', 'unusual']);
  await desk.wait(500);
  await desk.press('Enter');
  await desk.wait(300);
  expect([desk.step, desk.question]).toEqual(['answer', null]);
  expect(desk.confirmed).toEqual([50_000]);
});

test('an Enter pressed before the question can be read confirms nothing', async () => {
  const desk = hands();
  await desk.come('amount');
  await type(desk, ['5', '0', '0', 'Enter', 'Enter', 'Enter']);
  expect([desk.step, desk.question]).toEqual(['amount', 'unusual']);
  expect(desk.confirmed).toEqual([]);
});

test('half an amount is not asked about while the hand rests', async () => {
  const desk = hands();
  await desk.come('amount');
  await type(desk, ['5', '0', '0']);
  await desk.rest();
  expect([desk.question, desk.confirmed.length]).toEqual([null, 0]);
});

test('a question is not answered by resting', async () => {
  const desk = hands();
  await desk.come('amount');
  await type(desk, ['5', '0', '0', 'Enter']);
  await desk.wait(600);
  await desk.rest();
  expect([desk.step, desk.question, desk.confirmed.length]).toEqual(['amount', 'unusual', 0]);
});

test('changing the amount leaves the question, and an ordinary one needs none', async () => {
  const desk = hands();
  await desk.come('amount');
  await type(desk, ['5', '0', '0', 'Enter', 'Escape']);
  expect([desk.step, desk.question]).toEqual(['amount', null]);
  desk.focusOn('amount');
  expect(desk.textOf('amount')).toBe('500');
  await type(desk, ['Enter']);
  await desk.press('0');
  expect([desk.textOf('amount'), desk.question]).toEqual(['5000', null]);
  await type(desk, ['Escape', '5', '0', 'Enter']);
  expect([desk.step, desk.confirmed.length]).toEqual(['answer', 0]);
});

test('at the finish: asked once, and Enter again finishes', async () => {
  const desk = hands();
  await desk.come('finish');
  await desk.wait(2000);
  await type(desk, ['5', '0', '0', 'Enter']);
  expect([desk.told.finished.length, desk.question]).toEqual([0, 'unusual']);
  await desk.wait(500);
  await desk.press('Enter');
  await desk.wait(300);
  expect(desk.told.finished).toEqual([{ prepaid: 50_000, gifts: 1 }]);
  expect(desk.confirmed).toEqual([50_000]);
});

test('digits right behind an answer that are also beyond the limits are asked about once, not twice', async () => {
  const desk = hands();
  await desk.come('answer');
  await type(desk, ['1', '5', '0', '0', 'Enter']);
  expect([desk.told.finished.length, desk.question]).toEqual([0, 'typed']);
  await desk.wait(500);
  await desk.press('Enter');
  await desk.wait(300);
  expect(desk.confirmed).toEqual([50_000]);
  expect(desk.told.finished).toHaveLength(1);
});

test('an absurd amount is refused on the spot, however often Enter is pressed', async () => {
  const desk = hands();
  await desk.come('amount');
  await type(desk, ['9', '9', '9', '9', '9', 'Enter']);
  await desk.wait(1000);
  await desk.press('Enter');
  await desk.wait(300);
  expect([desk.step, desk.question]).toEqual(['amount', null]);
  expect(desk.counter.served?.errand?.notice).toBe('absurd-amount');
});

test('an amount that was quicker than the page is asked about as well', async () => {
  const desk = hands();
  desk.search = '0000';
  await type(desk, ['Enter', '5', '0', '0', 'Enter'], 5 * 13);
  await desk.wait(300);
  expect([desk.step, desk.question]).toEqual(['amount', 'unusual']);
});
