// Up to where all that a device recorded has come: what its branch was told of it up to there has no gap.
import { type Database, sql } from './database.ts';
import { readUnbroken } from './device_report.ts';

/**
 * In a transaction that holds the lock of the device. Costs what is new, however much the device recorded before; only
 * where there is a gap all that was put aside, or is lost, is looked at.
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
      (select held from device_whole where device = ${device}) as held,
      (select count(*) from come) as more,
      coalesce((
        select max(sequence) from (
          select sequence, row_number() over (order by sequence) as place from come
        ) as numbered
        where sequence = (select through from known) + place), (select through from known)) as through,
      coalesce((select max(sequence) from come), 0) as highest`);
  if (seen === undefined) throw new Error('a count without a row');
  const { from, held: noted, more, through: reached, highest } = seen;
  const held = noted ?? (await countHeld(tx, device, 0, from));
  const through = hasAside || highest > reached ? await readUnbroken(tx, device, from) : reached;
  if (through > from || (noted === null && from > 0)) {
    const isAll = through >= highest;
    const risen = held + (isAll ? more : await countHeld(tx, device, from, through));
    await tx.execute(sql`
      insert into device_whole (device, through, held) values (${device}, ${through}, ${risen})
      on conflict (device) do update set through = excluded.through, held = excluded.held`);
  }
  return { total: held + more };
}

type Seen = {
  readonly from: number;
  /** Of the numbers up to `from`; null: to be counted anew. */
  readonly held: number | null;
  readonly more: number;
  readonly through: number;
  readonly highest: number;
};

/** Events of the device with a number above `from`, up to `through`. */
async function countHeld(
  tx: Database,
  device: string,
  from: number,
  through: number,
): Promise<number> {
  const [row] = await tx.query<{ held: number }>(sql`
    select (select count(*) from event
        where device = ${device} and sequence > ${from} and sequence <= ${through})
      + (select count(*) from event_waiting
        where device = ${device} and sequence > ${from} and sequence <= ${through}) as held`);
  return row?.held ?? 0;
}

export async function readWhole(db: Database, device: string): Promise<number> {
  const [row] = await db.query<{ through: number }>(
    sql`select through from device_whole where device = ${device}`,
  );
  return row?.through ?? 0;
}
