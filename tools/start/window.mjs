// The last step: the app's window, until it is closed.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { commandAs } from '../setup/account.mjs';

/** Chromium's own remarks about a machine without D-Bus or a graphics card: true, and of no use to anybody. */
const CHROMIUM_NOISE = /^\[\d+:\d+\/[\d.]+:(ERROR|WARNING|INFO):/;

/**
 * Runs the app and gives its exit code.
 * @param {import('../setup/prepare.mjs').Runtime} runtime
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export function runWindow(runtime, args) {
  return new Promise((done, fail) => {
    const command = commandAs(runtime.runAs, runtime.electronPath, [runtime.appFolder, ...args]);
    const child = spawn(command.program, command.args, {
      cwd: '/',
      env: { ...process.env, ...runtime.env },
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (!CHROMIUM_NOISE.test(line)) process.stderr.write(`${line}\n`);
    });
    const end = () => void child.kill('SIGTERM');
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
    child.on('error', fail);
    child.on('close', (code, signal) =>
      done(code ?? (signal === 'SIGTERM' || signal === 'SIGINT' ? 0 : 1)),
    );
  });
}
