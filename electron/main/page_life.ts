// A page that crashed comes back by itself, but not for ever.
import type { BrowserWindow } from 'electron';
import { HOME } from './app_path.ts';
import { delayBefore, HEALTHY_MS } from './backoff.ts';

export function keepPageAlive(window: BrowserWindow, warn: (text: string) => void): void {
  let attempt = 0;
  let lastCrash = 0;
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    attempt = Date.now() - lastCrash > HEALTHY_MS ? 1 : attempt + 1;
    lastCrash = Date.now();
    warn(`the page's process ended: ${reason} (${exitCode})`);
    setTimeout(() => {
      if (!window.isDestroyed()) void window.loadURL(HOME);
    }, delayBefore(attempt));
  });
  window.webContents.on('unresponsive', () => warn('the page does not respond'));
  window.webContents.on('preload-error', (_, _path, error) => warn(`preload: ${error.message}`));
}
