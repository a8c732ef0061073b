// Asking a manager for a gift by exception: only at the finish, only with an amount that can be, and left by a scan.
import { expect, test } from 'vitest';
import { CounterHands } from '#tests/fixtures/counter_hands.ts';

const hands = (): CounterHands => new CounterHands(() => 40);
const isAsking = (desk: CounterHands): boolean | undefined =>
  desk.counter.served?.errand?.isExcepting;

test.each(['amount', 'answer', 'decline', 'not-said'] as const)(
  'E at the step %s asks nobody',
  async (step) => {
    const desk = hands();
    await desk.come(step);
    await desk.press('e');
    await desk.wait(300);
    expect(isAsking(desk)).toBe(false);
  },
);

test('E at the finish asks, and finishes nothing by itself', async () => {
  const desk = hands();
  await desk.come('finish');
  await desk.press('e');
  await desk.wait(300);
  expect(isAsking(desk)).toBe(true);
  expect(desk.told.finished).toEqual([]);
});

test('an amount that cannot be is told first', async () => {
  const desk = hands();
  await desk.come('finish');
  await desk.wait(2000);
  for (const key of ['9', '9', '9', '9', '9', 'e']) {
    await desk.press(key);
    await desk.wait(200);
  }
  expect(isAsking(desk)).toBe(false);
  expect(desk.counter.served?.errand?.notice).toBe('absurd-prepaid');
});

test('a scan leaves it: the number is looked up', async () => {
  const desk = hands();
  await desk.come('finish');
  await desk.press('e');
  await desk.wait(300);
  for (const key of [...'13812346688', 'Enter']) {
    await desk.press(key);
    await desk.wait(8);
  }
  await desk.wait(500);
  expect(isAsking(desk)).toBe(false);
  expect(desk.search).toBe('13812346688');
});
