// Main: the window and what it must not be without. All else is `run.ts`, read once the window is on its way: each line here
// is read before there is one. It sees no customer data.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, Menu, protocol, session } from 'electron';
import { registerScheme, serveApp } from './app_protocol.ts';
import { type Options, parseArguments } from './arguments.ts';
import { defaultDataDir, type Folders, foldersOf } from './folders.ts';
import { guardContents, guardNetwork, guardSession } from './guards.ts';
import { createLog, type Log } from './log.ts';
import { refusedSwitch } from './switches.ts';
import { applicationMenu, keepPageAlive, openWindow } from './window.ts';

const BAD_USAGE = 2;
/** As in electron-builder.yml: one button in the task bar. */
const APP_ID = 'cn.counter-assist.desktop';
const isDevelopment = !app.isPackaged;

function begin(options: Options): void {
  const refused = refusedSwitch({
    isPackaged: app.isPackaged,
    argv: process.argv,
    isForTest,
  });
  if (refused !== null) {
    refuse(`--${refused} 不能使用。 --${refused} is refused: it opens the counter to others.`);
    return;
  }
  const dataDir =
    options.dataDir ??
    defaultDataDir(process.platform, process.env, app.getPath('home'), app.getPath('appData'));
  const folders = foldersOf(dataDir, {
    isPackaged: app.isPackaged,
    appPath: app.getAppPath(),
    resourcesPath: process.resourcesPath,
    platform: process.platform,
    napi: process.versions['napi'] ?? '0',
  });
  if (options.wipe !== null) {
    void wipeAndLeave(folders, options.wipe);
    return;
  }
  if (options.askProxy !== null) {
    void sayProxyAndLeave(folders, options.askProxy);
    return;
  }
  let log: Log;
  try {
    mkdirSync(folders.profile, { recursive: true, mode: 0o700 });
    log = createLog(folders.logs, isDevelopment);
  } catch (error) {
    refuse(`数据文件夹不能使用。 The data folder cannot be used.\n${String(error)}`);
    return;
  }
  app.setPath('userData', folders.profile);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  process.on('uncaughtException', (error) => {
    log('error', 'main', error.stack ?? error.message);
    app.exit(1);
  });
  process.on('unhandledRejection', (reason) => log('error', 'main', String(reason)));
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
  app.enableSandbox();
  guardNetwork(app.commandLine);
  registerScheme(protocol);
  guardContents(app, (text) => log('warn', 'window', text));
  Menu.setApplicationMenu(applicationMenu(process.platform));
  void app.whenReady().then(() => show(options, folders, log));
}

/** No page, no window, and so nothing that must not reach the network: what names the proxy may be fetched. */
async function sayProxyAndLeave({ profile }: Folders, address: string): Promise<void> {
  app.setPath('userData', join(profile, 'proxy'));
  app.disableHardwareAcceleration();
  await app.whenReady();
  const { answerOf } = await import('./system_proxy.ts');
  process.stdout.write(`${await answerOf(session.fromPartition('proxy'), address)}\n`);
  app.exit(0);
}

/**
 * The page's process is born while the rest is read, which takes as long as all before it. In the same task: the page's
 * first message finds who answers it.
 */
async function show(options: Options, folders: Folders, log: Log): Promise<void> {
  serveApp(session.defaultSession.protocol, folders.renderer);
  guardSession(session.defaultSession);
  const window = openWindow(folders, isDevelopment);
  keepPageAlive(window, (text) => log('error', 'window', text));
  const { run } = await import('./run.ts');
  run(options, folders, log, window);
}

/** What packs the app for the end-to-end tests writes it (`tools/package/package-app.mjs`). */
function isForTest(): boolean {
  const text = readFileSync(join(app.getAppPath(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly isForTest?: unknown }).isForTest === true;
}

/** Nothing of Chromium's is written before the app is ready: its profile can go, once the lock in it is given back. */
async function wipeAndLeave({ dataDir, profile }: Folders, word: string): Promise<void> {
  app.setPath('userData', profile);
  if (existsSync(profile)) {
    if (!app.requestSingleInstanceLock()) {
      refuse('程序正在运行，先关闭它。 Counter Assist is running: close it first.');
      return;
    }
    app.releaseSingleInstanceLock();
  }
  const [{ wipe }, { tellWiped }] = await Promise.all([
    import('./wipe.ts'),
    import('./wipe_words.ts'),
  ]);
  const { text, code } = tellWiped(wipe(dataDir, word), dataDir);
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  tellAndLeave(text, code);
}

/** Before there is a window: a box where there is a screen, a line on standard error in any case. */
function refuse(text: string): void {
  process.stderr.write(`${text}\n`);
  tellAndLeave(text, BAD_USAGE);
}

function tellAndLeave(text: string, code: number): void {
  if (process.platform !== 'linux') dialog.showErrorBox('多说一句 Counter Assist', text);
  app.exit(code);
}

const options = parseArguments(process.argv, process.cwd());
if (options.ok) {
  begin(options.value);
} else {
  const { option, expected } = options.error;
  refuse(`${option}: ${expected}`);
}
