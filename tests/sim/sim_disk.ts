// Ledgers of the simulator: real ones in memory, kept from run to run with their statements, copied and put back by rows.
// oxlint-disable-next-line import/default -- a CommonJS module; its only export is the default one
import Database from 'better-sqlite3-multiple-ciphers';
import { createDriver, type WritableDB } from '#electron/data/db/driver.ts';
import { migrate } from '#electron/data/db/migration.ts';
import { LEDGER_MIGRATIONS } from '#electron/data/db/migrations/ledger_migrations.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';

/** `copy`: made by a person. `flushed`: what the disk had truly written when its owner last knew. */
export type Slot = 'copy' | 'flushed';

const SLOTS: readonly Slot[] = ['copy', 'flushed'];

export type SimDisk = {
  readonly ledger: WritableDB;
  keep(slot: Slot): void;
  putBack(slot: Slot): void;
  clear(): void;
};

const free: SimDisk[] = [];

/** Empty, with both slots empty. */
export function takeDisk(): SimDisk {
  const disk = free.pop() ?? makeDisk();
  disk.clear();
  return disk;
}

export function giveDiskBack(disk: SimDisk): void {
  free.push(disk);
}

function makeDisk(): SimDisk {
  const binding = nativeBinding();
  const database = new Database(':memory:', binding === null ? {} : { nativeBinding: binding });
  const ledger = createDriver(database);
  migrate(ledger, LEDGER_MIGRATIONS);
  const named = (type: string): readonly string[] =>
    database
      .prepare<[string], { name: string }>(`select name from sqlite_schema where type = ?`)
      .all(type)
      .map(({ name }) => name);
  // What no program may take back, the disk does.
  for (const trigger of named('trigger')) database.exec(`drop trigger ${trigger}`);
  const tables = named('table').filter((name) => !name.startsWith('sqlite_'));
  const copying = (from: string, to: string): (() => void) => {
    const clear = tables.map((table) => database.prepare(`delete from ${to}.${table}`));
    // Those that refer to others come last in the schema, and go first.
    clear.reverse();
    const fill = tables.map((table) =>
      database.prepare(`insert into ${to}.${table} select * from ${from}.${table}`),
    );
    return database.transaction(() => {
      for (const statement of clear) statement.run();
      for (const statement of fill) statement.run();
    });
  };
  for (const slot of [...SLOTS, 'empty']) {
    database.exec(`attach ':memory:' as ${slot}`);
    for (const table of tables) {
      database.exec(`create table ${slot}.${table} as select * from main.${table}`);
    }
  }
  const keep = new Map(SLOTS.map((slot) => [slot, copying('main', slot)]));
  const back = new Map(SLOTS.map((slot) => [slot, copying(slot, 'main')]));
  const clear = copying('empty', 'main');
  return {
    ledger,
    keep: (slot) => keep.get(slot)?.(),
    putBack: (slot) => back.get(slot)?.(),
    clear() {
      clear();
      for (const slot of SLOTS) keep.get(slot)?.();
    },
  };
}
