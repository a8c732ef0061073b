// A demo province of the wanted size with an enrolled device: what a benchmark of the whole app starts from.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hubCommand, newEnrolCode, startHub } from '#tests/fixtures/hub_process.ts';
import { PACK_SCHEMA_VERSION } from '#shared/wire/protocol.ts';
import { freePort } from '#tools/setup/free_port.mjs';
import { ROOT } from '#tools/setup/paths.mjs';
import { createDataFolder } from '#tools/setup/prepare.mjs';
import { type Runtime, startCounterAssist } from './electron_process.ts';

export type EnrolledBranch = {
  readonly data: string;
  readonly hub: string;
  end(): Promise<void>;
};

const ENROL_MS = 300_000;

/** One branch with all customers. Making a million takes minutes, so the hub's folder is kept; a run gets a copy of it. */
export async function enrolledBranch(runtime: Runtime, customers: number): Promise<EnrolledBranch> {
  // A pack of older tables is taken by no counter of today.
  const kept = join(ROOT, 'dist', 'bench', `hub-${customers}-v${PACK_SCHEMA_VERSION}`);
  if (!existsSync(kept)) {
    const beside = `${kept}.part`;
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside, { recursive: true });
    console.error(`making a demo branch of ${customers} customers ...`);
    await hubCommand([
      'demo',
      '--data',
      beside,
      '--customers',
      String(customers),
      '--branches',
      '1',
    ]);
    renameSync(beside, kept);
  }
  const folder = `${kept}.run`;
  rmSync(folder, { recursive: true, force: true });
  cpSync(kept, folder, { recursive: true });
  // One line a branch.
  const [line = ''] = (await hubCommand(['status', '--data', folder, '--json'])).split('\n');
  const { branch: code } = JSON.parse(line) as { branch: string };
  const enrolCode = await newEnrolCode(folder, code);
  const hub = await startHub(folder, { port: await freePort() });
  const data = createDataFolder(runtime, 'bench');
  const app = await startCounterAssist(runtime, data, hub.url, `${code}:${enrolCode}`);
  await untilCached(data);
  await app.end();
  return {
    data,
    hub: hub.url,
    async end() {
      await hub.stop();
      rmSync(data, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first pack is there, and what follows its arrival is done. */
export async function untilCached(data: string): Promise<void> {
  const until = Date.now() + ENROL_MS;
  while (!hasCache(data)) {
    if (Date.now() > until) throw new Error('the first pack did not arrive');
    await pause(200);
  }
  await pause(2_000);
}

function hasCache(data: string): boolean {
  const folder = join(data, 'cache');
  return existsSync(folder) && readdirSync(folder).some((file) => /^cache-\d+\.db$/.test(file));
}
