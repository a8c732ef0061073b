// The audit log: its chain shows every change, and searches are logged without slowing typing.
import { beforeEach, describe, expect, it, vi, afterEach } from 'vitest';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import type { WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { type AuditEntry, auditFrom, createAuditLog, findAuditBreak, lastAudit } from './audit.ts';

let ledger: WritableDB;
beforeEach(() => {
  ledger = openTestLedger();
});
afterEach(() => vi.useRealTimers());

const entry = (customer: number): AuditEntry => ({
  at: 1_795_000_000_000 + customer,
  staff: 'c1',
  action: 'open',
  customer,
  detail: { note: `n${customer}` },
});
const log = () =>
  createAuditLog(ledger, (error) => {
    throw error;
  });

describe('the chain', () => {
  beforeEach(() => {
    for (let id = 1; id <= 5; id += 1) log().record(entry(id));
    ledger.script('drop trigger audit_is_never_changed; drop trigger audit_is_never_deleted');
  });

  it('holds while nobody touches it', () => {
    expect(findAuditBreak(ledger)).toBeNull();
  });

  it('shows a changed row', () => {
    ledger.run(sql`update audit set staff = 'c2' where sequence = 3`);
    expect(findAuditBreak(ledger)).toBe(3);
  });

  it('shows a changed detail', () => {
    ledger.run(sql`update audit set detail = '{"note":"other"}' where sequence = 4`);
    expect(findAuditBreak(ledger)).toBe(4);
  });

  it('shows a row taken out', () => {
    ledger.run(sql`delete from audit where sequence = 2`);
    expect(findAuditBreak(ledger)).toBe(2);
  });
});

describe('the log', () => {
  it('is append-only', () => {
    log().record(entry(1));
    expect(() => ledger.run(sql`update audit set staff = 'c2'`)).toThrow(/append-only/);
    expect(() => ledger.run(sql`delete from audit`)).toThrow(/append-only/);
  });

  it('gathers searches into one transaction a moment later', () => {
    vi.useFakeTimers();
    const audit = log();
    for (let id = 1; id <= 10; id += 1)
      audit.recordSoon(() => ({ ...entry(id), action: 'search' }));
    expect(auditFrom(ledger, 1, 20)).toHaveLength(0);
    vi.advanceTimersByTime(1_000);
    expect(auditFrom(ledger, 1, 20)).toHaveLength(10);
    expect(findAuditBreak(ledger)).toBeNull();
  });

  it('keeps the order: what waits goes before what is written at once', () => {
    const audit = log();
    audit.recordSoon(() => ({ ...entry(1), action: 'search' }));
    audit.record(entry(2));
    audit.close();
    expect(auditFrom(ledger, 1, 20).map(({ action }) => action)).toEqual(['search', 'open']);
  });

  it('is written together with what goes with it, or neither is', () => {
    vi.useFakeTimers();
    const audit = log();
    audit.recordSoon(() => ({ ...entry(1), action: 'search' }));
    expect(() =>
      audit.recordWith(entry(2), () => {
        throw new Error('no disk');
      }),
    ).toThrow('no disk');
    expect(auditFrom(ledger, 1, 20)).toHaveLength(0);
    expect(audit.recordWith(entry(3), () => lastAudit(ledger))).toBe(2);
    expect(auditFrom(ledger, 1, 20).map(({ action, customer }) => [action, customer])).toEqual([
      ['search', 1],
      ['open', 3],
    ]);
    expect(findAuditBreak(ledger)).toBeNull();
  });

  it('is complete after closing', () => {
    const audit = log();
    audit.recordSoon(() => entry(1));
    audit.close();
    expect(auditFrom(ledger, 1, 20)).toHaveLength(1);
  });

  it('refuses further look-ups while it cannot be written, and loses none', () => {
    vi.useFakeTimers();
    const faults: unknown[] = [];
    const audit = createAuditLog(ledger, (error) => faults.push(error));
    const pages = ledger.get<{ page_count: number }>(sql`select page_count from pragma_page_count`);
    ledger.script(`pragma max_page_count = ${pages?.page_count ?? 0}`);
    const big = { ...entry(1), detail: { note: 'x'.repeat(20_000) } };
    audit.recordSoon(() => big);
    vi.advanceTimersByTime(1_000);
    expect(faults).toHaveLength(1);
    expect(() => audit.recordSoon(() => entry(2))).toThrow(/full/);
    ledger.script('pragma max_page_count = 100000');
    audit.recordSoon(() => entry(3));
    audit.close();
    expect(auditFrom(ledger, 1, 20).map(({ customer }) => customer)).toEqual([1, 3]);
  });
});
