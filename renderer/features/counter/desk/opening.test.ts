// The page of who is opened comes with the answer; whatever is pressed before finds it all the same.
import { expect, it } from 'vitest';
import { CounterHands } from '#tests/fixtures/counter_hands.ts';

/** At the first customer's sentence, with the second called up from the search box. */
async function callNext(latency: number): Promise<CounterHands> {
  const hands = new CounterHands(() => latency);
  await hands.come('answer');
  await hands.press('F2');
  hands.search = '0001';
  await hands.press('Enter');
  return hands;
}

it('shows the customer of before until the answer is there, and then the visit at once', async () => {
  const hands = await callNext(30);
  expect([hands.step, hands.counter.served?.key]).toEqual(['answer', 1]);
  await hands.wait(31);
  expect([hands.step, hands.counter.served?.key]).toEqual(['amount', 2]);
});

it('stands there empty when the answer takes long', async () => {
  const hands = await callNext(500);
  await hands.wait(81);
  expect([hands.step, hands.counter.served?.key]).toEqual(['opening', 2]);
  await hands.wait(420);
  expect(hands.step).toBe('amount');
});

it.each([20, 50, 75])(
  'takes a key %i ms behind Enter for the customer who was called',
  async (ms) => {
    const hands = await callNext(300);
    await hands.wait(ms);
    await hands.press('1');
    expect(hands.step).toBe('opening');
    await hands.wait(400);
    expect(hands.told.answers).toEqual([]);
    expect([hands.counter.served?.key, hands.textOf('amount')]).toEqual([2, '1']);
  },
);

it('is the last one called', async () => {
  const hands = await callNext(60);
  await hands.press('F2');
  hands.search = '0002';
  await hands.press('Enter');
  await hands.wait(400);
  expect([hands.step, hands.counter.served?.key, hands.counter.served?.id]).toEqual([
    'amount',
    3,
    3,
  ]);
});

it('keeps two apart who are called without a key between them, and the first answered late', async () => {
  const latencies = [100, 300];
  const hands = new CounterHands(() => latencies.shift() ?? 0);
  hands.call('0001');
  hands.call('0002');
  await hands.wait(150);
  expect([hands.counter.served?.id, hands.step]).toEqual([2, 'opening']);
  await hands.wait(400);
  expect([hands.counter.served?.id, hands.step]).toEqual([2, 'amount']);
});
