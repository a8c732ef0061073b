// DIR/logs: what happened, for support. No customer data, no secrets; three files of two megabytes at most.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import logger from 'electron-log/node';
import type { LogLevel } from '#electron/port/parent.ts';

export type Log = (level: LogLevel, scope: 'main' | 'data' | 'window', text: string) => void;

const MAX_BYTES = 2_000_000;
const OLDER = 2;

export function createLog(folder: string, isDevelopment: boolean): Log {
  mkdirSync(folder, { recursive: true });
  const { file, console } = logger.transports;
  file.setAppName('counter-assist');
  file.resolvePathFn = () => join(folder, 'counter-assist.log');
  file.maxSize = MAX_BYTES;
  file.archiveLogFn = ({ path }) => shift(path);
  file.format = '{iso} {level} {text}';
  file.level = isDevelopment ? 'debug' : 'info';
  console.level = isDevelopment ? 'warn' : false;
  console.format = '{level} {text}';
  return (level, scope, text) => logger[level](`${scope}: ${text}`);
}

/** counter-assist.log, then .1, then .2; the oldest goes. */
function shift(path: string): void {
  for (let age = OLDER; age >= 1; age -= 1) {
    const younger = age === 1 ? path : `${path}.${age - 1}`;
    if (existsSync(younger)) renameSync(younger, `${path}.${age}`);
  }
}
