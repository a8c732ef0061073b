// Main: what comes before there is a window; `run.ts` is the rest. It sees no customer data.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, Menu, protocol, session } from 'electron';
import { registerScheme } from './app_protocol.ts';
import { type Options, parseArguments } from './arguments.ts';
import { defaultDataDir, type Folders, foldersOf } from './folders.ts';
import { guardContents, guardNetwork } from './guards.ts';
import { createLog, type Log } from './log.ts';
import { run } from './run.ts';
import { refusedSwitch } from './switches.ts';
import { answerOf } from './system_proxy.ts';
import { applicationMenu } from './window.ts';
import { wipe } from './wipe.ts';
import { tellWiped } from './wipe_words.ts';

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
    wipeAndLeave(folders, options.wipe);
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
  void app.whenReady().then(() => run(options, folders, log));
}

/** No page, no window, and so nothing that must not reach the network: what names the proxy may be fetched. */
async function sayProxyAndLeave({ profile }: Folders, address: string): Promise<void> {
  app.setPath('userData', join(profile, 'proxy'));
  app.disableHardwareAcceleration();
  await app.whenReady();
  process.stdout.write(`${await answerOf(session.fromPartition('proxy'), address)}\n`);
  app.exit(0);
}

/** What packs the app for the end-to-end tests writes it (`tools/package/package-app.mjs`). */
function isForTest(): boolean {
  const text = readFileSync(join(app.getAppPath(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly isForTest?: unknown }).isForTest === true;
}

/** Nothing of Chromium's is written before the app is ready: its profile can go, once the lock in it is given back. */
function wipeAndLeave({ dataDir, profile }: Folders, word: string): void {
  app.setPath('userData', profile);
  if (existsSync(profile)) {
    if (!app.requestSingleInstanceLock()) {
      refuse('程序正在运行，先关闭它。 Counter Assist is running: close it first.');
      return;
    }
    app.releaseSingleInstanceLock();
  }
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
