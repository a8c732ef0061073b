// HQ's budget of look-ups: an hour in which the program ran, whatever clocks say and however often it is restarted.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addDays, type Day, type Instant } from '#shared/base/month.ts';
import type { LookUpAction } from '#shared/model/look_up.ts';
import {
  answered,
  append,
  finished,
  newId,
  openTestLedger,
  undone,
} from '#tests/fixtures/ledger.ts';
import type { WritableDB } from './db/driver.ts';
import { createLookUps, type LookUps } from './look_ups.ts';
import { auditFrom, createAuditLog } from './store/audit.ts';

const MINUTE = 60_000;
const TODAY = '2026-11-18' as Day;
const BUDGET = { opens: 3, reveals: 2 };
const AT = 1_795_000_000_000;

let ledger: WritableDB;
let looks: LookUps;
/** Of the program, ms. */
let ran = 0;
let runs = 0;
/** What the clock says. */
let clock = AT;

function start(): void {
  ran = 0;
  runs += 1;
  const audit = createAuditLog(ledger, (error) => {
    throw error;
  });
  looks = createLookUps({ ledger, audit }, runs, () => ran);
}
beforeEach(() => {
  ledger = openTestLedger();
  clock = AT;
  start();
});
afterEach(() => ledger.close());

function wait(minutes: number): void {
  ran += minutes * MINUTE;
  clock += minutes * MINUTE;
}

const beyond = (customer: number, action: LookUpAction = 'open', staff = 'c1', today = TODAY) =>
  looks.beyond({ staff, action, customer }, BUDGET, today);

type Given = { readonly reason: string; readonly approvedBy: string | null };
function look(
  customer: number,
  action: LookUpAction = 'open',
  staff = 'c1',
  given: Given | null = null,
): void {
  const reason = given === null ? null : { action, customer, ...given };
  looks.record({ staff, action, customer }, clock, reason, () => undefined);
}
const lookAtAll = (...customers: readonly number[]): void => {
  for (const customer of customers) look(customer);
};

it('asks for a reason when as many were opened, and a manager beyond twice as many', () => {
  lookAtAll(1, 2);
  expect(beyond(3)).toBeNull();
  look(3);
  expect(beyond(4)).toEqual({ type: 'opens-beyond', used: 3, most: 3, needsManager: false });
  // Whoever is counted already may be opened again.
  expect(beyond(2)).toBeNull();
  lookAtAll(4, 5);
  expect(beyond(6)).toMatchObject({ used: 5, needsManager: false });
  look(6);
  expect(beyond(7)).toMatchObject({ used: 6, needsManager: true });
  look(7, 'open', 'c1', { reason: 'is-here', approvedBy: 'm1' });
  expect(beyond(8)).toBeNull();
  expect(auditFrom(ledger, 7, 1)[0]?.detail).toMatchObject({ reason: 'is-here', manager: 'm1' });
});

it('counts each person, and phones and files by themselves', () => {
  lookAtAll(1, 2, 3);
  expect(beyond(4, 'open', 'c2')).toBeNull();
  look(1, 'reveal');
  look(1, 'file');
  expect(beyond(1, 'reveal')).toMatchObject({ type: 'reveals-beyond', used: 2, most: 2 });
  expect(beyond(2, 'file')).toMatchObject({ type: 'reveals-beyond' });
  look(9, 'reveal', 'c1', { reason: '查账', approvedBy: null });
  look(9, 'reveal', 'c1', { reason: 'other', approvedBy: 'm1' });
  // The fresh budget is that of phones and files alone.
  expect(beyond(1, 'reveal')).toBeNull();
  expect(beyond(4)).not.toBeNull();
});

it('does not count who had an errand, unless it was taken back or another clerk’s', () => {
  lookAtAll(1, 2, 3);
  const visit = newId();
  append(ledger, finished(visit, 5_000, [], 1), { staff: 'c2' });
  expect(beyond(4)).not.toBeNull();
  append(ledger, answered(newId(), 'declined', 2));
  expect(beyond(4)).toBeNull();
  look(4);
  const end = finished(newId(), null, [], 3);
  append(ledger, end);
  append(ledger, undone(newId(), end.id));
  expect(beyond(5)).toMatchObject({ used: 3 });
  // Served already: an errand is what brings them again.
  expect(beyond(2)).toBeNull();
  append(ledger, finished(newId(), null, [], 4), { day: addDays(TODAY, -2) });
  expect(beyond(5)).toMatchObject({ used: 3 });
});

it('counts on who is sent away again by an empty visit, or by a sentence that was not said', () => {
  lookAtAll(1, 2, 3);
  for (const customer of [1, 2, 3]) append(ledger, finished(newId(), null, [], customer));
  append(ledger, answered(newId(), 'not-said', 1));
  expect(beyond(4)).toMatchObject({ used: 3, most: 3 });
  append(ledger, finished(newId(), null, [{ gift: 'oil', count: 1 }], 2));
  expect(beyond(4)).toBeNull();
  look(4);
  expect(beyond(5)).toMatchObject({ used: 3 });
  append(ledger, finished(newId(), 5_000, [], 3));
  expect(beyond(5)).toBeNull();
});

it('gives back what is an hour old, in time that the program ran', () => {
  lookAtAll(1, 2);
  wait(40);
  look(3);
  expect(beyond(4)).not.toBeNull();
  wait(19);
  expect(beyond(4)).not.toBeNull();
  wait(1);
  expect(beyond(4)).toBeNull();
  // A look at somebody who is counted does not make them stay.
  lookAtAll(3, 4, 5);
  wait(40);
  expect(beyond(6)).toBeNull();
});

it('is emptied by no restart and by no clock', () => {
  lookAtAll(1, 2);
  wait(10);
  look(3);
  look(3, 'reveal');
  look(3, 'file');
  for (const shift of [0, 24 * 60, -48 * 60]) {
    clock += shift * MINUTE;
    start();
    expect(beyond(4), `clock moved by ${shift} min`).toMatchObject({ used: 3, most: 3 });
    expect(beyond(4, 'reveal')).toMatchObject({ used: 2 });
    expect(beyond(4, 'open', 'c2')).toBeNull();
  }
  // This run looked at nobody: how long it ran is not known to the next one.
  wait(49);
  expect(beyond(4)).not.toBeNull();
  wait(1);
  expect(beyond(4)).toBeNull();
  look(4);
  wait(5);
  start();
  // The time up to 4 counts, what came after it does not.
  look(5);
  expect(beyond(6)).toMatchObject({ used: 3 });
  wait(10);
  expect(beyond(6)).toBeNull();
});

it('remembers a manager’s approval through a restart, and nothing of before it', () => {
  lookAtAll(1, 2, 3, 4, 5, 6);
  look(7, 'open', 'c1', { reason: 'on-the-phone', approvedBy: 'm1' });
  start();
  lookAtAll(8);
  expect(beyond(9)).toBeNull();
  look(9);
  expect(beyond(10)).toMatchObject({ used: 3, needsManager: false });
});

it('reads no more of a log of before than look-ups of an hour, and copes with rows that say nothing of time', () => {
  const audit = createAuditLog(ledger, () => undefined);
  for (let customer = 1; customer <= 20; customer += 1) {
    audit.record({ at: clock as Instant, staff: 'c1', action: 'open', customer, detail: {} });
  }
  audit.record({
    at: clock,
    staff: null,
    action: 'open',
    customer: null,
    detail: { walkIn: true },
  });
  start();
  expect(beyond(30)).toBeNull();
});
