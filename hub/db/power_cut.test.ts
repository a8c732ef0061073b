// The power goes while the embedded hub works: what it answered as committed is there when it starts again.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { type Database, sql } from './database.ts';
import { openDatabase } from './open_database.ts';
import { noteDisk } from './test_power_cut.ts';

const parent = realpathSync(mkdtempSync(join(tmpdir(), 'power-cut-')));
afterAll(() => rmSync(parent, { recursive: true, force: true }), 60_000);

const ROWS = 60;
const CUTS = 3;

/** Waits for the end of a first start, so that the cuts fall into daily work. */
async function makeFolder(): Promise<string> {
  const folder = join(parent, 'hub');
  const database = await openDatabase({ folder });
  await database.script('create table top_up (n bigint primary key, words text not null)');
  await database.close();
  return folder;
}

const add = (database: Database, n: number): Promise<number> =>
  database.execute(sql`insert into top_up values (${n}, ${'x'.repeat(900)})`);

describe('a power cut', () => {
  it(
    'takes no row that was answered, at whatever moment it comes',
    { timeout: 240_000 },
    async () => {
      const folder = await makeFolder();
      const chance = createRandom(20_261_128);
      const disk = noteDisk(folder);
      const images: { readonly folder: string; readonly answered: number }[] = [];
      let answered = 0;
      let next = Number.POSITIVE_INFINITY;
      disk.onStep = () => {
        if (images.length >= CUTS || disk.steps() < next) return;
        const image = join(parent, `image-${images.length}`);
        images.push({ folder: image, answered });
        next = disk.steps() + 30 + Math.floor(chance() * 60);
        disk.cut(image, chance);
      };
      const database = await openDatabase({ folder });
      const syncs = disk.syncs();
      next = disk.steps() + 20;
      for (let n = 1; n <= ROWS; n += 1) {
        await add(database, n);
        answered = n;
        if (n % 25 === 0) await database.script('checkpoint');
      }
      // Each commit was synced before it was answered.
      expect(disk.syncs() - syncs).toBeGreaterThanOrEqual(ROWS);
      await database.close();
      disk.stop();
      expect(images).toHaveLength(CUTS);
      expect(images.at(-1)?.answered).toBeGreaterThan(20);
      for (const image of images) {
        const after = await openDatabase({ folder: image.folder });
        const rows = await after.query<{ n: number }>(sql`select n from top_up order by n`);
        await after.close();
        // The one that was on its way may be there as well.
        expect([image.answered, image.answered + 1]).toContain(rows.length);
        expect(rows.map(({ n }) => n)).toEqual(rows.map((_row, index) => index + 1));
      }
    },
  );
});
