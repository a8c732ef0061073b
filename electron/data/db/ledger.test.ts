// The ledger file: key, durability, migrations, and rules that not even a bug can break.
import { describe, expect, it } from 'vitest';
import {
  append,
  answered,
  ledgerFile,
  newId,
  openTestLedger,
  started,
} from '#tests/fixtures/ledger.ts';
import type { WritableDB } from './driver.ts';
import { migrate } from './migration.ts';
import { LEDGER_MIGRATIONS } from './migrations/ledger_migrations.ts';
import { openEncrypted } from './open.ts';
import { openLedger } from './open_ledger.ts';
import { sql } from './sql.ts';

const schemaOf = (database: WritableDB): readonly unknown[] =>
  database.all(sql`select type, name, tbl_name, sql from sqlite_schema order by name`);

function openBare(file = ledgerFile()): WritableDB {
  const opened = openEncrypted({ ...file, use: 'ledger' });
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value;
}

const NEWEST = LEDGER_MIGRATIONS.at(-1)?.number;

describe('migrations', () => {
  it('lead from any older version to what a fresh ledger is', () => {
    const fresh = openTestLedger();
    for (let known = 0; known < LEDGER_MIGRATIONS.length; known += 1) {
      const old = openBare();
      migrate(old, LEDGER_MIGRATIONS.slice(0, known));
      expect(migrate(old, LEDGER_MIGRATIONS)).toEqual({ ok: true, value: NEWEST });
      expect(schemaOf(old)).toEqual(schemaOf(fresh));
    }
  });

  it('are numbered by tens, upwards', () => {
    const numbers = LEDGER_MIGRATIONS.map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(numbers.filter((number) => number % 10 !== 0)).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('leave nothing behind when one of them fails', () => {
    const ledger = openBare();
    const broken = [...LEDGER_MIGRATIONS, { number: 50, script: 'create table oops (' }];
    expect(() => migrate(ledger, broken)).toThrow(/incomplete input/);
    expect(schemaOf(ledger)).toEqual([]);
    expect(migrate(ledger, LEDGER_MIGRATIONS).ok).toBe(true);
  });
});

describe('opening', () => {
  it('refuses a ledger from the future', () => {
    const file = ledgerFile();
    const ledger = openTestLedger(file);
    ledger.script('pragma user_version = 990');
    ledger.close();
    expect(openLedger(file)).toEqual({
      ok: false,
      error: { type: 'newer-database', found: 990, known: NEWEST },
    });
  });

  it('refuses another key', () => {
    const file = ledgerFile();
    openTestLedger(file).close();
    expect(openLedger({ ...file, key: 'c'.repeat(64) })).toEqual({
      ok: false,
      error: { type: 'wrong-key' },
    });
  });

  it('is durable: what is committed is on disk', () => {
    const ledger = openTestLedger();
    expect(ledger.get(sql`select synchronous from pragma_synchronous`)).toEqual({ synchronous: 2 });
    expect(ledger.get(sql`select journal_mode from pragma_journal_mode`)).toEqual({
      journal_mode: 'wal',
    });
  });

  it('gives a reader that cannot write', () => {
    const file = ledgerFile();
    openTestLedger(file).close();
    const reader = openEncrypted({ ...file, use: 'cache-reader' });
    if (!reader.ok) throw new Error(reader.error.type);
    expect(() => reader.value.run(sql`insert into setting (key, value) values ('a', 'b')`)).toThrow(
      /readonly/,
    );
  });
});

describe('events', () => {
  it('are never changed or deleted', () => {
    const ledger = openTestLedger();
    append(ledger, started(newId()));
    expect(() => ledger.run(sql`update event set staff = 'c2'`)).toThrow(/append-only/);
    expect(() => ledger.run(sql`delete from event`)).toThrow(/append-only/);
  });

  it('are recorded whole or not at all when the disk is full', () => {
    const ledger = openTestLedger();
    const visit = newId();
    append(ledger, started(visit));
    const pages = ledger.get<{ page_count: number }>(sql`select page_count from pragma_page_count`);
    ledger.script(`pragma max_page_count = ${(pages?.page_count ?? 0) + 2}`);
    let code = '';
    let recorded = 0;
    try {
      for (let index = 0; index < 500; index += 1) {
        append(ledger, answered(newId(), 'accepted'));
        recorded += 1;
      }
    } catch (error) {
      code = (error as { code: string }).code;
    }
    expect(code).toBe('SQLITE_FULL');
    expect(ledger.get(sql`select count(*) as count from event`)).toEqual({ count: recorded + 1 });
    ledger.script('pragma max_page_count = 100000');
    append(ledger, answered(newId(), 'accepted'));
    expect(ledger.get(sql`select max(sequence) as last from event`)).toEqual({
      last: recorded + 2,
    });
    expect(ledger.all(sql`pragma integrity_check`)).toEqual([{ integrity_check: 'ok' }]);
  });

  it('get one sequence each when two writers share the file', () => {
    const file = ledgerFile();
    const one = openTestLedger(file);
    const two = openTestLedger(file);
    for (let index = 0; index < 20; index += 1) {
      append(index % 2 === 0 ? one : two, answered(newId(), 'accepted'));
    }
    const sequences = one.all<{ sequence: number }>(
      sql`select sequence from event order by sequence`,
    );
    expect(sequences.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });
});
