// The branch's day and month in the data process alone: three PCs, 2,000 visits a day, a month of such days.
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { Caller } from '#electron/port/handlers.ts';
import type { Context } from '#electron/data/commands/context.ts';
import { createReportHandlers } from '#electron/data/commands/report_commands.ts';
import { createVisitsHandlers } from '#electron/data/commands/visits_commands.ts';
import type { Device } from '#electron/data/device.ts';
import { createSessions } from '#electron/data/sessions.ts';
import { createAuditLog } from '#electron/data/store/audit.ts';
import { openCache } from '#electron/data/store/cache.ts';
import { createClock } from '#electron/data/store/identity.ts';
import { addDays, type Day } from '#shared/base/month.ts';
import { ALL_VISITS } from '#shared/contract/view_visits.ts';
import { BRANCH } from '#tests/fixtures/branch.ts';
import { LEDGER_KEY, TOKEN } from '#tests/fixtures/fake_hub.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { millionCustomers, PACK_KEY } from './million.ts';
import { p95 } from './percentile.ts';
import { toldVisits } from './told_visits.ts';
import { tellFigure } from './tell_figure.ts';

const CUSTOMERS = 20_000;
const VISITS = 2_000;
const [DAYS = 30] = process.argv.slice(2).map(Number);
const ROUNDS = 40;
/** Half of what a click may take until its figures are painted. */
const TARGET_MS = 50;
const LAST = '2026-11-30' as Day;

const file = millionCustomers(CUSTOMERS);
const device = openDevice();
const sessions = createSessions(
  () => 3_600_000,
  () => undefined,
);
const context = { device: () => device, sessions } as unknown as Context;
const handlers = { ...createReportHandlers(context), ...createVisitsHandlers(context) };
const MANAGER: Caller = { port: 1, session: { staff: 'm1', name: '赵敏', role: 'manager' } };

const told = toldVisits(CUSTOMERS);
fill();
const first = time(() => handlers['report.month']({ month: null }, MANAGER));
const day: number[] = [];
const list: number[] = [];
const back: number[] = [];
const month: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  // Somebody was served since the last look.
  told.visit(device.ledger, LAST, VISITS + round);
  day.push(time(() => handlers['report.day']({ day: LAST }, MANAGER)));
  list.push(
    time(() =>
      handlers['visits.list']({ day: LAST, to: null, filter: ALL_VISITS, offset: 0 }, MANAGER),
    ),
  );
  month.push(time(() => handlers['report.month']({ month: null }, MANAGER)));
  // Another day is looked at, somebody is served, and the page is opened again.
  handlers['report.day']({ day: addDays(LAST, -1) }, MANAGER);
  told.visit(device.ledger, LAST, VISITS + ROUNDS + round);
  back.push(time(() => handlers['report.day']({ day: LAST }, MANAGER)));
}
verify();
console.log(`rows made of ${VISITS * DAYS} visits, once: ${first.toFixed(0)} ms`);
console.log(`back to the day from another p95 ${p95(back).toFixed(1)} ms`);
console.log(`list of the day p95 ${p95(list).toFixed(1)} ms`);
console.log(`month p95 ${p95(month).toFixed(1)} ms`);
tellFigure({ name: 'report_data', unit: 'ms', figure: p95(day), digits: 1, target: TARGET_MS });
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
    told.day(device.ledger, addDays(LAST, -back), VISITS);
  }
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The figures are all there. */
function verify(): void {
  const answer = handlers['report.day']({ day: LAST }, MANAGER);
  if (!('ok' in answer) || !answer.ok || answer.value.total.visits !== VISITS + 2 * ROUNDS) {
    throw new Error('the day does not have its visits');
  }
}
