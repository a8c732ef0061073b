// Every hardening of the window, and with them the promises of docs/security.md (`promises.mjs`): the text that is taken away, what stands there then, and the test that must fail.

import { PROMISES } from './promises.mjs';

/**
 * @typedef {{ name: string, file: string, from: string, to: string, test: string }} Point
 * `test`: a unit test by its file, or where only the running app can tell an end-to-end test, of a file that has longer
 * ones too with a piece of its title behind `#`.
 */

const TAKEN_OVER = 'tests/e2e/taken_over.spec.ts';
const DISPLAY = 'tests/e2e/display.spec.ts#a page of its own';
const PACKAGE = 'tests/tools/package_config.test.ts';

/** @type {(file: string, test: string) => (name: string, from: string, to?: string) => Point} */
const inFile =
  (file, test) =>
  (name, from, to = '') => ({ name, file, from, to, test });

const preferences = inFile(
  'electron/main/web_preferences.ts',
  'electron/main/web_preferences.test.ts',
);
const guards = inFile('electron/main/guards.ts', 'electron/main/guards.test.ts');
const headers = inFile('electron/main/app_protocol.ts', 'electron/main/app_protocol.test.ts');
const paths = inFile('electron/main/app_path.ts', 'electron/main/app_path.test.ts');
const ipc = inFile('electron/main/ipc.ts', 'electron/main/ipc.test.ts');
const switches = inFile('electron/main/switches.ts', 'electron/main/switches.test.ts');
const fuses = inFile('electron-builder.yml', PACKAGE);
const display = inFile('electron/main/display.ts', DISPLAY);
const start = inFile('electron/main/index.ts', TAKEN_OVER);

