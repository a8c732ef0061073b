// DIR/logs: what happened, for support. No customer data, no secrets; three files of two megabytes at most.
import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LogLevel } from '#electron/port/parent.ts';

export type Log = (
  level: LogLevel,
  scope: 'main' | 'data' | 'window' | 'display' | 'update',
  text: string,
) => void;

const MAX_BYTES = 2_000_000;
const OLDER = 2;
const LOUD: ReadonlySet<LogLevel> = new Set(['warn', 'error']);

/**
 * A line is on its way to the disk when the call returns: what a process wrote before it died is there. In
 * development it also says `debug`, and repeats what is wrong on standard error. A disk that refuses is no failure.
 */
export function createLog(folder: string, isDevelopment: boolean): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'counter-assist.log');
  let size = existsSync(path) ? statSync(path).size : 0;
  return (level, scope, text) => {
    if (level === 'debug' && !isDevelopment) return;
    const line = `${new Date().toISOString()} ${level} ${scope}: ${oneLine(text)}\n`;
    try {
      if (isDevelopment && LOUD.has(level)) process.stderr.write(line);
      if (size > MAX_BYTES) {
        shift(path);
        size = 0;
      }
      appendFileSync(path, line, { mode: 0o600 });
      size += Buffer.byteLength(line);
    } catch {
      // Nowhere to tell it.
    }
  };
}

/** Text that came from elsewhere must not look like a line of ours: what follows a break is set in. */
const oneLine = (text: string): string =>
  text.replaceAll(/\r\n|[\n\r\u2028\u2029]/g, '\n  ').replaceAll(/[^\P{Cc}\n\t]/gu, '\uFFFD');

/** counter-assist.log, then .1, then .2; the oldest goes. */
function shift(path: string): void {
  for (let age = OLDER; age >= 1; age -= 1) {
    const younger = age === 1 ? path : `${path}.${age - 1}`;
    if (existsSync(younger)) renameSync(younger, `${path}.${age}`);
  }
}
