// Up to where all that a device recorded has come: what its branch was told of it up to there has no gap.
import { type Database, sql } from './database.ts';
import { readUnbroken } from './device_report.ts';

/**
 * In a transaction that holds the lock of the device. Costs what is new; only where there is a gap all that was put
 * aside, or is lost, is looked at.
 * @param hasAside something of what came just now was put aside
 * @returns how many events of the device are held; those that wait are held as well
 */
export async function noteWhole(
  tx: Database,
  device: string,
  hasAside: boolean,
): Promise<{ readonly total: number }> {
  const [seen] = await tx.query<Seen>(sql`
    with known as (
      select coalesce((select through from device_whole where device = ${device}), 0) as through
    ),
    come as (
      select sequence from event where device = ${device} and sequence > (select through from known)
      union
      select sequence from event_waiting where device = ${device} and sequence > (select through from known)
    )
    select (select through from known) as from,
      coalesce((
        select max(sequence) from (
          select sequence, row_number() over (order by sequence) as place from come
        ) as numbered
        where sequence = (select through from known) + place), (select through from known)) as through,
      coalesce((select max(sequence) from come), 0) as highest,
      (select count(*) from event where device = ${device})
        + (select count(*) from event_waiting where device = ${device}) as total`);
  if (seen === undefined) throw new Error('a count without a row');
  const { from, through: reached, highest, total } = seen;
  const through = hasAside || highest > reached ? await readUnbroken(tx, device, from) : reached;
  if (through > from) {
    await tx.execute(sql`
      insert into device_whole (device, through) values (${device}, ${through})
      on conflict (device) do update set through = excluded.through`);
  }
  return { total };
}

type Seen = {
  readonly from: number;
  readonly through: number;
  readonly highest: number;
  readonly total: number;
};

export async function readWhole(db: Database, device: string): Promise<number> {
  const [row] = await db.query<{ through: number }>(
    sql`select through from device_whole where device = ${device}`,
  );
  return row?.through ?? 0;
}
