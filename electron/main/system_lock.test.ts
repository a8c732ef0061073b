// The system's signals and the lock.
import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { lockWithSystem } from './system_lock.ts';

it('locks when the screen is locked, the computer sleeps or another account comes to the front', () => {
  const signals = new EventEmitter();
  const lock = vi.fn<() => void>();
  lockWithSystem(signals, lock);
  for (const [index, signal] of ['lock-screen', 'suspend', 'user-did-resign-active'].entries()) {
    signals.emit(signal);
    expect(lock).toHaveBeenCalledTimes(index + 1);
  }
  signals.emit('unlock-screen');
  signals.emit('resume');
  expect(lock).toHaveBeenCalledTimes(3);
});
