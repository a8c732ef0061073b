// A start shows staff and branch before the rest of the cache is read; what does not fit is still found.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { BRANCH, CATALOG, STAFF } from '#tests/fixtures/branch.ts';
import { temporaryFolder } from '#tests/fixtures/data_process.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { buildPack, createHubKeys, publishedBranch } from '#tests/fixtures/published.ts';
import { openEncrypted } from '../db/open.ts';
import { type Cache, openCache } from './cache.ts';

const open: { readonly cache: Cache; readonly folder: string }[] = [];
afterEach(() => {
  for (const { cache, folder } of open.splice(0)) {
    cache.close();
    rmSync(folder, { recursive: true });
  }
});

/** A start on a folder that holds one cache with this catalog. */
function startOn(catalog: typeof CATALOG) {
  const folder = mkdtempSync(join(tmpdir(), 'cache-'));
  const keys = createHubKeys();
  const pack = buildPack({ keys, number: 1, published: publishedBranch({ catalog }) });
  const file = join(folder, 'cache-1.db');
  const chunks = pack.manifest.chunks.map((hash) => pack.chunks.get(hash) ?? Buffer.alloc(0));
  writeFileSync(file, Buffer.concat(chunks));
  let changes = 0;
  const warnings: string[] = [];
  const cache = openCache({
    folder,
    branch: BRANCH.code,
    packKeys: () => [keys.packKey],
    nativeBinding: nativeBinding(),
    onChange: () => {
      changes += 1;
    },
    log: (_, text) => warnings.push(text),
  });
  open.push({ cache, folder });
  return { cache, file, warnings, changes: () => changes };
}

it('reads the catalog after the start, or when a command asks before', () => {
  const { cache, changes, warnings } = startOn(CATALOG);
  expect(cache.current()?.contents.staff).toHaveLength(STAFF.length);
  expect(cache.current()?.contents.catalog).toEqual(CATALOG);
  cache.finishStart();
  expect(cache.current()?.contents.catalog).toEqual(CATALOG);
  expect([changes(), warnings]).toEqual([0, []]);
});

it('sets it aside as well when a change comes before the start is finished', () => {
  const [offer] = CATALOG.offers;
  const offers = [{ ...offer, family: 'holiday' }];
  const { cache, changes } = startOn({ ...CATALOG, offers } as unknown as typeof CATALOG);
  cache.refresh({ hasRecords: false });
  expect(cache.current()).toBeNull();
  expect(changes()).toBe(1);
});

it('sets a cache aside whose catalog this program cannot read', () => {
  const [offer] = CATALOG.offers;
  const offers = [{ ...offer, family: 'holiday' }];
  const later = { ...CATALOG, offers } as unknown as typeof CATALOG;
  const { cache, file, changes, warnings } = startOn(later);
  expect(cache.current()?.contents.branch.code).toBe(BRANCH.code);
  expect(() => cache.current()?.contents.catalog).toThrow(/catalog offers.0.family/);
  cache.finishStart();
  expect(cache.current()).toBeNull();
  expect(existsSync(file)).toBe(false);
  expect(changes()).toBe(1);
  expect(warnings).toEqual([expect.stringMatching(/set aside: catalog offers.0.family/)]);
});

it('leaves a file that the disk does not let open where it is, and says so', () => {
  const folder = temporaryFolder();
  const keys = createHubKeys();
  const pack = buildPack({ keys, number: 1, published: publishedBranch() });
  const file = join(folder, 'cache-1.db');
  const chunks = pack.manifest.chunks.map((hash) => pack.chunks.get(hash) ?? Buffer.alloc(0));
  writeFileSync(file, Buffer.concat(chunks));
  const start = () =>
    openCache({
      folder,
      branch: BRANCH.code,
      packKeys: () => [keys.packKey],
      nativeBinding: nativeBinding(),
      onChange: () => undefined,
      log: () => undefined,
    });
  const writer = openEncrypted({
    file,
    key: keys.packKey,
    nativeBinding: nativeBinding(),
    use: 'cache',
  });
  if (writer.ok) writer.value.close();
  // In the place of what SQLite makes beside the file.
  mkdirSync(`${file}-shm`);
  mkdirSync(`${file}-wal`);
  expect(start).toThrow(expect.objectContaining({ code: expect.stringMatching(/^SQLITE_/) }));
  expect(existsSync(file)).toBe(true);
  rmSync(`${file}-shm`, { recursive: true });
  rmSync(`${file}-wal`, { recursive: true });
  const cache = start();
  expect(cache.current()).not.toBeNull();
  cache.close();
});
