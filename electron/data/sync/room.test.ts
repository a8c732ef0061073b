// What is asked of the disk before a code is used up or a pack is fetched.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/data_process.ts';
import { startFakeHub } from '#tests/fixtures/fake_hub.ts';
import { buildPack, publishedBranch } from '#tests/fixtures/published.ts';
import { fetchPack } from './fetch_pack.ts';
import { createHubClient } from './hub_client.ts';
import { canWrite, RESERVE_BYTES } from './room.ts';
import { hubKey } from './signed_document.ts';

it('a folder that cannot be written is found by writing, and nothing stays behind', () => {
  const folder = temporaryFolder();
  expect(canWrite(join(folder, 'new'))).toBe(true);
  expect(readdirSync(join(folder, 'new'))).toEqual([]);
  writeFileSync(join(folder, 'file'), '');
  expect(canWrite(join(folder, 'file'))).toBe(false);
});

it('a pack leaves the counter its reserve of the disk, and is fetched when there is room', async () => {
  const hub = await startFakeHub();
  try {
    hub.pack = buildPack({ keys: hub.keys, number: 1, published: publishedBranch() });
    const folder = temporaryFolder();
    const bytes = hub.pack.manifest.bytes;
    const fetched = (free: number) =>
      fetchPack({
        atLeast: 1,
        client: createHubClient(hub.url, { token: 't'.repeat(40), voice: null }),
        cache: { install: () => ({ ok: true, value: null }) } as never,
        folder,
        branch: 'B001',
        packKeys: { all: () => [], fetch: async () => ({ ok: true, value: '' }) },
        hubKey: hubKey(hub.keys.publicKey),
        now: Date.now,
        signal: new AbortController().signal,
        onProgress: () => undefined,
        free: () => free,
      });
    const part = join(folder, 'pack.part');
    writeFileSync(part, 'of an earlier try');
    expect(await fetched(bytes)).toMatchObject({
      ok: false,
      error: { type: 'local', trouble: 'disk-full' },
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(hub.seen.some((request) => request.includes('/chunks/'))).toBe(false);
    expect(await fetched(bytes + RESERVE_BYTES)).toEqual({ ok: true, value: null });
    expect(statSync(part).size).toBe(bytes);
  } finally {
    await hub.close();
  }
});
