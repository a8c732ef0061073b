// npm run trial -- hq_disk: HQ's disk is full while it reads a stick, while it writes one, and at other commands: each says so
// and does nothing by halves, and once there is room the same command does all of it. Needs the right to mount.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '#electron/port/client.ts';
import { DEMO_PINS } from '#hub/demo/people_at_work.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { sql } from '#hub/db/database.ts';
import { startDataProcess, value } from '#tests/fixtures/data_process.ts';
import { buildScript } from '#tools/build/script.mjs';
import { startPostgres } from '#tools/setup/postgres.mjs';

const VISITS = Number(process.argv[2] ?? '300');
const PLENTY = 768 * 1024 * 1024;
const KIB = 1024;
/** The server tells it as well when a connection is refused for it. */
const FULL = /no room on the disk|No space left on device/;

const cli = await buildScript('hub/cli.ts', 'dist/trial/hub');
const outside = mkdtempSync(join(tmpdir(), 'trial-hq-'));
const disk = join(outside, 'disk');
const stick = join(outside, 'stick');
for (const folder of [disk, stick]) mkdirSync(folder);
// The account of the database passes through, and reads nothing.
chmodSync(outside, 0o711);
const remount = (bytes: number): void =>
  void execFileSync('mount', ['-o', `remount,size=${bytes}`, disk]);
const used = (): number => {
  const { blocks, bfree, bsize } = statfsSync(disk);
  return (blocks - bfree) * bsize;
};

execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${PLENTY},mode=1777`, 'trial', disk]);
process.env['TMPDIR'] = disk;
const postgres = await startPostgres();
const env = {
  ...process.env,
  DATABASE_URL: postgres.url,
  HUB_SECRET_FILE: join(outside, 'hub-secret'),
};

const hub = (...args: readonly string[]) => {
  const done = spawnSync(process.execPath, [cli, ...args], { env, encoding: 'utf8' });
  return { code: done.status, out: done.stdout, said: `${done.stdout}${done.stderr}`.trim() };
};
const mustDo = (...args: readonly string[]): string => {
  const { code, out, said } = hub(...args);
  if (code !== 0) throw new Error(`hub ${args.join(' ')}: ${code}\n${said}`);
  return out;
};

let failed = 0;
const note = (what: string, holds: boolean, said = ''): void => {
  if (!holds) failed += 1;
  console.log(`${holds ? 'holds ' : 'FAILS '} ${what}: ${said.slice(-400)}`);
};

try {
  mustDo('migrate', '--quiet');
  mustDo('demo', '--customers', '400', '--seed', '3', '--quiet');
  const db = await openDatabase({ url: postgres.url, connections: 1 });
  const [{ branch = '' } = {}] = await db.query<{ branch: string }>(
    sql`select min(code) as branch from branch`,
  );
  const events = async (): Promise<number> => {
    const again = await openDatabase({ url: postgres.url, connections: 1 });
    const [row] = await again.query<{ count: number }>(
      sql`select (select count(*) from event) + (select count(*) from event_quarantine) as count`,
    );
    await again.close();
    return Number(row?.count);
  };
  const customers = await db.query<{ id: number }>(
    sql`select id from customer where branch = ${branch} order by id limit 100`,
  );
  await db.close();
  const counter = startDataProcess({ dataDir: join(outside, 'counter') });
  const window = counter.connect();
  const { code } = JSON.parse(
    mustDo('enrol-code', '--branch', branch, '--json').trim().split('\n').at(-1) ?? '',
  ) as { code: string };
  counter.putIn(stick);
  value(await window.send('enrol.ask', { branch, code }));
  mustDo('usb', 'import', stick, '--code', code);
  value(await window.send('enrol.answer', { code }));
  const manager = await signIn(window);
  for (let at = 0; at < VISITS; at += 1) await serve(manager, customers[at % 100]?.id ?? 0);
  const written = value(await manager.send('stick.write', {})).count;
  const before = await events();

  for (const room of [0, 64, 256, 1_024]) {
    remount(used() + room * KIB);
    for (const args of [
      ['usb', 'import', stick],
      ['usb', 'export', '--branch', branch, '--to', stick],
      ['publish', '--branch', branch, '--pack'],
    ]) {
      const done = hub(...args);
      note(
        `${args.slice(0, 2).join(' ')} with ${room} KiB`,
        done.code === 0 || (done.code === 3 && FULL.test(done.said)),
        `${done.code} ${done.said}`,
      );
    }
    remount(PLENTY);
  }
  const all = hub('usb', 'import', stick);
  note('usb import with room', all.code === 0, all.said);
  const held = (await events()) - before;
  // Its clerk is faster than HQ believes of anybody: what is put aside is held too.
  note('every entry is held once', held === written, `${held} of ${written}`);
  mustDo('usb', 'export', '--branch', branch, '--to', stick);
  counter.putIn(stick);
  const taken = value(await manager.send('stick.read', {}));
  note('every entry has its receipt', taken.receipts === written, String(taken.receipts));
  await counter.stop();
} finally {
  remount(PLENTY);
  await postgres.stop();
  execFileSync('umount', [disk]);
  rmSync(outside, { recursive: true, force: true });
}
console.log(`hq_disk: ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function signIn(client: Client): Promise<Client> {
  const member = value(await client.send('staff.list', {})).find(({ role }) => role === 'manager');
  value(await client.send('session.sign-in', { staff: member?.id ?? '', pin: DEMO_PINS.manager }));
  return client;
}

async function serve(client: Client, customer: number): Promise<void> {
  const visit = value(
    await client.send('visit.start', { customer, purpose: 'top-up', intended: 5_000 }),
  );
  value(
    await client.send('visit.finish', {
      visit: visit.visit,
      prepaid: 5_000,
      isConfirmed: true,
      gifts: [],
    }),
  );
}
