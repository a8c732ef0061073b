// Rows set aside are rows of customers: the file is the account's alone, also in the place of an older one.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createRejectsFile } from './rejects_file.ts';

it("is written whole, and nobody else's to read", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rejects-'));
  try {
    const path = join(folder, 'rejects.csv');
    writeFileSync(path, 'of before', { mode: 0o644 });
    const file = await createRejectsFile(path, ['account', 'phone']);
    const expected = { zh: '手机号', en: 'a phone' };
    await file.add(['A1', '12'], [{ row: 2, column: 'phone', value: '12', expected } as never]);
    await file.keep();
    expect(readFileSync(path, 'utf8')).toContain('A1,12,phone: 手机号 / a phone');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
