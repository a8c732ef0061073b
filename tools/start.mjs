// npm start: from nothing installed to an open window on a working demo branch.
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildParts } from './build.mjs';
import { chineseFontHint } from './setup/libraries.mjs';
import { finishRuntime, prepareTools } from './setup/prepare.mjs';
import { createProgress, runMain, SetupError } from './setup/progress.mjs';
import { dataFolderPath, prepareDataFolder } from './start/data-folder.mjs';
import { startDemoHub } from './start/hub.mjs';
import { runWindow } from './start/window.mjs';

const USAGE = `npm start -- [options]
  --hub URL           use this hub instead of a demo hub on this machine
  --data DIR          folder for the app's data (and the demo hub's)
  --reset-demo        throw the demo's data away and begin again
  --lang zh-CN|en     language of the window
  --shot FILE         save a picture of the window when it is painted, then quit
  --help              this text`;

await runMain(async () => {
  const options = readOptions();
  if (options === null) {
    console.log(USAGE);
    return 0;
  }
  const progress = createProgress();
  const { electron, native } = await prepareTools(progress);
  await native;
  await buildParts(progress);

  const runtime = await finishRuntime(electron, false);
  if (runtime.runAs)
    progress.line(
      `· started by root: the app runs as the account ${runtime.runAs.user}, with its sandbox on`,
    );
  if (runtime.env['DISPLAY']) {
    const advice = options.shot ? '' : '; --shot FILE saves what the window shows';
    progress.line(`· no display: a virtual one was started (${runtime.display})${advice}`);
  }
  const fontHint = await chineseFontHint();
  if (fontHint) progress.line(`· ${fontHint}`);

  const folder = dataFolderPath(options.data, runtime.runAs);
  const running = readRunning(folder);
  if (running && options.resetDemo)
    throw new SetupError(
      `The demo is open (process ${running.pid}). Close it before --reset-demo.`,
    );
  if (running && !running.hub)
    throw new SetupError(`The demo is being prepared by process ${running.pid}. Wait for it.`);
  if (!running) {
    await prepareDataFolder(folder, runtime.runAs, options.resetDemo);
    writeRunning(folder, options.hub ?? null);
  }

  const args = ['--data', folder];
  if (options.lang) args.push('--lang', options.lang);
  const shot = options.shot ? join(folder, 'shot.png') : null;
  if (shot) {
    rmSync(shot, { force: true });
    args.push('--shot', shot);
  }
  const hub =
    options.hub || running
      ? null
      : await progress.step('Demo hub', (handle) => startDemoHub(runtime, folder, handle));
  const hubUrl = options.hub ?? running?.hub ?? hub?.url;
  if (hubUrl) args.push(`--hub=${hubUrl}`);
  if (hub?.enrol) args.push(`--enrol=${hub.enrol}`);
  if (hub) writeRunning(folder, hub.url);
  try {
    progress.line(`· window opens; data in ${folder}`);
    const code = await runWindow(runtime, args);
    if (shot) {
      if (!existsSync(shot))
        throw new SetupError(`The app ended (code ${code}) without a picture.`);
      copyFileSync(shot, resolve(options.shot ?? ''));
      rmSync(shot);
      progress.line(`· picture saved: ${options.shot}`);
    }
    return code;
  } finally {
    if (!running) rmSync(runningFile(folder), { force: true });
    await hub?.stop();
  }
});

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        hub: { type: 'string' },
        data: { type: 'string' },
        'reset-demo': { type: 'boolean', default: false },
        lang: { type: 'string' },
        shot: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return null;
    if (values.lang && !['zh-CN', 'en'].includes(values.lang))
      throw new SetupError(`--lang is zh-CN or en, not ${values.lang}`);
    return {
      hub: values.hub,
      data: values.data,
      resetDemo: values['reset-demo'],
      lang: values.lang,
      shot: values.shot,
    };
  } catch (error) {
    throw error instanceof SetupError
      ? error
      : new SetupError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

/**
 * @param {string} folder
 * @param {string | null} hub
 */
function writeRunning(folder, hub) {
  writeFileSync(runningFile(folder), JSON.stringify({ pid: process.pid, hub }));
}

/** @param {string} folder */
function runningFile(folder) {
  return join(folder, 'running.json');
}

/**
 * The start that has this data folder open already, or null.
 * @param {string} folder
 * @returns {{ pid: number, hub: string | null } | null} `hub` is null until it listens
 */
function readRunning(folder) {
  if (!existsSync(runningFile(folder))) return null;
  /** @type {{ pid: number, hub: string | null }} */
  const running = JSON.parse(readFileSync(runningFile(folder), 'utf8'));
  try {
    process.kill(running.pid, 0);
    return running;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM' ? running : null;
  }
}
