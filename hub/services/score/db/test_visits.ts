// For tests: a device of a branch, and events of visits that it sent.
import { createHash } from 'node:crypto';
import { type Database, sql } from '#hub/db/database.ts';

export type TestEvent = {
  readonly id: string;
  readonly kind: 'visit.finished' | 'event.undone';
  readonly payload: unknown;
  /** UTC ms */
  readonly at: number;
};

export async function addTestEvents(
  db: Database,
  branch: string,
  events: readonly TestEvent[],
): Promise<void> {
  await db.execute(sql`
    insert into device (id, branch, name, token_hash)
    values ('d1', ${branch}, 'Counter 1', ${createHash('sha256').update('d1').digest()})`);
  for (const [index, { id, kind, payload, at }] of events.entries()) {
    await db.execute(sql`
      insert into event (id, device, branch, sequence, kind, payload, at, day, staff)
      values (${id}, 'd1', ${branch}, ${index + 1}, ${kind}, ${JSON.stringify(payload)}::jsonb, ${at},
        '2026-10-01', 'c1')`);
  }
}

export async function customerNumbers(db: Database, branch: string): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    sql`select id from customer where branch = ${branch} order by id`,
  );
  return rows.map(({ id }) => id);
}
