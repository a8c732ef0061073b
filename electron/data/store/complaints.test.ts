// The branch's memory of complaints: the newest of this device's own and the others', its own from the ledger only.
import { expect, it } from 'vitest';
import type { Uuid } from '#shared/base/id.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { Heard } from '#shared/model/heard.ts';
import { append, newId, openTestLedger } from '#tests/fixtures/ledger.ts';
import { cacheOfHeard } from '#tests/fixtures/heard_cache.ts';
import type { WritableDB } from '../db/driver.ts';
import { lastComplaintAtBranch } from './complaints.ts';

const CUSTOMER = 7;
const AT = 1_795_000_000_000;
const day = (text: string): Day => text as Day;
const HERE = { device: 'dev-1', today: day('2026-11-20') };

function complain(ledger: WritableDB, on: Day, at = AT): Uuid {
  const visit = newId();
  const payload = { visit, customer: CUSTOMER, purpose: 'complaint', intended: null } as const;
  append(ledger, { id: newId(), kind: 'visit.started', payload }, { at: at as Instant, day: on });
  return visit;
}

function putRight(ledger: WritableDB, visit: Uuid, at: number): void {
  const payload = { visit, customer: CUSTOMER, purpose: 'top-up', intended: null } as const;
  append(ledger, { id: newId(), kind: 'visit.changed', payload }, { at: at as Instant });
}

const last = (ledger: WritableDB, complaints: Heard['complaints'], customer = CUSTOMER) =>
  lastComplaintAtBranch(
    ledger,
    cacheOfHeard({ customer: CUSTOMER, answers: [], complaints, walkIns: [] }),
    customer,
    HERE,
    null,
  );

it('the newest counts, wherever in the branch it was heard', () => {
  const others = [
    { device: 'dev-2', day: day('2026-11-10') },
    { device: 'dev-3', day: day('2026-11-12') },
  ];
  const ledger = openTestLedger();
  expect(last(ledger, [])).toBeNull();
  expect(last(ledger, others)).toBe('2026-11-12');
  complain(ledger, day('2026-11-11'));
  expect(last(ledger, others)).toBe('2026-11-12');
  complain(ledger, day('2026-11-18'), AT + 1);
  expect(last(ledger, others)).toBe('2026-11-18');
  expect(last(ledger, others, 8)).toBeNull();
});

it('what HQ tells of this device itself does not count: it may have been a slip', () => {
  const ledger = openTestLedger();
  const told = [{ device: 'dev-1', day: day('2026-11-18') }];
  const visit = complain(ledger, day('2026-11-18'));
  expect(last(ledger, told)).toBe('2026-11-18');
  putRight(ledger, visit, AT + 59_999);
  expect(last(ledger, told)).toBeNull();
});

it('a purpose that is changed a minute later was no slip', () => {
  const ledger = openTestLedger();
  putRight(ledger, complain(ledger, day('2026-11-18')), AT + 60_000);
  expect(last(ledger, [])).toBe('2026-11-18');
});

it('a day to come is the word of a wrong clock, here and elsewhere', () => {
  const ledger = openTestLedger();
  complain(ledger, day('2027-11-18'), AT + 1);
  expect(last(ledger, [{ device: 'dev-2', day: day('2026-11-21') }])).toBeNull();
  complain(ledger, day('2026-11-18'));
  expect(last(ledger, [])).toBe('2026-11-18');
});

it('needs nothing of HQ', () => {
  const ledger = openTestLedger();
  expect(lastComplaintAtBranch(ledger, cacheOfHeard(null), CUSTOMER, HERE, null)).toBeNull();
});
