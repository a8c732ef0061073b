// npm run trial -- restart [ROUNDS] [SEED]: PostgreSQL restarted, or crashed, while a clerk works and HQ publishes. The hub
// goes on, and what was recorded is at HQ once, by itself.
import { setTimeout as pause } from 'node:timers/promises';
import { createRandom } from '#shared/base/random.ts';
import { sql } from '#hub/db/database.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { setup } from '#hub/db/test_cluster.ts';
import { untilState } from '#tests/fixtures/data_process.ts';
import { realBranch } from '#tests/fixtures/real_branch.ts';
import { startPostgres } from '#tools/setup/postgres.mjs';
import { workUntil } from './work_until.ts';

const rounds = Number(process.argv[2] ?? 100);
const chance = createRandom(Number(process.argv[3] ?? 1));
const postgres = await startPostgres();
// The tests' server answers before it has written: a crash would lose what it answered.
const admin = await openDatabase({ url: postgres.url, connections: 1 });
await admin.script('alter role postgres set synchronous_commit = on');
await admin.close();
process.env['HUB_TEST_DATABASE'] = postgres.url;
await setup();
const branch = await realBranch({ customers: 150, seed: 1 });
const { clerk, db } = branch;
const device = branch.process.secrets()?.device ?? '';
const rests: number[] = [];
const told = new Set<string>();
let failed = 0;
let refused = 0;

for (let round = 0; round < rounds; round += 1) {
  try {
    const restarted = restart(round % 2 === 0 ? 'SIGINT' : 'SIGQUIT');
    await workUntil(restarted, {
      clerk,
      chance,
      told,
      ms: 20,
      async afterVisit(count) {
        if (count % 10 === 0) await branch.publish().catch(() => (refused += 1));
      },
    });
    const begun = Date.now();
    await untilState(clerk, ({ sync }) => sync.unsent === 0 && sync.line === 'online', 90_000);
    rests.push(Date.now() - begun);
    await check();
  } catch (error) {
    failed += 1;
    console.log(`round ${round}: ${String(error).slice(0, 500)}`);
  }
  if (round % 10 === 9) console.log(`${round + 1} rounds, ${failed} failed, ${told.size} visits`);
}
const sorted = rests.toSorted((one, other) => one - other);
const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
console.log(
  `${rounds} rounds, ${failed} failed, ${told.size} visits; ${refused} publications were refused meanwhile; all sent after ${at(0.5)} ms (half), ${at(1)} ms (all)`,
);
process.exit(failed > 0 ? 1 : 0);

async function restart(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  await pause(100 + chance() * 900);
  await postgres.restart(signal);
}

async function check(): Promise<void> {
  const held = await db.query<{ sequence: number; kind: string; visit: string | null }>(sql`
    select sequence, kind, payload ->> 'visit' as visit from event
    where device = ${device} order by sequence`);
  if (held.some(({ sequence }, index) => sequence !== index + 1)) throw new Error('a gap at HQ');
  const finished = held.filter(({ kind }) => kind === 'visit.finished').map(({ visit }) => visit);
  if (finished.length !== told.size || finished.some((visit) => !told.has(visit ?? ''))) {
    throw new Error(`HQ holds ${finished.length} of ${told.size} visits`);
  }
  const aside = await db.query(sql`select 1 from event_quarantine where device = ${device}`);
  if (aside.length > 0) throw new Error(`${aside.length} entries were put aside`);
}
