// The small zip reader unpacks what a real zip program wrote, and refuses names that leave the folder.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unzip } from '#tools/setup/zip.mjs';

const WRITE = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    info = zipfile.ZipInfo('Top/run')
    info.external_attr = 0o100755 << 16
    z.writestr(info, 'x' * 100000, zipfile.ZIP_DEFLATED)
    z.writestr('Top/plain.txt', 'as it is', zipfile.ZIP_STORED)
    z.writestr('Top/empty', '')
    if len(sys.argv) > 2: z.writestr(sys.argv[2], 'out')`;

function makeZip(...more: string[]): { file: string; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  const file = join(folder, 'a.zip');
  execFileSync('python3', ['-c', WRITE, file, ...more]);
  return { file, folder: join(folder, 'out') };
}

it('unpacks names, contents and the executable bit', async () => {
  const { file, folder } = makeZip();
  await unzip(
    file,
    folder,
    (name) => (name.endsWith('empty') ? null : name.replace('Top/', '')),
    () => {},
  );
  expect(readFileSync(join(folder, 'run'), 'utf8')).toBe('x'.repeat(100_000));
  expect(statSync(join(folder, 'run')).mode & 0o777).toBe(0o755);
  expect(readFileSync(join(folder, 'plain.txt'), 'utf8')).toBe('as it is');
  expect(() => statSync(join(folder, 'empty'))).toThrow('ENOENT');
});

it('refuses a name that leaves the folder', async () => {
  const { file, folder } = makeZip('../escaped');
  await expect(
    unzip(
      file,
      folder,
      (name) => name,
      () => {},
    ),
  ).rejects.toThrow('leaves its folder');
});
