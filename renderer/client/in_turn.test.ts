import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { createInTurn } from './in_turn.ts';

const never = new AbortController().signal;

function desk() {
  const asked: string[] = [];
  const answer = new Map<string, () => void>();
  const ask = (name: string) => (): Promise<string> => {
    asked.push(name);
    return new Promise((resolve) => {
      answer.set(name, () => resolve(name));
    });
  };
  return { asked, answer, ask };
}

test('one question at a time, the newest of those that wait first', async () => {
  const { asked, answer, ask } = desk();
  const inTurn = createInTurn();
  const answers = ['a', 'b', 'c'].map((name) => inTurn(never, ask(name)));
  expect(asked).toEqual(['a']);
  answer.get('a')?.();
  await expect.poll(() => asked).toEqual(['a', 'c']);
  answer.get('c')?.();
  await expect.poll(() => asked).toEqual(['a', 'c', 'b']);
  answer.get('b')?.();
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c']);
});

test('a question that failed makes room for the next', async () => {
  const inTurn = createInTurn();
  const failed = inTurn(never, () => Promise.reject(new Error('down')));
  const next = inTurn(never, () => Promise.resolve('up'));
  await expect(failed).rejects.toThrow('down');
  expect(await next).toBe('up');
});

test('days that were only walked over are not asked for', async () => {
  const { asked, answer, ask } = desk();
  const inTurn = createInTurn();
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const query = (day: string) => ({
    queryKey: ['day', day],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => inTurn(signal, ask(day)),
  });
  const shown = new QueryObserver(cache, query('30'));
  const stop = shown.subscribe(() => undefined);
  for (const day of ['29', '28', '27', '26']) shown.setOptions(query(day));
  answer.get('30')?.();
  await expect.poll(() => asked).toEqual(['30', '26']);
  answer.get('26')?.();
  await expect.poll(() => shown.getCurrentResult().data).toBe('26');
  expect(asked).toEqual(['30', '26']);
  stop();
});
