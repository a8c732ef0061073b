// The file for support: what is in it, and what is not.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { diagnosticsSchema, diagnosticsText } from './diagnostics.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'diagnostics-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('names files by size, never by content, and holds the whole log in order', () => {
  const logs = join(dataDir, 'logs');
  mkdirSync(logs);
  mkdirSync(join(dataDir, 'profile'));
  writeFileSync(join(dataDir, 'profile', 'Cookies'), 'x');
  writeFileSync(join(dataDir, 'device.key'), 'a secret');
  symlinkSync('/etc', join(dataDir, 'elsewhere'));
  writeFileSync(join(logs, 'counter-assist.log.1'), 'older\n');
  writeFileSync(join(logs, 'counter-assist.log'), 'newer\n');
  const text = diagnosticsText({ dataDir, logs }, '1.2.3', { device: 'D1', unsent: 3, hub: null });
  expect(text).toContain('version: 1.2.3');
  expect(text).toContain('device: D1\nunsent: 3\nhub: -');
  expect(text).toMatch(/^device\.key 8 \d{4}-/m);
  expect(text).toContain('older\nnewer');
  for (const hidden of ['a secret', 'Cookies', 'elsewhere']) expect(text).not.toContain(hidden);
});

it('takes only short facts from the page', () => {
  expect(diagnosticsSchema.safeParse(['a.txt', { device: 'D1', unsent: 3 }]).success).toBe(true);
  for (const facts of [{ device: 'x'.repeat(501) }, { 'a b': 1 }, { device: {} }])
    expect(diagnosticsSchema.safeParse(['a.txt', facts]).success).toBe(false);
});
