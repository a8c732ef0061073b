// npm run trial -- power [ROUNDS] [SEED]: power cuts of an embedded hub at work, with its files synced and as PGlite comes.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createRandom, type Random } from '#shared/base/random.ts';
import { DURABLE_START, DurableFiles } from '#hub/db/durable_files.ts';
import { noteDisk } from '#hub/db/test_power_cut.ts';

type Kind = 'synced' | 'plain';
type Outcome = 'whole' | 'lost' | 'does not open';

const ROWS = 60;

const open = async (kind: Kind, folder: string): Promise<PGlite> => {
  const database =
    kind === 'synced'
      ? new PGlite({ fs: new DurableFiles(folder), startParams: DURABLE_START })
      : new PGlite({ dataDir: folder });
  await database.waitReady;
  return database;
};

/** One row a commit, with a checkpoint now and then, until the power goes at a moment that chance names. */
async function round(
  kind: Kind,
  template: string,
  parent: string,
  chance: Random,
): Promise<Outcome> {
  const folder = join(parent, 'hub');
  const image = join(parent, 'image');
  cpSync(template, folder, { recursive: true });
  mkdirSync(image);
  const disk = noteDisk(folder);
  const database = await open(kind, folder);
  let answered = 0;
  let atCut = -1;
  const moment = disk.steps() + Math.floor(chance() * ROWS * (kind === 'synced' ? 2 : 1));
  disk.onStep = () => {
    if (atCut >= 0 || disk.steps() < moment) return;
    atCut = answered;
    disk.cut(image, chance);
  };
  for (let n = 1; n <= ROWS; n += 1) {
    if (disk.steps() >= moment) break;
    await database.query('insert into top_up values ($1, $2)', [n, 'x'.repeat(900)]);
    answered = n;
    if (n % 25 === 0) await database.exec('checkpoint');
  }
  disk.stop();
  await database.close();
  if (atCut < 0) throw new Error('the power never went');
  rmSync(join(image, 'postmaster.pid'), { force: true });
  try {
    const after = await open(kind, image);
    const { rows } = await after.query<{ count: number }>('select count(*) as count from top_up');
    await after.close();
    return Number(rows[0]?.count ?? 0) >= atCut ? 'whole' : 'lost';
  } catch {
    return 'does not open';
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(image, { recursive: true, force: true });
  }
}

const rounds = Number(process.argv[2] ?? 20);
const seed = Number(process.argv[3] ?? 1);
const parent = realpathSync(mkdtempSync(join(tmpdir(), 'trial-power-')));
const template = join(parent, 'template');
mkdirSync(template);
const first = await open('plain', template);
await first.exec('create table top_up (n bigint primary key, words text not null)');
await first.close();
let failed = 0;
for (const kind of ['synced', 'plain'] as const) {
  const counts: Record<Outcome, number> = { whole: 0, lost: 0, 'does not open': 0 };
  for (let number = 1; number <= rounds; number += 1) {
    const outcome = await round(kind, template, parent, createRandom(seed * 1_000_003 + number));
    counts[outcome] += 1;
    if (kind === 'synced' && outcome !== 'whole') {
      failed += 1;
      console.log(`seed ${seed}, round ${number}: ${outcome}`);
    }
  }
  console.log(`${kind}: ${JSON.stringify(counts)} of ${rounds}`);
}
rmSync(parent, { recursive: true, force: true });
process.exit(failed > 0 ? 1 : 0);
