// The hub as its users start it, for tests: the built program in a process of its own.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..', '..');
export const PROGRAM = join(ROOT, 'dist', 'hub', 'cli.mjs');

export const buildHub = async (): Promise<void> => {
  await promisify(execFile)(process.execPath, [
    join(ROOT, 'tools', 'build.mjs'),
    'hub',
    'hub-page',
  ]);
};

export type Ended = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs a command to its end. @param isRead nobody reads its standard output otherwise */
export function runHub(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  isRead = true,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: '/',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (!isRead) child.stdout.destroy();
    const texts = [collect(child.stdout), collect(child.stderr)];
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout: texts[0]?.join('') ?? '', stderr: texts[1]?.join('') ?? '' });
    });
  });
}

export type RunningHub = {
  readonly child: ChildProcess;
  readonly url: string;
  readonly stderr: readonly string[];
  /** Resolves with code or signal once it has ended. */
  readonly ended: Promise<number | string | null>;
};

/** Starts `hub serve` and waits until it listens. */
export async function startHub(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<RunningHub> {
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', ...args], {
    cwd: '/',
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const stderr = collect(child.stderr);
  const ended = new Promise<number | string | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  return { child, url: await listeningUrl(child, stderr), stderr, ended };
}

function listeningUrl(child: ChildProcess, stderr: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString('utf8');
      const url = /"url":"([^"]+)","msg":"listening"/.exec(text)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.on('close', () => reject(new Error(`hub serve ended: ${stderr.join('')}`)));
  });
}

function collect(stream: NodeJS.ReadableStream | null): string[] {
  const parts: string[] = [];
  stream?.setEncoding('utf8').on('data', (part: string) => parts.push(part));
  return parts;
}
