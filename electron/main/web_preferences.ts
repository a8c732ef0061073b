// What the window's page may do of what Electron offers to pages: nothing of the machine.
import type { WebPreferences } from 'electron';

/** All of it is written out, also what is Electron's default: a default may be another in a later version. */
export const webPreferencesFor = (preload: string, isDevelopment: boolean): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  spellcheck: false,
  devTools: isDevelopment,
  navigateOnDragDrop: false,
  safeDialogs: true,
});
