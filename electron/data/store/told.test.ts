// What neighbours told, and what becomes of it when HQ tells the same, another thing, or nothing.
import { beforeEach, expect, it } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { EventPayload } from '#shared/model/event.ts';
import type { ToldDevice, ToldEvent } from '#shared/wire/told.ts';
import { cacheOfHeard } from '#tests/fixtures/heard_cache.ts';
import { append, finished, newId, openTestLedger, started } from '#tests/fixtures/ledger.ts';
import { CUSTOMERS } from '#tests/fixtures/branch.ts';
import type { WritableDB } from '../db/driver.ts';
import { lastComplaintAtBranch } from './complaints.ts';
import { withOwnConsent } from './consent.ts';
import type { EventDraft } from './events.ts';
import { drawnByGift } from './stock.ts';
import {
  keepDrawnElsewhere,
  keepNeighbours,
  keepTold,
  noteToldWhole,
  toldThrough,
} from './told.ts';
import { followEvents, visitsOfDay } from './visit_rows.ts';

const DAY = '2026-11-18' as Day;
const AT = 1_795_000_900_000 as Instant;
const HELP = { isCare: () => false, asksOf: () => null };

let ledger: WritableDB;
let sequence: number;
beforeEach(() => {
  ledger = openTestLedger();
  sequence = 0;
});

const told = ({ id, kind, payload }: EventDraft, at = sequence + 1): ToldEvent => {
  sequence = at;
  const where = { device: 'dev-2', sequence: at, at: AT, day: DAY, staff: 'c2' };
  return { id, kind, payload, ...where } as ToldEvent;
};

const device = (through: number, more: Partial<ToldDevice> = {}): ToldDevice => ({
  id: 'dev-2',
  name: 'Window 2',
  heardAt: AT,
  through,
  series: 0,
  keys: { sign: 'AA==', seal: 'AA==' },
  addresses: [],
  ...more,
});

const gift = [{ gift: 'umbrella', count: 1 }];

function visit(prepaid = 10_000): readonly ToldEvent[] {
  const id = newId();
  return [told(started(id)), told(finished(id, prepaid, gift))];
}

const amounts = (): readonly unknown[] => {
  followEvents(ledger, HELP);
  return visitsOfDay(ledger, DAY).map(({ prepaid }) => prepaid);
};

const hqTells = (events: readonly ToldEvent[], ...devices: readonly ToldDevice[]): boolean => {
  keepTold(ledger, events, AT);
  return noteToldWhole(ledger, devices);
};

it('counts what a neighbour and HQ both tell once, and its gift too', () => {
  const events = visit();
  expect(keepNeighbours(ledger, events, AT)).toBe(2);
  expect(keepNeighbours(ledger, events, AT)).toBe(0);
  expect(amounts()).toEqual([10_000]);
  expect(drawnByGift(ledger).get('umbrella')).toBe(1);
  keepDrawnElsewhere(ledger, gift);
  hqTells(events, device(2));
  expect(amounts()).toEqual([10_000]);
  expect(drawnByGift(ledger).get('umbrella')).toBe(1);
  expect(toldThrough(ledger)).toEqual(new Map([['dev-2', 2]]));
});

it('takes out what HQ does not tell by the time that it has all of the device', () => {
  const events = visit();
  keepNeighbours(ledger, events, AT);
  expect(amounts()).toEqual([10_000]);
  // HQ has not come so far: it stands.
  hqTells(events.slice(0, 1), device(1));
  expect(amounts()).toEqual([10_000]);
  // The end was put aside.
  hqTells([], device(2));
  expect(amounts()).toEqual([null]);
  expect(drawnByGift(ledger).size).toBe(0);
  // A neighbour that says it once more changes nothing, and what comes next is seen.
  expect(keepNeighbours(ledger, events, AT)).toBe(0);
  keepNeighbours(ledger, visit(7_000), AT);
  expect(amounts()).toEqual([null, 7_000]);
});

it('has HQ’s word in the place of a neighbour’s other one', () => {
  const [begin, end] = visit(10_000);
  if (begin === undefined || end === undefined) throw new Error('no visit');
  keepNeighbours(ledger, [begin, end], AT);
  const payload = { ...(end.payload as EventPayload<'visit.finished'>), prepaid: fen(2_000) };
  hqTells([begin, { ...end, payload }], device(2));
  expect(amounts()).toEqual([2_000]);
  // Another event under its number.
  const other = visit(3_000).map((event, index) => ({ ...event, sequence: index + 1 }));
  keepNeighbours(ledger, other, AT);
  expect(amounts()).toEqual([2_000]);
});

it('undoes a correction that HQ did not believe, of this window’s own visit too', () => {
  const id = newId();
  append(ledger, started(id), { day: DAY });
  const end = finished(id, 10_000);
  append(ledger, end, { day: DAY });
  const becomes = { ...(end.payload as EventPayload<'visit.finished'>), prepaid: fen(1) };
  const payload = { visit: id, customer: 1, corrects: end.id, becomes, reason: 'x' };
  const lie = { id: newId(), kind: 'visit.corrected', payload: { ...payload, approvedBy: 'm1' } };
  keepNeighbours(ledger, [told(lie as EventDraft)], AT);
  expect(amounts()).toEqual([1]);
  hqTells([], device(1));
  expect(amounts()).toEqual([10_000]);
});

it('takes out what a device said that was turned away since', () => {
  keepNeighbours(ledger, visit(), AT);
  hqTells([], device(0, { keys: null }));
  expect(amounts()).toEqual([]);
});

it('asks from the beginning when something came late, and from where HQ is when it was put back', () => {
  hqTells(visit(), device(2));
  expect(hqTells([], device(2, { series: 1 }))).toBe(true);
  expect(toldThrough(ledger)).toEqual(new Map([['dev-2', 0]]));
  expect(hqTells([], device(2, { series: 1 }))).toBe(false);
  hqTells([], device(1, { series: 1 }));
  expect(toldThrough(ledger)).toEqual(new Map([['dev-2', 1]]));
  expect(amounts()).toEqual([10_000]);
});

it('hears of opt-outs and complaints at other windows', () => {
  const [first] = CUSTOMERS;
  if (first === undefined) throw new Error('no customer');
  const said = { visit: null, customer: first.id, optedOut: true };
  const complaint = started(newId(), first.id);
  const payload = { ...complaint.payload, purpose: 'complaint' as const };
  keepNeighbours(
    ledger,
    [
      told({ id: newId(), kind: 'consent.changed', payload: said }),
      told({ ...complaint, payload } as EventDraft),
    ],
    AT,
  );
  expect(withOwnConsent(ledger, { ...first, consent: null }).consent).toEqual({
    optedOut: true,
    at: AT,
  });
  const heard = { customer: first.id, answers: [], complaints: [], walkIns: [] };
  const here = { device: 'dev-1', today: DAY };
  expect(lastComplaintAtBranch(ledger, cacheOfHeard(heard), first.id, here, null)).toBe(DAY);
});
