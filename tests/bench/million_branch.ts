// An enrolled device with a million customers: enrolled with few at a hub of this process, then given the large pack.
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openEncrypted } from '#electron/data/db/open.ts';
import { listCacheFiles, removeDatabase } from '#electron/data/db/cache_files.ts';
import { startFakeHub } from '#tests/fixtures/fake_hub.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { buildPack, createHubKeys, publishedBranch } from '#tests/fixtures/published.ts';
import { createDataFolder } from '#tools/setup/prepare.mjs';
import { giveFolder } from '#tools/setup/account.mjs';
import { type Runtime, startCounterAssist } from './electron_process.ts';
import { type EnrolledBranch, untilCached } from './enrolled_branch.ts';
import { millionCustomers, PACK_KEY } from './million.ts';

export async function millionBranch(runtime: Runtime, customers: number): Promise<EnrolledBranch> {
  const pack = millionCustomers(customers);
  const keys = { ...createHubKeys(), packKey: PACK_KEY };
  const hub = await startFakeHub(0, keys);
  hub.pack = buildPack({ keys, number: 1, published: publishedBranch() });
  hub.latest = 1;
  hub.oldest = 1;
  const data = createDataFolder(runtime, 'bench');
  const app = await startCounterAssist(runtime, data, hub.url, `B001:${hub.code}`);
  await untilCached(data);
  await app.end();

  for (const { path } of listCacheFiles(join(data, 'cache'))) {
    removeDatabase(path);
    copyFileSync(pack, path);
    // As `install` does: from here on it has a log.
    const opened = openEncrypted({
      file: path,
      key: PACK_KEY,
      nativeBinding: nativeBinding(),
      use: 'cache',
    });
    if (!opened.ok) throw new Error(`the pack does not open: ${opened.error.type}`);
    opened.value.close();
  }
  giveFolder(runtime.runAs, data);
  return {
    data,
    hub: hub.url,
    async end() {
      await hub.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
