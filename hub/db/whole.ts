// Up to where all that a device recorded has come: what its branch was told of it up to there has no gap.
import { type Database, sql } from './database.ts';
import { readUnbroken } from './device_report.ts';

/**
 * In a transaction that holds the lock of the device. Costs what is new; only where there is a gap all that was put
 * aside, or is lost, is looked at.
 * @param hasAside something of what came just now was put aside
 */
export async function noteWhole(tx: Database, device: string, hasAside: boolean): Promise<number> {
  const from = await readWhole(tx, device);
  const [seen] = await tx.query<{ through: number; highest: number }>(sql`
    with come as (
      select sequence from event where device = ${device} and sequence > ${from}
      union
      select sequence from event_waiting where device = ${device} and sequence > ${from}
    )
    select
      coalesce((
        select max(sequence) from (
          select sequence, row_number() over (order by sequence) as place from come
        ) as numbered
        where sequence = ${from} + place), ${from}) as through,
      coalesce((select max(sequence) from come), 0) as highest`);
  const { through: reached, highest } = seen ?? { through: from, highest: 0 };
  const through = hasAside || highest > reached ? await readUnbroken(tx, device, from) : reached;
  if (through > from) {
    await tx.execute(sql`
      insert into device_whole (device, through) values (${device}, ${through})
      on conflict (device) do update set through = excluded.through`);
  }
  return through;
}

export async function readWhole(db: Database, device: string): Promise<number> {
  const [row] = await db.query<{ through: number }>(
    sql`select through from device_whole where device = ${device}`,
  );
  return row?.through ?? 0;
}
