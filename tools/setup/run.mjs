// Child processes for the tools: collected output, or streamed to the terminal.
import { spawn } from 'node:child_process';
import { SetupError } from './progress.mjs';

/**
 * @typedef {{ code: number, output: string }} RunResult
 */

/**
 * Runs a program without standard input and collects what it prints. Never rejects on a non-zero exit.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, onOutput?: (chunk: string) => void }} [options]
 * @returns {Promise<RunResult>}
 */
export function runQuiet(program, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (/** @type {Buffer} */ chunk) => {
      const text = chunk.toString('utf8');
      output += text;
      options.onOutput?.(text);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const timer = options.timeoutMs
      ? setTimeout(() => {
          output += `\n(ended after ${options.timeoutMs} ms)\n`;
          child.kill('SIGKILL');
        }, options.timeoutMs)
      : null;
    child.on('error', (error) => done({ code: 127, output: output + error.message }));
    child.on('close', (code) => {
      if (timer) clearTimeout(timer);
      done({ code: code ?? 1, output });
    });
  });
}

/**
 * Like runQuiet, but a failure is a SetupError that ends with the last lines of the output.
 * @param {string} what what failed, for the message
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Parameters<typeof runQuiet>[2]} [options]
 */
export async function runOrFail(what, program, args, options) {
  const result = await runQuiet(program, args, options);
  if (result.code !== 0) {
    throw new SetupError(`${what} failed (exit code ${result.code}):\n${shorten(result.output)}`);
  }
  return result.output;
}

/**
 * Runs a program with the terminal's own streams; gives its exit code.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function runInherit(program, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: 'inherit', ...options });
    child.on('error', fail);
    child.on('close', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/**
 * The command line for npm: the npm that runs us when there is one (a .cmd file cannot be started directly on Windows).
 * @param {readonly string[]} args
 * @returns {{ program: string, args: string[] }}
 */
export function npmCommand(args) {
  const running = process.env['npm_execpath'];
  const quiet = [...args, '--loglevel=error'];
  return running?.endsWith('.js')
    ? { program: process.execPath, args: [running, ...quiet] }
    : { program: 'npm', args: quiet };
}

/**
 * @param {string} text
 * @param {number} count
 */
export function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * The first and the last lines: npm says the reason first, compilers say it last.
 * @param {string} text
 */
function shorten(text) {
  const lines = text.trim().split('\n');
  return lines.length <= 30
    ? lines.join('\n')
    : [...lines.slice(0, 10), '…', ...lines.slice(-19)].join('\n');
}
