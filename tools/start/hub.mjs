// Step 6: the demo hub as a child process on loopback, with its database inside the app's data folder.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { commandAs } from '../setup/account.mjs';
import { isOpenToAll } from '../setup/paths.mjs';
import { SetupError, withTimedBar } from '../setup/progress.mjs';
import { lastLines } from '../setup/run.mjs';

/**
 * `enrol` is BRANCH:CODE for a device that is not enrolled yet.
 * @typedef {{ url: string, enrol: string | null, stop: () => Promise<void> }} DemoHub
 */

const START_TIMEOUT_MS = 5 * 60_000;
const STOP_TIMEOUT_MS = 10_000;
const FIRST_RUN_SECONDS = 45;

/**
 * Starts the hub and waits until it listens. The first run makes the demo province and publishes it.
 * @param {import('../setup/prepare.mjs').Runtime} runtime
 * @param {string} folder the data folder
 * @param {import('../setup/progress.mjs').StepHandle} handle
 * @returns {Promise<DemoHub>}
 */
export async function startDemoHub(runtime, folder, handle) {
  const hubFolder = join(folder, 'hub');
  const codeFile = join(folder, 'enrol-code.json');
  rmSync(codeFile, { force: true });
  const isEnrolled = existsSync(join(folder, 'device.key'));
  const isFirstRun = !existsSync(hubFolder);
  const place = ['--data', hubFolder, '--host', '127.0.0.1', '--port', '0'];
  const { child, firstOutput } = spawnHub(runtime, [
    'serve',
    ...place,
    '--exit-with-parent',
    '--demo',
    ...(isEnrolled ? [] : ['--enrol-code-file', codeFile]),
  ]);
  const listening = waitUntilListening(child, firstOutput);
  const url = await (isFirstRun ? withTimedBar(handle, FIRST_RUN_SECONDS, listening) : listening);
  handle.note(isFirstRun ? `${url}, demo province made` : url);
  return { url, enrol: takeEnrolCode(codeFile), stop: () => stopHub(child) };
}

/**
 * @param {import('../setup/prepare.mjs').Runtime} runtime
 * @param {string[]} args
 */
function spawnHub(runtime, args) {
  // A Node inside root's home cannot be run by the account; Electron is a Node too.
  const useElectron = runtime.runAs !== null && !isOpenToAll(process.execPath);
  const program = useElectron ? runtime.electronPath : process.execPath;
  const command = commandAs(runtime.runAs, program, [
    join(runtime.appFolder, 'dist', 'hub', 'cli.mjs'),
    ...args,
  ]);
  const { DATABASE_URL: _other, ...env } = process.env;
  const child = spawn(command.program, command.args, {
    cwd: '/',
    env: useElectron ? { ...env, ELECTRON_RUN_AS_NODE: '1' } : env,
    // The open pipe tells the hub that we live: it must not stay behind when we are killed.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  /** @type {string[]} */
  const firstOutput = [];
  child.stderr.on('data', (chunk) => firstOutput.length < 200 && firstOutput.push(String(chunk)));
  return { child, firstOutput };
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, import('node:stream').Readable>} child
 * @param {string[]} firstOutput
 * @returns {Promise<string>} the hub's address
 */
function waitUntilListening(child, firstOutput) {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(new SetupError('The hub did not come up in time.'));
    }, START_TIMEOUT_MS);
    child.on('error', fail);
    child.on('exit', (code) => {
      clearTimeout(timer);
      fail(
        new SetupError(`The hub ended with code ${code}:\n${lastLines(firstOutput.join(''), 20)}`),
      );
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = listeningUrl(line);
      if (url) {
        clearTimeout(timer);
        done(url);
      } else if (firstOutput.length < 200) {
        firstOutput.push(`${line}\n`);
      }
    });
  });
}

/** @param {string} line one line of the hub's log */
function listeningUrl(line) {
  if (!line.includes('"listening"')) return null;
  try {
    /** @type {{ msg?: string, url?: string }} */
    const entry = JSON.parse(line);
    return entry.msg === 'listening' && entry.url ? entry.url : null;
  } catch {
    return null;
  }
}

/** @param {string} file */
function takeEnrolCode(file) {
  if (!existsSync(file)) return null;
  /** @type {{ branch: string, code: string }} */
  const { branch, code } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  return `${branch}:${code}`;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<void>}
 */
function stopHub(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    child.removeAllListeners('exit');
    child.on('exit', () => {
      clearTimeout(timer);
      done();
    });
    child.kill('SIGTERM');
  });
}
