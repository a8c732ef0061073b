// npm run trial -- standby [ROUNDS] [SEED] [sync|async]: HQ's PostgreSQL crashes while clerks work, and the standby that
// followed it is promoted. With `sync` the server answers when the standby has written too (docs/scale.md): everything that a
// counter has a receipt for must be on the standby before anything is sent again. `async` shows what is lost without it.
import { setTimeout as pause } from 'node:timers/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { sql as ledgerSql } from '#electron/data/db/sql.ts';
import { createRandom } from '#shared/base/random.ts';
import { type Database, sql } from '#hub/db/database.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { setup } from '#hub/db/test_cluster.ts';
import { untilState } from '#tests/fixtures/data_process.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { realBranch } from '#tests/fixtures/real_branch.ts';
import { startPostgres } from '#tools/setup/postgres.mjs';
import { workUntil } from './work_until.ts';

type Server = Awaited<ReturnType<typeof startPostgres>>;

const rounds = Number(process.argv[2] ?? 20);
const chance = createRandom(Number(process.argv[3] ?? 1));
const isSync = (process.argv[4] ?? 'sync') === 'sync';
const WRITES = ['fsync=on', 'full_page_writes=on', 'wal_keep_size=512MB', 'synchronous_commit=on'];
/** Waits for the standby's disk; otherwise only for its own. */
const WAITS = "synchronous_standby_names='*'";

let leader: Server = await startPostgres(WRITES);
const place = await startSwitch();
process.env['HUB_TEST_DATABASE'] = place.urlOf(leader.url);
await setup();
const branch = await realBranch({ customers: 150, seed: 1 });
const { clerk, db } = branch;
const { device = '', ledgerKey = '' } = branch.process.secrets() ?? {};
const ledger = openTestLedger({
  file: join(branch.process.dataDir, `ledger-${device}.db`),
  key: ledgerKey,
  nativeBinding: nativeBinding(),
});
const told = new Set<string>();
const rests: number[] = [];
let failed = 0;
let lost = 0;
let receipts = 0;

for (let round = 0; round < rounds; round += 1) {
  const standby = await follow(leader);
  const crashed = crashAndPromote(standby);
  await workUntil(crashed, { clerk, chance, told, ms: 10 });
  const begun = Date.now();
  await untilState(clerk, ({ sync }) => sync.unsent === 0 && sync.line === 'online', 90_000);
  rests.push(Date.now() - begun);
  const held = await sequencesAt(db);
  const finished = await visitsAt(db);
  const isWhole = held.every((sequence, index) => sequence === index + 1);
  if (!isWhole || finished.length !== told.size || finished.some((visit) => !told.has(visit))) {
    failed += 1;
    console.log(
      `round ${round}: HQ holds ${finished.length} of ${told.size} visits, gap ${!isWhole}`,
    );
  }
}
const sorted = rests.toSorted((one, other) => one - other);
const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
console.log(
  `${rounds} promotions, ${told.size} visits; of ${receipts} entries with a receipt ${lost} were not on the standby; ` +
    `${failed} rounds not whole at rest; all sent after ${at(0.5)} ms (half), ${at(1)} ms (all)`,
);
process.exit(failed > 0 || (isSync && lost > 0) ? 1 : 0);

/** A server that follows, and has caught up. */
async function follow(server: Server): Promise<Server> {
  const admin = await openDatabase({ url: server.url, connections: 1 });
  await admin.script("alter system set synchronous_standby_names = ''");
  await admin.script('select pg_reload_conf()');
  const standby = await server.standby(WRITES, async (copy) => {
    await admin.script("select pg_backup_start('standby', true)");
    copy();
    const [row] = await admin.query<{ label: string }>(
      sql`select labelfile as label from pg_backup_stop(false)`,
    );
    return row?.label ?? '';
  });
  if (isSync) {
    await admin.script(`alter system set ${WAITS}`);
    await admin.script('select pg_reload_conf()');
  }
  for (;;) {
    const [row] = await admin.query<{ count: number }>(
      sql`select count(*) as count from pg_stat_replication where state = 'streaming' and (${!isSync} or sync_state in ('sync', 'quorum'))`,
    );
    if (Number(row?.count) > 0) break;
    await pause(50);
  }
  await admin.close();
  return standby;
}

async function crashAndPromote(standby: Server): Promise<void> {
  await pause(500 + chance() * 2_000);
  const old = leader;
  await old.crash();
  place.cut();
  // What a counter has a receipt for by now, HQ has said that it holds.
  const promised = acknowledged();
  const admin = await openDatabase({ url: standby.url, connections: 1 });
  await admin.script('select pg_promote(true)');
  await admin.script("alter system set synchronous_standby_names = ''");
  await admin.script('select pg_reload_conf()');
  await admin.close();
  const name = new URL(db.url ?? '').pathname;
  const there = new URL(standby.url);
  there.pathname = name;
  const fresh = await openDatabase({ url: there.href, connections: 1 });
  const held = new Set(await sequencesAt(fresh));
  await fresh.close();
  lost += promised.filter((sequence) => !held.has(sequence)).length;
  receipts += promised.length;
  leader = standby;
  place.leadTo(standby.url);
  await old.stop();
}

function acknowledged(): readonly number[] {
  return ledger
    .all<{ sequence: number }>(ledgerSql`select sequence from receipt order by sequence`)
    .map(({ sequence }) => sequence);
}

async function sequencesAt(where: Database): Promise<readonly number[]> {
  const rows = await where.query<{ sequence: number }>(
    sql`select sequence from event where device = ${device} order by sequence`,
  );
  return rows.map(({ sequence }) => Number(sequence));
}

async function visitsAt(where: Database): Promise<readonly string[]> {
  const rows = await where.query<{ visit: string }>(sql`
    select payload ->> 'visit' as visit from event
    where device = ${device} and kind = 'visit.finished'`);
  return rows.map(({ visit }) => visit);
}

/** One address for whichever server leads, as a floating address or a pooler gives it. */
async function startSwitch() {
  const open = new Set<Socket>();
  let target: number | null = null;
  const keep = (socket: Socket): Socket => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    return socket;
  };
  const server = createServer((near) => {
    keep(near);
    if (target === null) {
      near.destroy();
      return;
    }
    const far = keep(connect({ host: '127.0.0.1', port: target }));
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    urlOf(url: string): string {
      target = Number(new URL(url).port);
      const here = new URL(url);
      here.port = String(port);
      return here.href;
    },
    cut(): void {
      target = null;
      for (const socket of open) socket.destroy();
    },
    leadTo(url: string): void {
      target = Number(new URL(url).port);
    },
  };
}
