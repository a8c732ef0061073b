// When a silent line is given up, and that a slow one is not.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { quietLimit } from './quiet_limit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const outer = (): AbortController => new AbortController();

it('waits as long as something comes, however slowly', () => {
  const limit = quietLimit(outer().signal, 1_000);
  for (let second = 0; second < 600; second += 1) {
    vi.advanceTimersByTime(999);
    limit.heard();
  }
  expect(limit.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect(limit.signal.reason).toMatchObject({ name: 'TimeoutError' });
});

it('gives an upload its time before the first answer', () => {
  const limit = quietLimit(outer().signal, 1_000, 5_000);
  vi.advanceTimersByTime(4_999);
  expect(limit.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(limit.signal.aborted).toBe(true);
});

it('follows the outer signal, and leaves it alone in the end', () => {
  const one = outer();
  const followed = quietLimit(one.signal, 1_000);
  one.abort();
  expect(followed.signal.aborted).toBe(true);
  const ended = quietLimit(outer().signal, 1_000);
  ended.end();
  vi.advanceTimersByTime(10_000);
  expect(ended.signal.aborted).toBe(false);
  expect(quietLimit(one.signal, 1_000).signal.aborted).toBe(true);
});
