import { expect, test } from 'vitest';
import { webPreferencesFor } from './web_preferences.ts';

test('the page has nothing of the machine, and no tools of developers in a package', () => {
  expect(webPreferencesFor('/app/preload.cjs', false)).toEqual({
    preload: '/app/preload.cjs',
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
    devTools: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
  });
});
