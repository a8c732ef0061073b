// Main with its window: keys, supervision, and what the page asks of the machine.
import { readFileSync } from 'node:fs';
import { app, BrowserWindow, ipcMain, powerMonitor, safeStorage } from 'electron';
import { SYSTEM } from '#electron/port/parent.ts';
import { DISPLAY, SHELL } from '#electron/port/shell_channels.ts';
import type { Machine, ShellInfo } from '#shared/contract/shell.ts';
import { languageSchema } from '#shared/model/text.ts';
import { z } from 'zod';
import { adminFiles, readAdmin, shownAdmin } from './admin_file.ts';
import { type Options, parseEnrol } from './arguments.ts';
import { forkData } from './data_child.ts';
import { createDataProcess } from './data_process.ts';
import { diagnosticsSchema, diagnosticsText } from './diagnostics.ts';
import { createDisplay } from './display.ts';
import { createFirstPageFile } from './first_page.ts';
import type { Folders } from './folders.ts';
import { createIpc } from './ipc.ts';
import { createKeyFile } from './key_file.ts';
import { createKeyStore } from './key_store.ts';
import { watchKeys } from './keyboard.ts';
import type { Log } from './log.ts';
import { createPortOffice } from './port_office.ts';
import { quitCleanly, STOP_WITHIN_MS } from './quit.ts';
import { chooseStick, chooseStickSchema } from './choose_stick.ts';
import { saveAs, saveFile, saveFileSchema, savePdf, savePdfSchema } from './save_file.ts';
import { openSettings, textSizeSchema } from './settings.ts';
import { takeShot } from './shot.ts';
import { lockWithSystem } from './system_lock.ts';
import { askByRun, createSystemProxy } from './system_proxy.ts';
import { keepTextSize } from './text_size.ts';
import { giveIcon } from './window.ts';

const isDevelopment = !app.isPackaged;
const LOST_KEY = {
  unreadable:
    'damaged, or sealed with another key of the key store: this computer is to be enrolled again',
  'backend-changed':
    'sealed by another key store than there is now: this computer is to be enrolled again',
} as const;

