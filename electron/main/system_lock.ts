// The computer's own lock and sleep end the sessions: nobody comes back to a window that is open for somebody else.

/** The part of Electron's `powerMonitor` that is used. `lock-screen` is not told on every Linux. */
export type SystemSignals = {
  on(signal: 'lock-screen' | 'suspend' | 'user-did-resign-active', listener: () => void): unknown;
};

/** Locking the screen, sleeping, and switching to another account of the machine. */
export function lockWithSystem(signals: SystemSignals, lock: () => void): void {
  signals.on('lock-screen', lock);
  signals.on('suspend', lock);
  signals.on('user-did-resign-active', lock);
}