/** @type {readonly Point[]} */
export const POINTS = [
  ...PROMISES,
  preferences('2 no Node in the page', 'nodeIntegration: false', 'nodeIntegration: true'),
  preferences(
    '2 nor in its workers',
    'nodeIntegrationInWorker: false',
    'nodeIntegrationInWorker: true',
  ),
  preferences(
    '2 nor in its frames',
    'nodeIntegrationInSubFrames: false',
    'nodeIntegrationInSubFrames: true',
  ),
  preferences('3 context isolation', 'contextIsolation: true', 'contextIsolation: false'),
  preferences('4 sandbox', 'sandbox: true', 'sandbox: false'),
  preferences('6 web security', 'webSecurity: true', 'webSecurity: false'),
  preferences(
    '8 no insecure content',
    'allowRunningInsecureContent: false',
    'allowRunningInsecureContent: true',
  ),
  preferences('9 no experiments', 'experimentalFeatures: false', 'experimentalFeatures: true'),
  preferences(
    '10 no features of Blink',
    '  plugins: false,',
    "  plugins: false,\n  enableBlinkFeatures: 'X',",
  ),
  preferences('11 no webview', 'webviewTag: false', 'webviewTag: true'),
  preferences('no tools of developers in a package', 'devTools: isDevelopment', 'devTools: true'),
  preferences('no plugins', 'plugins: false', 'plugins: true'),
  preferences('no spelling', 'spellcheck: false', 'spellcheck: true'),
  preferences(
    'no page by dropping a file',
    'navigateOnDragDrop: false',
    'navigateOnDragDrop: true',
  ),
  guards(
    '5 permissions asked for',
    '_permission, answer) => answer(false)',
    '_permission, answer) => answer(true)',
  ),
  guards(
    '5 permissions checked',
    'setPermissionCheckHandler(() => false)',
    'setPermissionCheckHandler(() => true)',
  ),
  guards(
    '5 devices',
    'setDevicePermissionHandler(() => false)',
    'setDevicePermissionHandler(() => true)',
  ),
  guards(
    '5 the screen',
    '  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));\n',
  ),
  guards('12 embedded pages', "event.preventDefault();\n    warn('an embedded page was refused');"),
  guards('13 navigation', 'if (event.isMainFrame && isOurs(event.url)) return;', 'return;'),
  guards('13 redirects', 'if (isOurs(event.url)) return;', 'return;'),
  guards('14 new windows', "{ action: 'deny' }", "{ action: 'allow' }"),
  guards('downloads', "  session.on('will-download', (event) => event.preventDefault());\n"),
  guards('dictionaries', 'setSpellCheckerEnabled(false)', 'setSpellCheckerEnabled(true)'),
  guards('requests to elsewhere', '!staysInside(url)', 'false'),
  guards(
    'WebRTC by its own way',
    "  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');\n",
  ),
  guards(
    'names looked up',
    "  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');\n",
  ),
  headers('7 policy: everything by default', `"default-src 'none'"`, `"default-src *"`),
  headers(
    '7 policy: scripts',
    `"script-src 'self'"`,
    `"script-src * 'unsafe-inline' 'unsafe-eval'"`,
  ),
  headers('7 policy: ways out', `"connect-src 'self'"`, `"connect-src *"`),
  headers('7 policy: forms', `  "form-action 'none'",\n`),
  headers('7 policy: frames', `  "frame-ancestors 'none'",\n`),
  headers('7 policy: base', `  "base-uri 'none'",\n`),
  headers('7 policy: WebRTC', `  "webrtc 'block'",\n`),
  headers('7 the policy itself', `  'content-security-policy': CONTENT_SECURITY_POLICY,\n`),
  headers('types are not guessed', `  'x-content-type-options': 'nosniff',\n`),
  headers('no names ahead of links', `  'x-dns-prefetch-control': 'off',\n`),
  headers('1 a secure scheme', 'secure: true', 'secure: false'),
  headers('the scheme goes round no policy', 'secure: true,', 'secure: true, bypassCSP: true,'),
  paths('18 our own files alone', 'if (!isOurs(address)) return null;\n'),
  ipc('17 who sends', 'frame.parent === null', 'true'),
  switches('switches that drive', "  'remote-debugging-port',\n"),
  switches('switches that open the sandbox', "  'no-sandbox',\n"),
  switches('switches in a package', 'if (!isPackaged) return null;', 'return null;'),
  {
    name: '15 nothing opened by other programs',
    file: 'electron/main/window.ts',
    from: "window.once('ready-to-show', () => window.show());",
    to: "window.once('ready-to-show', () => void shell.openExternal(HOME));",
    test: PACKAGE,
  },
  {
    name: '16 one version of Electron',
    file: 'package.json',
    from: '"electron": "',
    to: '"electron": "^',
    test: PACKAGE,
  },
  fuses('19 run as Node', 'runAsNode: false', 'runAsNode: true'),
  fuses('19 cookies', 'enableCookieEncryption: true', 'enableCookieEncryption: false'),
  fuses(
    '19 NODE_OPTIONS',
    'enableNodeOptionsEnvironmentVariable: false',
    'enableNodeOptionsEnvironmentVariable: true',
  ),
  fuses(
    '19 inspector',
    'enableNodeCliInspectArguments: false',
    'enableNodeCliInspectArguments: true',
  ),
  fuses(
    '19 integrity',
    'enableEmbeddedAsarIntegrityValidation: true',
    'enableEmbeddedAsarIntegrityValidation: false',
  ),
  fuses('19 app.asar alone', 'onlyLoadAppFromAsar: true', 'onlyLoadAppFromAsar: false'),
  fuses(
    '19 snapshot',
    'loadBrowserProcessSpecificV8Snapshot: false',
    'loadBrowserProcessSpecificV8Snapshot: true',
  ),
  fuses(
    '19 rights of file:',
    'grantFileProtocolExtraPrivileges: false',
    'grantFileProtocolExtraPrivileges: true',
  ),
  start('4 the sandbox for all', '  app.enableSandbox();\n'),
  start('the guards of pages', "  guardContents(app, (text) => log('warn', 'window', text));\n"),
  start('the guards of the session', '  guardSession(session.defaultSession);\n'),
  start('the guard of the network', '  guardNetwork(app.commandLine);\n'),
  display("5 the guards of the customer's screen", '      guardSession(own);\n'),
  display('its session apart from the counter', '        partition: PARTITION,\n'),
  {
    name: "the customer's screen asks nothing of main",
    file: 'electron/main/run.ts',
    from: '(contents) => contents === opened.webContents,',
    to: '() => true,',
    test: DISPLAY,
  },
  {
    name: "20 nothing of Electron on the customer's screen",
    file: 'electron/preload/display/index.ts',
    from: "import { ipcRenderer } from 'electron';",
    to: "import { contextBridge, ipcRenderer } from 'electron';\ncontextBridge.exposeInMainWorld('counterShell', { send: ipcRenderer.send });",
    test: DISPLAY,
  },
  {
    name: '20 nothing of Electron in the page',
    file: 'electron/preload/index.ts',
    from: "exposeInMainWorld('counterShell', shell)",
    to: "exposeInMainWorld('counterShell', { ...shell, send: ipcRenderer.send })",
    test: TAKEN_OVER,
  },
];
