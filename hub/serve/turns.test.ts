// Who comes first goes first, and a name that nobody waits under is forgotten.
import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

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
