// For tests: devices of a branch, and events of visits that they sent.
import { createHash } from 'node:crypto';
import { type Database, sql } from './database.ts';

export type TestEvent = {
  readonly id: string;
  readonly kind: 'consent.changed' | 'event.undone' | 'visit.finished';
  readonly payload: unknown;
  /** UTC ms */
  readonly at: number;
  /** `d1` when left out. */
  readonly device?: 'd1' | 'd2';
};

export async function addTestEvents(
  db: Database,
  branch: string,
  events: readonly TestEvent[],
): Promise<void> {
  for (const device of ['d1', 'd2']) {
    await db.execute(sql`
      insert into device (id, branch, name, token_hash)
      values (${device}, ${branch}, ${device}, ${createHash('sha256').update(device).digest()})`);
  }
  for (const [index, { id, kind, payload, at, device = 'd1' }] of events.entries()) {
    await db.execute(sql`
      insert into event (id, device, branch, sequence, kind, payload, at, day, staff)
      values (${id}, ${device}, ${branch}, ${index + 1}, ${kind}, ${JSON.stringify(payload)}::jsonb, ${at},
        '2026-10-01', 'c1')`);
  }
}

export async function customerNumbers(db: Database, branch: string): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    sql`select id from customer where branch = ${branch} order by id`,
  );
  return rows.map(({ id }) => id);
}
