// Who comes first goes first, and a name that nobody waits under is forgotten.
import { afterEach, expect, test, vi } from 'vitest';
import { createTurns } from './turns.ts';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

afterEach(() => vi.useRealTimers());

test('under one name one after the other, in the order in which they came', async () => {
  const turns = createTurns();
  const seen: string[] = [];
  const [first, second, third] = [turns.take('a'), turns.take('a'), turns.take('a')];
  for (const [name, turn] of Object.entries({ third, second, first })) {
    void turn.come.then(() => seen.push(name));
  }
  await soon();
  expect(seen).toEqual(['first']);
  // Whoever gives up does not let those behind pass the one before.
  second.end();
  await soon();
  expect(seen).toEqual(['first']);
  first.end();
  first.end();
  await soon();
  expect(seen).toEqual(['first', 'second', 'third']);
  third.end();
  await expect(turns.take('a').come).resolves.toBeUndefined();
});

test('other names do not wait', async () => {
  const turns = createTurns();
  turns.take('a');
  await expect(turns.take('b').come).resolves.toBeUndefined();
});

test('whoever comes when the last one gave up still waits for the one before', async () => {
  const turns = createTurns();
  const seen: string[] = [];
  const [first, second] = [turns.take('a'), turns.take('a')];
  second.end();
  await soon();
  const third = turns.take('a');
  void third.come.then(() => seen.push('third'));
  await soon();
  expect(seen).toEqual([]);
  first.end();
  await soon();
  expect(seen).toEqual(['third']);
});

test('who is not known to be the device holds nobody up for long; the device itself does', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const turns = createTurns(3_000);
  const seen: string[] = [];
  const itself = turns.take('a');
  itself.own();
  // The holder of its token begins a question each second, and ends none.
  for (let count = 0; count < 3; count += 1) {
    turns.take('a');
    vi.advanceTimersByTime(1_000);
  }
  void turns.take('a').come.then(() => seen.push('next'));
  vi.advanceTimersByTime(60_000);
  await soon();
  expect(seen).toEqual([]);
  itself.end();
  await soon();
  expect(seen).toEqual(['next']);
  turns.take('b');
  void turns.take('b').come.then(() => seen.push('of the other'));
  vi.advanceTimersByTime(3_000);
  await soon();
  expect(seen).toEqual(['next', 'of the other']);
});
