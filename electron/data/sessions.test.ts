// Sessions end by themselves after idleness.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSessions } from './sessions.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const CLERK = { staff: 'c1', name: '李梅', role: 'clerk' } as const;

describe('sessions', () => {
  it('end after the idle time without a command', () => {
    const idle = vi.fn<(port: number) => void>();
    const sessions = createSessions(() => 60_000, idle);
    sessions.open(1, CLERK);
    vi.advanceTimersByTime(59_000);
    sessions.touch(1);
    vi.advanceTimersByTime(59_000);
    expect(sessions.of(1)).toEqual(CLERK);
    vi.advanceTimersByTime(1_000);
    expect(sessions.of(1)).toBeNull();
    expect(idle).toHaveBeenCalledExactlyOnceWith(1, CLERK);
  });

  it('are one a window', () => {
    const sessions = createSessions(
      () => 60_000,
      () => undefined,
    );
    sessions.open(1, CLERK);
    expect(sessions.of(2)).toBeNull();
    expect(sessions.end(1)).toEqual(CLERK);
    expect(sessions.end(1)).toBeNull();
  });

  it('end for somebody whom HQ took away', () => {
    const sessions = createSessions(
      () => 60_000,
      () => undefined,
    );
    sessions.open(1, CLERK);
    sessions.open(2, { ...CLERK, staff: 'c2' });
    sessions.review(({ staff }) => staff !== 'c1');
    expect(sessions.of(1)).toBeNull();
    expect(sessions.of(2)?.staff).toBe('c2');
  });
});
