// One bit turned in each byte of the hub's secret: refused with the name of its file, or the same secret.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestDatabase } from '#hub/db/test_database.ts';
import { rotateSecret } from './rotate.ts';
import { openSecret, SecretProblem } from './secret.ts';

test('a damaged secret is never another one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'secret-bits-'));
  const db = await openTestDatabase();
  try {
    const path = join(folder, 'hub-secret');
    await openSecret(path, db);
    // With a rotation in it: its line is as dear as the first.
    const { publicKey } = (await rotateSecret(path, db)).secret;
    const whole = await readFile(path);
    let refused = 0;
    for (let byte = 0; byte < whole.length; byte += 1) {
      const bytes = Buffer.from(whole);
      bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (byte & 7));
      await writeFile(path, bytes);
      const found = await openSecret(path, db).then(
        (secret) => secret.publicKey,
        (error: unknown) => error,
      );
      const isRefused = found instanceof SecretProblem && found.message.includes(path);
      if (isRefused) refused += 1;
      expect(isRefused ? publicKey : found).toBe(publicKey);
    }
    expect(refused).toBeGreaterThan(40);
    await writeFile(path, whole);
    expect((await openSecret(path, db)).publicKey).toBe(publicKey);
  } finally {
    await db.close();
    await rm(folder, { recursive: true });
  }
});
