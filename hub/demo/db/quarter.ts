// Writes the demo's quarter of visits as if a device of each branch had sent it.
import { createHash } from 'node:crypto';
import { type Database, sql } from '#hub/db/database.ts';
import type { QuarterEvent } from '#hub/demo/quarter/make_quarter.ts';

export async function isDemoDeviceThere(tx: Database, device: string): Promise<boolean> {
  return (await tx.query(sql`select from device where id = ${device}`)).length > 0;
}

/** @param enrolledAt UTC ms, before its first event */
export async function insertDemoDevice(
  tx: Database,
  device: string,
  branch: string,
  enrolledAt: number,
): Promise<void> {
  // Nobody has a token of this hash: the device cannot come to the hub.
  const tokenHash = createHash('sha256').update(`no token of ${device}`).digest();
  await tx.execute(sql`
    insert into device (id, branch, name, token_hash, enrolled_at)
    values (${device}, ${branch}, ${device}, ${tokenHash}, ${new Date(enrolledAt)})`);
}

const AT_ONCE = 5_000;

export async function insertDemoEvents(
  tx: Database,
  device: string,
  branch: string,
  events: readonly QuarterEvent[],
): Promise<void> {
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const part = events.slice(from, from + AT_ONCE);
    const of = <T>(value: (event: QuarterEvent) => T): readonly T[] => part.map(value);
    await tx.execute(sql`
      insert into event (id, device, branch, sequence, kind, payload, at, day, staff)
      select e.id, ${device}, ${branch}, ${from} + e.place, e.kind, e.payload::jsonb, e.at, e.day, e.staff
      from unnest(${of((e) => e.id)}::uuid[], ${of((e) => e.kind)}::text[],
        ${of((e) => JSON.stringify(e.payload))}::text[], ${of((e) => e.at)}::bigint[], ${of((e) => e.day)}::date[],
        ${of((e) => e.staff)}::text[]) with ordinality as e (id, kind, payload, at, day, staff, place)`);
  }
  await tx.script('analyze event');
}
