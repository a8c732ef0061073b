// The end: windows go at once, the data process may flush and close its databases, then the app quits.
import { type App, BrowserWindow } from 'electron';

export const STOP_WITHIN_MS = 3_000;

export function quitCleanly(app: App, stop: (deadlineMs: number) => Promise<void>): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    for (const window of BrowserWindow.getAllWindows()) window.hide();
    void stop(STOP_WITHIN_MS).finally(() => {
      state = 'stopped';
      app.quit();
    });
  });
}
