// Loads the page; one that crashed comes back by itself, with growing delays.
import type { BrowserWindow } from 'electron';
import { HOME } from './app_path.ts';
import { delayBefore, HEALTHY_MS } from './backoff.ts';

export function keepPageAlive(window: BrowserWindow, warn: (text: string) => void): void {
  const load = (): void => {
    if (window.isDestroyed()) return;
    // Also when the window closes while it loads.
    window.loadURL(HOME).catch((error: Error) => warn(`the page was not loaded: ${error.message}`));
  };
  load();
  let attempt = 0;
  let lastCrash = 0;
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    attempt = Date.now() - lastCrash > HEALTHY_MS ? 1 : attempt + 1;
    lastCrash = Date.now();
    warn(`the page's process ended: ${reason} (${exitCode})`);
    setTimeout(load, delayBefore(attempt));
  });
  window.webContents.on('unresponsive', () => warn('the page does not respond'));
  window.webContents.on('preload-error', (_, _path, error) => warn(`preload: ${error.message}`));
}
