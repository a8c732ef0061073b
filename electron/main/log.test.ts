// The log of this machine: its lines, its levels, and that it never grows past three files.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from './log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (suffix = ''): string => join(folder, 'logs', `counter-assist.log${suffix}`);

test('writes one line a call, with instant, level and scope', () => {
  const log = createLog(join(folder, 'logs'), false);
  log('info', 'window', 'painted');
  log('warn', 'data', 'sync: unreachable');
  expect(readFileSync(path(), 'utf8')).toMatch(
    /^\d{4}-\d\d-\d\dT[\d:.]+Z info window: painted\n\S+ warn data: sync: unreachable\n$/,
  );
});

test('is for this account alone, and no text can forge a line', () => {
  const log = createLog(join(folder, 'logs'), false);
  log('warn', 'window', 'one\n2026-01-01T00:00:00.000Z info main: forged\r\u001B[2Jtwo\u2028three');
  const lines = readFileSync(path(), 'utf8').trimEnd().split('\n');
  expect(lines.filter((line) => /^\d{4}-/.test(line))).toHaveLength(1);
  expect(lines.slice(1)).toEqual([
    '  2026-01-01T00:00:00.000Z info main: forged',
    '  \uFFFD[2Jtwo',
    '  three',
  ]);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
});

test('leaves debug out of a packaged app', () => {
  const log = createLog(join(folder, 'logs'), false);
  log('debug', 'main', 'detail');
  expect(existsSync(path())).toBe(false);
});

test('keeps two older files and starts a new one past two megabytes, also after a restart', () => {
  createLog(join(folder, 'logs'), false);
  for (const name of ['first', 'second', 'third', 'fourth']) {
    writeFileSync(path(), `${name}${'x'.repeat(2_000_000)}`);
    createLog(join(folder, 'logs'), false)('info', 'main', name);
  }
  expect(statSync(path()).size).toBeLessThan(100);
  expect(readFileSync(path('.1'), 'utf8')).toMatch(/^fourth/);
  expect(readFileSync(path('.2'), 'utf8')).toMatch(/^third/);
  expect(existsSync(path('.3'))).toBe(false);
});

test('a folder that refuses is no failure', () => {
  const log = createLog(join(folder, 'logs'), false);
  rmSync(join(folder, 'logs'), { recursive: true });
  expect(() => log('info', 'main', 'gone')).not.toThrow();
});
