// Step 7: a display. Without one, a virtual screen by Xvfb, without access control so that the ordinary account may draw on it.
import { spawn } from 'node:child_process';
import { findProgram } from './paths.mjs';
import { SetupError } from './progress.mjs';

/**
 * `stop` ends the virtual screen, and does nothing when the display was there before.
 * @typedef {{ name: string, isVirtual: boolean, stop: () => void }} Display
 */

const START_TIMEOUT_MS = 15_000;

/**
 * @param {{ alwaysVirtual: boolean }} options tests never draw on a person's screen
 * @returns {Promise<Display>}
 */
export async function ensureDisplay({ alwaysVirtual }) {
  const present = process.env['WAYLAND_DISPLAY'] || process.env['DISPLAY'];
  const needsNone = process.platform !== 'linux';
  if (needsNone || (present && !alwaysVirtual))
    return { name: process.env['DISPLAY'] ?? '', isVirtual: false, stop() {} };
  if (!findProgram('Xvfb')) {
    throw new SetupError(
      'There is no display, and Xvfb (a virtual one) is not installed.\nOn Debian 12: apt-get install xvfb',
    );
  }
  return await startXvfb();
}

/** @returns {Promise<Display>} */
function startXvfb() {
  return new Promise((done, fail) => {
    const args = [
      '-displayfd',
      '3',
      '-screen',
      '0',
      '1920x1080x24',
      '-ac',
      '-nolisten',
      'tcp',
      '-noreset',
    ];
    const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
    let errors = '';
    let answer = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(new SetupError(`Xvfb did not come up within ${START_TIMEOUT_MS / 1000} s:\n${errors}`));
    }, START_TIMEOUT_MS);
    child.stderr?.on('data', (chunk) => (errors += chunk));
    child.on('error', fail);
    child.on('exit', (code) => {
      clearTimeout(timer);
      fail(new SetupError(`Xvfb ended with code ${code}:\n${errors}`));
    });
    child.stdio[3]?.on('data', (chunk) => {
      answer += chunk;
      if (!answer.includes('\n')) return;
      clearTimeout(timer);
      // The virtual screen must not keep our own process alive; it ends with us.
      child.unref();
      /** @type {import('node:net').Socket} */ (child.stderr)?.unref();
      const pipe = /** @type {import('node:net').Socket} */ (child.stdio[3]);
      pipe.unref();
      const stop = () => void child.kill('SIGTERM');
      process.on('exit', stop);
      done({ name: `:${answer.trim()}`, isVirtual: true, stop });
    });
  });
}
