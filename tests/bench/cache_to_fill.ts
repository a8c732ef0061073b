// A cache of a device, empty at first, and what fills it over and over: the real fetch of a pack, and the real changes.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Cache, openCache } from '#electron/data/store/cache.ts';
import { fetchPack } from '#electron/data/sync/fetch_pack.ts';
import type { PackKeys } from '#electron/data/sync/pack_keys.ts';
import { ok } from '#shared/base/result.ts';
import type { HubClient } from '#electron/data/sync/hub_client.ts';
import { pullChanges } from '#electron/data/sync/pull_changes.ts';
import { hubKey } from '#electron/data/sync/signed_document.ts';
import { BRANCH } from '#tests/fixtures/branch.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { ROOT } from '#tools/setup/paths.mjs';
import { PACK_KEY } from './million.ts';
import type { PackOnDisk } from './pack_on_disk.ts';

export type CacheToFill = {
  readonly folder: string;
  readonly cache: Cache;
  fetch(client?: HubClient): Promise<boolean>;
  follow(client: HubClient): Promise<void>;
  close(): void;
};

const PACK_KEYS: PackKeys = { all: () => [PACK_KEY], fetch: async () => ok(PACK_KEY) };

/** On the disk of the project: the system's temporary folder may be memory. */
export function cacheToFill(name: string, pack: PackOnDisk): CacheToFill {
  const folder = join(ROOT, 'dist', 'bench', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const cache = openCache({
    folder,
    branch: BRANCH.code,
    packKeys: () => [PACK_KEY],
    nativeBinding: nativeBinding(),
    onChange: () => undefined,
    log: (_level, text) => console.error(text),
  });
  const { signal } = new AbortController();
  const key = hubKey(pack.keys.publicKey);
  return {
    folder,
    cache,
    async fetch(client = pack.client) {
      const fetched = await fetchPack({
        client,
        cache,
        folder,
        branch: BRANCH.code,
        packKeys: PACK_KEYS,
        hubKey: key,
        atLeast: 1,
        now: Date.now,
        signal,
        onProgress: () => undefined,
        free: () => null,
      });
      if (!fetched.ok && fetched.error.type !== 'unreachable') {
        throw new Error(`the pack was refused: ${JSON.stringify(fetched.error)}`);
      }
      return fetched.ok;
    },
    async follow(client) {
      const pulled = await pullChanges({
        client,
        cache,
        branch: BRANCH.code,
        packKeys: PACK_KEYS,
        hubKey: key,
        signal,
        hasTold: () => true,
        onProgress: () => undefined,
      });
      if (!pulled.ok) throw new Error(`a change was refused: ${JSON.stringify(pulled.error)}`);
    },
    close() {
      cache.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
