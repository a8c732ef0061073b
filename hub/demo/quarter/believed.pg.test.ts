// The demo's two months at work, sent as a counter sends them: HQ believes every one of their events, and
// decides each of their decisions again as it was.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { sql } from '#hub/db/database.ts';
import { openTestDatabase } from '#hub/db/test_database.ts';
import { loadProvince } from '#hub/demo/load_province.ts';
import { replayDecisions } from '#hub/replay/replay.ts';
import { receiveEvents } from '#hub/serve/receive_events.ts';
import { addQuarter } from './add_quarter.ts';

const TODAY = day('2026-11-18');

test('nothing of the demo is put aside, and its decisions are replayed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-believed-'));
  const db = await openTestDatabase();
  try {
    const read = await loadCatalogFolder(shippedCatalogFolder());
    if (!read.ok) throw new Error('the shipped catalog is faulty');
    await saveEditions(db, read.value.catalog, read.value.policy);
    await loadProvince(db, { seed: 3, customers: 200, branches: 1, today: TODAY });
    const log = join(folder, 'log.csv');
    await addQuarter(db, log, {
      seed: 5,
      today: TODAY,
      brings: 3_000,
      takes: 0.2,
      invents: 0,
      objects: 0.5,
    });
    const events = await db.query<{ device: string; branch: string; sequence: number }>(sql`
      select id, device, branch, sequence, kind, payload, at, day::text as day, staff
      from event where device like 'demo-quarter-%' order by sequence`);
    const [first] = events;
    if (first === undefined) throw new Error('no events');
    await db.execute(sql`delete from event where device = ${first.device}`);
    const told = events.map(({ branch: _branch, ...event }) => event);
    const receipt = { now: Date.parse(`${TODAY}T16:00:00Z`) };
    const answer = await receiveEvents(
      db,
      { id: first.device, branch: first.branch },
      told,
      receipt,
    );
    expect(answer.quarantined).toEqual([]);
    expect(answer.stored).toHaveLength(events.length);
    expect(events.length).toBeGreaterThan(100);
    const { decisions, same } = await replayDecisions(db, {});
    expect(decisions).toBeGreaterThan(20);
    expect(same).toBe(decisions);
  } finally {
    await db.close();
    await rm(folder, { recursive: true });
  }
});
