// A ledger grows for years: what runs on every visit must never read all of it.
import { expect, it } from 'vitest';
import type { Day, Instant } from '#shared/base/month.ts';
import type { StaffMember } from '#shared/model/branch.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { LotteryLease } from '#shared/model/lease.ts';
import { CUSTOMERS, STAFF } from '#tests/fixtures/branch.ts';
import { answered, append, newId, openTestLedger, started } from '#tests/fixtures/ledger.ts';
import { cacheOfHeard } from '#tests/fixtures/heard_cache.ts';
import type { ReadableDB } from '../db/driver.ts';
import type { Sql } from '../db/sql.ts';
import {
  eventsOfPhone,
  eventsOfVisit,
  isUndone,
  lastEventId,
  outbox,
  quarantinedCount,
  unsent,
} from './events.ts';
import { careOutcomes } from './care.ts';
import { lastComplaintAtBranch } from './complaints.ts';
import { meantBefore } from './meant.ts';
import { withOwnConsent } from './consent.ts';
import { customersWithErrand, hasServed } from './errands.ts';
import { answersOfCustomer } from './history.ts';
import { lastWinners, ticketsLeft } from './lottery.ts';
import { lookedAtBetween } from './looked_at.ts';
import { hasBeliefsEvent } from './own_answers.ts';
import { spentPoints } from './points.ts';
import { isWalkIn } from './walk_ins.ts';
import {
  daysWithVisits,
  giftsBetween,
  readVisitRow,
  sumsByDay,
  visitsOfDay,
} from './visit_rows.ts';
import { readDayClose } from './day_closes.ts';
import { isBlocked, verifierOf } from './people.ts';
import { toldThrough } from './told.ts';

const DAY = '2026-11-18' as Day;
const AT = 1_795_000_000_000 as Instant;
const LEASE: LotteryLease = {
  id: 'L1',
  lottery: 'autumn',
  device: 'dev-1',
  validFrom: DAY,
  validTo: DAY,
  tickets: { cup: 1 },
  commitment: 'a'.repeat(64),
  sealedSeed: 'b'.repeat(96),
};

it.each<[string, (ledger: ReadableDB) => unknown]>([
  ['hasServed', (ledger) => hasServed(ledger, 'c1', 1, DAY)],
  ['customersWithErrand', (ledger) => customersWithErrand(ledger, DAY, [1, 2])],
  ['lookedAtBetween', (ledger) => lookedAtBetween(ledger, AT, (AT + 1) as Instant)],
  ['eventsOfVisit', (ledger) => eventsOfVisit(ledger, newId())],
  ['eventsOfPhone', (ledger) => eventsOfPhone(ledger, '13800138000')],
  ['isWalkIn', (ledger) => isWalkIn(ledger, newId())],
  ['isUndone', (ledger) => isUndone(ledger, newId())],
  ['lastEventId', lastEventId],
  ['outbox', (ledger) => outbox(ledger, 200)],
  ['unsent', unsent],
  ['quarantinedCount', quarantinedCount],
  ['answersOfCustomer', (ledger) => answersOfCustomer(ledger, 1, 100)],
  ['visitsOfDay', (ledger) => visitsOfDay(ledger, DAY)],
  ['readVisitRow', (ledger) => readVisitRow(ledger, newId())],
  ['sumsByDay', (ledger) => sumsByDay(ledger, DAY, DAY)],
  ['giftsBetween', (ledger) => giftsBetween(ledger, DAY, DAY)],
  ['daysWithVisits', (ledger) => daysWithVisits(ledger, 100)],
  ['readDayClose', (ledger) => readDayClose(ledger, DAY)],
  ['toldThrough', (ledger) => toldThrough(ledger)],
  ['verifierOf', (ledger) => verifierOf(ledger, firstMember())],
  ['isBlocked', (ledger) => isBlocked(ledger, firstMember())],
  [
    'lastComplaintAtBranch',
    (ledger) =>
      lastComplaintAtBranch(ledger, cacheOfHeard(null), 1, { device: 'dev-1', today: DAY }, null),
  ],
  ['withOwnConsent', (ledger) => withOwnConsent(ledger, firstCustomer())],
  ['meantBefore', (ledger) => meantBefore(ledger, 1, { day: DAY, visit: newId() })],
  ['careOutcomes', (ledger) => careOutcomes(ledger, DAY)],
  ['hasBeliefsEvent', (ledger) => hasBeliefsEvent(ledger, 'own-1')],
  ['spentPoints', (ledger) => spentPoints(ledger, 1, 0)],
  ['ticketsLeft', (ledger) => ticketsLeft(ledger, [LEASE], DAY)],
  ['lastWinners', (ledger) => lastWinners(ledger, ledger, 'autumn', 5)],
])('%s searches by an index', (_name, run) => {
  const ledger = openTestLedger();
  const visit = newId();
  append(ledger, started(visit));
  append(ledger, answered(visit, 'accepted'));
  const seen: Sql[] = [];
  run({
    ...ledger,
    all: (statement) => {
      seen.push(statement);
      return ledger.all(statement);
    },
    get: (statement) => {
      seen.push(statement);
      return ledger.get(statement);
    },
  });
  expect(seen.length).toBeGreaterThan(0);
  for (const statement of seen) {
    const scans = ledger
      .plan(statement)
      .filter((step) =>
        /^(SCAN (audit|event|told_event|undo|receipt|spent|complaint|next|finish|named|void)\b|(MATERIALIZE|CO-ROUTINE) (standing|finish))/.test(
          step,
        ),
      );
    // The newest row by its key, and rows that a partial index holds, are no scan of the table.
    const allowed = /^SCAN (event|receipt USING INDEX receipt_quarantined)$/;
    expect(scans.filter((step) => !allowed.test(step) || !endsEarly(statement))).toEqual([]);
  }
});

const firstMember = (): StaffMember => {
  const [first] = STAFF;
  if (first === undefined) throw new Error('no staff');
  return first;
};

const firstCustomer = (): Customer => {
  const [first] = CUSTOMERS;
  if (first === undefined) throw new Error('no customer');
  return first;
};

const endsEarly = ({ text }: Sql): boolean => /limit 1$|quarantined is not null/.test(text.trim());
