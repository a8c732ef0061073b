// What is told of the audit log: every row once, in pieces that follow on each other, and what was cut does not fit.
import { expect, it } from 'vitest';
import type { Instant } from '#shared/base/month.ts';
import { day } from '#shared/base/month.ts';
import type { EventPayload } from '#shared/model/event.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import type { WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { createAuditLog } from './audit.ts';
import { outbox } from './events.ts';
import { createClock } from './identity.ts';
import { tellLookUps } from './look_ups.ts';

const AT = 1_800_000_000_000 as Instant;
const clock = createClock(
  () => AT,
  (count) => new Uint8Array(count),
  null,
);
const STAMP = { device: 'dev-1', staff: 'program', at: AT, day: day('2027-01-15') };

type Told = EventPayload<'look-ups.told'>;

const tell = (ledger: WritableDB): number => tellLookUps(ledger, clock, () => STAMP);
const told = (ledger: WritableDB): readonly Told[] =>
  outbox(ledger, 100).map(({ payload }) => payload as Told);

function look(ledger: WritableDB, customers: readonly number[]): void {
  const audit = createAuditLog(ledger, () => undefined);
  for (const customer of customers) {
    const entry = { at: AT, staff: 'c1', detail: {} };
    audit.record({ ...entry, action: 'search', customer: null });
    audit.record({ ...entry, action: 'open', customer });
  }
  audit.close();
}

it('tells every row once, searches by number', () => {
  const ledger = openTestLedger();
  expect(tell(ledger)).toBe(0);
  look(ledger, [7, 8]);
  expect(tell(ledger)).toBe(1);
  expect(tell(ledger)).toBe(0);
  look(
    ledger,
    Array.from({ length: 150 }, (_, index) => index + 1),
  );
  expect(tell(ledger)).toBe(2);
  const [first, second, third] = told(ledger);
  expect(first).toMatchObject({
    from: 1,
    through: 4,
    searches: [{ staff: 'c1', count: 2 }],
    entries: [
      { sequence: 2, staff: 'c1', action: 'open', customer: 7 },
      { sequence: 4, staff: 'c1', action: 'open', customer: 8 },
    ],
  });
  expect(second).toMatchObject({ from: 5, previous: first?.head });
  expect(third).toMatchObject({ from: (second?.through ?? 0) + 1, previous: second?.head });
  expect(third?.through).toBe(304);
});

it('cannot make a log fit that was cut, or written anew', () => {
  for (const anew of [[], [9, 10, 11, 12]]) {
    const ledger = openTestLedger();
    look(ledger, [7, 8]);
    tell(ledger);
    ledger.run(sql`drop trigger audit_is_never_deleted`);
    ledger.run(sql`delete from audit where sequence > ${anew.length === 0 ? 2 : 0}`);
    look(ledger, anew);
    expect(tell(ledger)).toBe(1);
    const [first, second] = told(ledger);
    const follows = second?.from === (first?.through ?? 0) + 1 && second.previous === first?.head;
    expect(follows).toBe(false);
    // It is told once.
    expect(tell(ledger)).toBe(0);
  }
});