/** Before the page asks for the first time. `opened` is on its way already. */
export function run(options: Options, folders: Folders, log: Log, opened: BrowserWindow): void {
  const admin = readAdmin(adminFiles(process.platform, process.env, folders.dataDir));
  if (admin.problem !== null) {
    log('error', 'main', `${admin.path ?? ''}: ${JSON.stringify(admin.problem)}`);
  }
  const hubUrl = options.hubUrl ?? admin.set.hub ?? null;
  const enrol = options.enrol ?? parseEnrol(admin.set.enrol) ?? null;
  const { authority: certificates } = admin.set;
  const authority = certificates === undefined ? null : readFileSync(certificates, 'utf8');
  const { proxy = null } = admin.set;
  const findWays = createSystemProxy({
    ask: askByRun(process.execPath, app.isPackaged ? [] : [app.getAppPath()], folders.dataDir),
    log: (level, text) => log(level, 'main', text),
    now: () => performance.now(),
  });
  const settings = openSettings(folders.settingsFile, options.language, admin.set);
  const keyStore = createKeyStore(safeStorage, process.platform);
  const keyFile = createKeyFile(folders.keyFile, keyStore);
  const firstPageFile = createFirstPageFile(folders.firstPageFile, keyStore);

  const data = createDataProcess({
    fork: () => forkData(folders.dataEntry, log),
    startMessage: () => ({
      kind: 'start',
      dataDir: folders.dataDir,
      key: keyFile.read(),
      keyStore: { backend: keyStore.backend, isProtected: keyStore.isProtected },
      keyStoreProblem: keyStore.problem(),
      autoEnrol: enrol !== null && hubUrl !== null ? { hubUrl, ...enrol } : null,
      hubUrl,
      authority,
      proxy,
      printer: admin.set.printer ?? null,
      lockMinutes: admin.set.lockMinutes ?? null,
      version: app.getVersion(),
      nativeBinding: folders.nativeBinding,
    }),
    saveSecrets(secrets) {
      const saved = keyFile.write(secrets);
      return saved.ok ? null : saved.error.detail;
    },
    rememberFirstPage: (page) => firstPageFile.remember(page),
    findWays,
    onUpdate: (act) => void updates.then((each) => each[act]()),
    onFork: () => ports.serveAll(),
    onHealth: (health) => {
      if (!opened.isDestroyed()) opened.webContents.send(SHELL.health, health);
    },
    log: (level, text) => log(level, 'data', text),
  });
  const ports = createPortOffice((port) => data.connect(port));

  const textSize = keepTextSize(opened, () => settings.textSize());
  watchKeys(opened.webContents, isDevelopment, () => textSize.level());
  data.run();
  lockWithSystem(powerMonitor, () => data.lock());
  const key = keyFile.read();
  if (key.state === 'lost') log('error', 'main', `${folders.keyFile}: ${LOST_KEY[key.reason]}`);
  // A picture is taken of a page that is whole.
  const isRecalled = key.state === 'held' && options.shot === null;
  const firstPage = isRecalled ? firstPageFile.recall(key.secrets.device) : null;

  const display = createDisplay({
    folders,
    isDevelopment,
    counter: opened,
    warn: (text) => log('error', 'display', text),
    onClosed: () => settings.setDisplay(false),
  });
  createIpc(
    ipcMain,
    (contents) => display.owns(contents),
    (text) => log('warn', 'display', text),
  ).on(DISPLAY.wantPort, () => display.ready());

  const ipc = createIpc(
    ipcMain,
    (contents) => contents === opened.webContents,
    (text) => log('warn', 'window', text),
  );
  ipc.answer(SHELL.info, (): ShellInfo => ({
    language: settings.language(),
    hubUrl,
    enrolBranch: enrol?.branch ?? null,
    // Nobody who is enrolled needs it any more.
    enrolCode: enrol === null || keyFile.read().state === 'held' ? null : enrol.code,
    firstPage,
  }));
  ipc.onInput(SHELL.setLanguage, languageSchema, (language) => settings.setLanguage(language));
  const machine = async (): Promise<Machine> => ({
    textSize: settings.textSize(),
    hasDisplay: settings.hasDisplay(),
    hasSecondScreen: display.hasSecondScreen(),
    admin: shownAdmin(admin),
    update: (await updates).view(),
  });
  ipc.handle(SHELL.machine, z.null(), machine);
  ipc.handle(SHELL.setTextSize, textSizeSchema, (percent) => {
    settings.setTextSize(percent);
    textSize.apply();
    return machine();
  });
  ipc.handle(SHELL.setDisplay, z.boolean(), (isOn) => {
    settings.setDisplay(isOn);
    display.setOn(isOn);
    return machine();
  });
  ipc.handle(SHELL.saveFile, saveFileSchema, (input) =>
    saveFile(opened, app.getPath('documents'), input),
  );
  ipc.handle(SHELL.savePdf, savePdfSchema, (input) =>
    savePdf(opened, app.getPath('documents'), input),
  );
  ipc.handle(SHELL.saveDiagnostics, diagnosticsSchema, ([fileName, facts]) =>
    saveAs(opened, app.getPath('documents'), fileName, () =>
      Promise.resolve(Buffer.from(diagnosticsText(folders, app.getVersion(), facts))),
    ),
  );
  ipc.handle(SHELL.chooseStick, chooseStickSchema, () =>
    chooseStick(opened, (folder) => data.noteStick(folder)),
  );
  ipc.on(SHELL.restartData, () => data.restartNow());
  ipc.on(SHELL.wantPort, (page) => {
    page.send(SHELL.health, data.health());
    ports.serve(page);
    display.link();
  });
  const painted = new Promise<void>((resolve) => {
    ipc.on(SHELL.painted, () => {
      log('info', 'window', 'painted');
      resolve();
    });
  });

  // The counter's own first page waits for none of it.
  void painted.then(() => giveIcon(opened, folders));
  void painted.then(() => display.resume(settings.hasDisplay()));
  const updates = painted.then(async () => {
    // With it comes all of Node that speaks to networks.
    const { createAppUpdates } = await import('./update/app_updates.ts');
    const made = createAppUpdates({
      app,
      folders,
      place: admin.set.updates,
      hubUrl,
      keyFile,
      line: { authority, proxy: proxy === SYSTEM ? findWays : proxy },
      log,
      async stopData() {
        for (const each of BrowserWindow.getAllWindows()) each.hide();
        await data.stop(STOP_WITHIN_MS);
      },
    });
    made.run();
    return made;
  });

  app.on('second-instance', () => {
    if (opened.isDestroyed()) return;
    if (opened.isMinimized()) opened.restore();
    opened.show();
    opened.focus();
  });
  quitCleanly(app, (deadlineMs) => data.stop(deadlineMs));
  if (options.shot !== null) {
    void shoot(opened, painted, options.shot, options.enrol !== null, log);
  }
}

async function shoot(
  window: BrowserWindow,
  painted: Promise<void>,
  path: string,
  isEnrolling: boolean,
  log: Log,
): Promise<void> {
  const isPainted = await takeShot(window, painted, path, isEnrolling);
  if (!isPainted) log('error', 'window', 'the page was not painted in time');
  app.quit();
}
