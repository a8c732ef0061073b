// The branch's day and month in the data process: three PCs, 2,000 visits a day, a month of such days.
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { Caller } from '#electron/port/handlers.ts';
import type { Context } from '#electron/data/commands/context.ts';
import { createReportHandlers } from '#electron/data/commands/report_commands.ts';
import { createVisitsHandlers } from '#electron/data/commands/visits_commands.ts';
import type { Device } from '#electron/data/device.ts';
import { createAuditLog } from '#electron/data/store/audit.ts';
import { openCache } from '#electron/data/store/cache.ts';
import { createClock } from '#electron/data/store/identity.ts';
import { keepTold } from '#electron/data/store/told.ts';
import { fen } from '#shared/base/money.ts';
import { addDays, type Day, type Instant } from '#shared/base/month.ts';
import { ALL_VISITS } from '#shared/contract/view_visits.ts';
import type { ToldEvent } from '#shared/wire/told.ts';
import { BRANCH } from '#tests/fixtures/branch.ts';
import { LEDGER_KEY, TOKEN } from '#tests/fixtures/fake_hub.ts';
import { answered, finished, newId, openTestLedger, started } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { millionCustomers, PACK_KEY } from './million.ts';

const CUSTOMERS = 20_000;
const VISITS = 2_000;
const DAYS = 30;
const DEVICES = ['dev-2', 'dev-3', 'dev-4'];
const ROUNDS = 40;
const DAY_TARGET_MS = 100;
const MONTH_TARGET_MS = 300;
const LAST = '2026-11-30' as Day;

const file = millionCustomers(CUSTOMERS);
const device = openDevice();
const context = { device: () => device } as unknown as Context;
const handlers = { ...createReportHandlers(context), ...createVisitsHandlers(context) };
const MANAGER: Caller = { port: 1, session: { staff: 'm1', name: '赵敏', role: 'manager' } };

const sequences = new Map<string, number>();
fill();
const first = time(() => handlers['report.month']({ month: null }, MANAGER));
const day: number[] = [];
const list: number[] = [];
const month: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  // Somebody was served since the last look.
  serve(LAST, VISITS + round);
  day.push(time(() => handlers['report.day']({ day: LAST }, MANAGER)));
  list.push(
    time(() => handlers['visits.list']({ day: LAST, filter: ALL_VISITS, offset: 0 }, MANAGER)),
  );
  month.push(time(() => handlers['report.month']({ month: null }, MANAGER)));
}
verify();
console.log(`rows made of ${VISITS * DAYS} visits, once: ${first.toFixed(0)} ms`);
console.log(`list of the day p95 ${p95(list).toFixed(1)} ms`);
console.log(
  `report day p95 ${p95(day).toFixed(1)} ms (target ${DAY_TARGET_MS}), month p95 ${p95(month).toFixed(1)} ms (target ${MONTH_TARGET_MS})`,
);
device.cache.close();
device.ledger.close();

function openDevice(): Device {
  const cache = openCache({
    folder: dirname(file),
    branch: BRANCH.code,
    packKeys: () => [PACK_KEY],
    nativeBinding: nativeBinding(),
    onChange: () => undefined,
    log: () => undefined,
  });
  const ledger = openTestLedger();
  return {
    secrets: {
      device: 'dev-1',
      branch: BRANCH.code,
      token: TOKEN,
      hubPublicKey: '',
      packKey: PACK_KEY,
      ledgerKey: LEDGER_KEY,
      hubUrl: '',
    },
    ledger,
    audit: createAuditLog(ledger, () => undefined),
    clock: createClock(
      () => Date.parse(`${LAST}T06:00:00Z`),
      (count) => randomBytes(count),
      null,
    ),
    cache,
  } as unknown as Device;
}

function fill(): void {
  for (let back = DAYS - 1; back >= 0; back -= 1) {
    const on = addDays(LAST, -back);
    const events = Array.from({ length: VISITS }, (_, n) => eventsOfVisit(on, n)).flat();
    device.ledger.transaction(() => keepTold(device.ledger, events, Date.now() as Instant));
  }
}

/** Another window's visit, the `n`th of the day, is told. */
function serve(on: Day, n: number): void {
  const events = eventsOfVisit(on, n);
  device.ledger.transaction(() => keepTold(device.ledger, events, Date.now() as Instant));
}

function eventsOfVisit(on: Day, n: number): readonly ToldEvent[] {
  const visit = newId();
  const by = DEVICES[n % DEVICES.length] ?? 'dev-2';
  const customer = (n % CUSTOMERS) + 1;
  const at = (Date.parse(`${on}T00:30:00Z`) + n * 14_000) as Instant;
  const given = answered(visit, n % 3 === 0 ? 'accepted' : 'declined', customer);
  const drafts = [
    started(visit, customer),
    { ...given, payload: { ...given.payload, asks: fen(10_000) } },
    finished(visit, 10_000, [], customer),
  ];
  return drafts.map(({ id, kind, payload }) => {
    const sequence = (sequences.get(by) ?? 0) + 1;
    sequences.set(by, sequence);
    const staff = `c${(n % 6) + 1}`;
    return { id, device: by, sequence, kind, payload, at, day: on, staff } as ToldEvent;
  });
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;
}

/** The figures are all there. */
function verify(): void {
  const answer = handlers['report.day']({ day: LAST }, MANAGER);
  if (!('ok' in answer) || !answer.ok || answer.value.total.visits !== VISITS + ROUNDS) {
    throw new Error('the day does not have its visits');
  }
}
