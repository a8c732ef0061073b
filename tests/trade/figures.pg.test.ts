// The figures of a branch's days at its manager's, in the manager's file and on HQ's page, against plain SQL over the events.
import { randomBytes } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { fen } from '#shared/base/money.ts';
import {
  addDays,
  type Day,
  type Instant,
  type Month,
  monthOfDay,
  weekdayOf,
} from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import { ALL_VISITS, type ListedVisit, type VisitFilter } from '#shared/contract/view_visits.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { type Sql, sql } from '#hub/db/database.ts';
import { readPageBranches } from '#hub/db/page_branch.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { createTestDevice } from '#hub/learn/test_device.ts';
import { branchDayOf, branchMonthOf } from '#hub/page/branch_day.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { type HubSecret, secretFromMaster } from '#hub/secret.ts';
import { createEnrolCode } from '#hub/serve/enrol.ts';
import { createServer } from '#hub/serve/server.ts';
import { followAllVisits } from '#hub/visits/follow_visits.ts';
import { recordAnyVisit, RUNGS } from '#hub/visits/test_branch_days.ts';
import {
  plainGifts,
  plainLines,
  plainOffers,
  plainParts,
  plainSums,
} from '#hub/visits/test_plain_sums.ts';
import { byWeek, byWeekday } from '#renderer/features/manager/month_sums.ts';
import { answerInput, clerkAt } from '#tests/fixtures/branch_at_work.ts';
import { STAFF } from '#tests/fixtures/branch.ts';
import {
  failure,
  startDataProcess,
  type TestProcess,
  value,
} from '#tests/fixtures/data_process.ts';
import { makeOffer, makePolicy, makeTier } from '#tests/fixtures/decision.ts';

const CUSTOMERS = 12;
/** The last second of October, and in New York the two hours after one in the night that are called so. */
const BRANCHES = [
  { code: 'CN', timeZone: 'Asia/Shanghai', midnight: '2026-10-31T15:59:57Z' },
  { code: 'NY', timeZone: 'America/New_York', midnight: '2026-11-01T03:59:57Z' },
] as const;
/** Three days later, whenever the test is run: what is long past a counter lets go of. */
const CLOCK_SHIFT = Date.parse('2026-11-04T02:00:00Z') - Date.now();
const now = (): number => Date.now() + CLOCK_SHIFT;
const DAYS: readonly Day[] = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02'] as never;

let db: TestDatabase;
let secret: HubSecret;
let server: ReturnType<typeof createServer>;
let hubUrl: string;

beforeAll(async () => {
  db = await openTestDatabase();
  secret = secretFromMaster(randomBytes(32));
  const offers = Object.entries(RUNGS).map(([id, asks]) =>
    makeOffer({
      id,
      name: { zh: id, en: id },
      promotional: asks !== null,
      tiers: [makeTier({ id: 't', prepay: fen(asks ?? 0) })],
    }),
  );
  await saveEditions(db, { version: 'test', offers } as never, makePolicy());
  server = createServer({ database: db, secret, clock: now });
  hubUrl = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await db.close();
});

const staffAt = (at: Instant): string => (['c1', 'm1', 'gone'] as const)[at % 3] ?? 'c1';

/** Three windows over four days: in the day, over midnight and the end of the month, and when the clocks change. */
async function addVisits(code: string, timeZone: string, midnight: number): Promise<void> {
  const ids = await db.query<{ id: number }>(sql`select id from customer where branch = ${code}`);
  const random = createRandom(code.charCodeAt(0));
  const work = { timeZone, staffAt };
  const devices = await Promise.all(
    ['1', '2', '3'].map((n) => createTestDevice(db, code, `${code}-${n}`, 0 as Instant, work)),
  );
  const starts = [
    ...Array.from({ length: 60 }, (_, n) => midnight - 36 * 3_600_000 + n * 71 * 60_000),
    ...Array.from({ length: 24 }, (_, n) => midnight + n * 100),
    ...Array.from({ length: 24 }, (_, n) => midnight + 3_600_000 + n * 10 * 60_000),
  ];
  for (const [n, at] of starts.entries()) {
    const own = devices[n % 3];
    const other = devices[(n + 1) % 3];
    if (own === undefined || other === undefined) throw new Error('no window');
    recordAnyVisit({ own, other }, ids[n % ids.length]?.id ?? 0, at + (n % 7), random);
  }
  // The second window's come late, after those that follow them.
  for (const device of [devices[2], devices[0], devices[1]]) await device?.send();
}

async function startBranch(code: string): Promise<TestProcess> {
  const published = await publishBranch(db, secret, { branch: code, now: now() });
  if (!published.ok) throw new Error(published.error.type);
  const made = await createEnrolCode(db, secret, { branch: code, now: now() });
  if (!made.ok) throw new Error(made.error.type);
  const process = startDataProcess();
  process.clockShift = CLOCK_SHIFT;
  const client = process.connect();
  value(await client.send('enrol.start', { hubUrl, branch: code, code: made.value.code }));
  return process;
}

describe.each(BRANCHES)('$timeZone', ({ code, timeZone, midnight }) => {
  let process: TestProcess;
  let clerk: Client;
  let manager: Client;

  beforeAll(async () => {
    await createTestBranch(db, { code, customers: CUSTOMERS });
    await db.execute(sql`update branch set time_zone = ${timeZone} where code = ${code}`);
    await db.execute(
      sql`update gift set allocated = 100 where branch = ${code} and id = 'umbrella'`,
    );
    for (const { id, pinHash } of STAFF) {
      await db.execute(
        sql`update staff set pin_hash = ${pinHash} where branch = ${code} and id = ${id}`,
      );
    }
    await addVisits(code, timeZone, Date.parse(midnight));
    await followAllVisits(db);
    process = await startBranch(code);
    clerk = await clerkAt(process);
    manager = await clerkAt(process, 'm1', '9876');
    value(await manager.send('sync.now', {}));
  });
  afterAll(() => process.stop());

  const parts = (part: Sql, where: Sql) => plainParts(db, part, sql`branch = ${code} and ${where}`);
  const atHq = async (day: Day | null, at = now()) => {
    const branch = (await readPageBranches(db, null)).find((one) => one.code === code);
    if (branch === undefined) throw new Error(`no branch ${code}`);
    return branchDayOf(db, branch, day, at);
  };
  const ofDay = async (day: Day) =>
    [value(await manager.send('report.day', { day })), (await atHq(day)).report] as const;

  it('day, clerks, hours, line and offers', async () => {
    const sums = (await plainSums(db)).filter(({ branch }) => branch === code);
    expect(sums.map(({ day }) => day)).toEqual(DAYS);
    for (const { branch: _branch, day, unfinished, ...total } of sums) {
      const staff = await parts(sql`staff`, sql`day = ${day}`);
      const hours = await parts(
        sql`lpad(extract(hour from to_timestamp(at / 1000.0) at time zone ${timeZone})::text, 2, '0')`,
        sql`day = ${day}`,
      );
      const offers = await plainOffers(db, code, day);
      for (const report of await ofDay(day)) {
        expect(report.total).toEqual(total);
        expect(report.unfinished).toBe(unfinished);
        expect(
          report.byClerk.map(({ staff: part, name: _name, ...own }) => ({ part, ...own })),
        ).toEqual(staff);
        expect(
          report.byHour.map(({ hour, ...own }) => ({
            part: String(hour).padStart(2, '0'),
            ...own,
          })),
        ).toEqual(hours);
        const last = report.line.at(-1);
        expect([last?.prepaid, last?.claimed]).toEqual([total.prepaid, total.claimed]);
        expect(
          report.byOffer
            .toSorted((a, b) => (a.offer < b.offer ? -1 : 1))
            .map(({ offer, said, accepted, declined, hasIt, notSaid, claimed }) => ({
              offer,
              said,
              accepted,
              declined,
              hasIt,
              notSaid,
              claimed,
            })),
        ).toEqual(offers);
      }
    }
  });

  it('the windows of a day, at the branch and at HQ', async () => {
    const all = new Map<string, number>();
    for (const day of DAYS) {
      const { devices } = value(await manager.send('report.day', { day }));
      const counts = devices.flatMap(({ id, visits }) => (visits > 0 ? [[id, visits]] : []));
      const hq = (await atHq(day)).devices.flatMap(({ id, visits }) =>
        visits > 0 ? [[id, visits]] : [],
      );
      expect(hq.toSorted()).toEqual(counts.toSorted());
      for (const { id, visits } of devices) all.set(id, (all.get(id) ?? 0) + visits);
    }
    // Each visit is of one day: those of all days are all that were begun.
    const plain = await db.query<{ device: string; visits: number }>(sql`
      select device, count(*) as visits from event
      where branch = ${code} and kind in ('visit.started', 'walk-in.started') group by device`);
    expect(plain.map(({ device, visits }) => [device, visits]).toSorted()).toEqual(
      [...all].filter(([, visits]) => visits > 0).toSorted(),
    );
  });

  it('the week before, up to the minute, at the branch and at HQ', async () => {
    const shift = process.clockShift;
    const seen: number[] = [];
    try {
      // On each of these the day a week before is one with visits.
      for (let hour = 0; hour < 48; hour += 3) {
        const at = Date.parse('2026-11-06T05:00:00Z') + hour * 3_600_000 + 1_800_000;
        process.clockShift = at - Date.now();
        const manager = await clerkAt(process, 'm1', '9876');
        const { weekBefore, day, computedAt } = value(
          await manager.send('report.day', { day: null }),
        );
        const hq = (await atHq(null, computedAt)).report;
        expect([hq.day, hq.weekBefore]).toEqual([day, weekBefore]);
        seen.push(weekBefore?.visits ?? 0);
      }
    } finally {
      process.clockShift = shift;
    }
    expect(new Set(seen).size).toBeGreaterThan(4);
  });

  it('month, weeks and weekdays', async () => {
    const branch = (await readPageBranches(db, null)).find((one) => one.code === code);
    if (branch === undefined) throw new Error(`no branch ${code}`);
    for (const month of ['2026-10', '2026-11'] as Month[]) {
      const inMonth = sql`to_char(day, 'YYYY-MM') = ${month}`;
      const days = await parts(sql`day`, inMonth);
      const weeks = await parts(sql`date_trunc('week', day)::date`, inMonth);
      const weekdays = await parts(sql`extract(isodow from day)`, inMonth);
      const [total] = await parts(sql`'all'`, inMonth);
      const hq = (await branchMonthOf(db, branch, month, now())).report;
      for (const report of [value(await manager.send('report.month', { month })), hq]) {
        expect(report.days.map(({ day, figures }) => ({ part: day, ...figures }))).toEqual(days);
        expect({ part: 'all', ...report.total }).toEqual(total);
        expect(byWeek(report.days).map(({ figures }) => figures)).toEqual(
          weeks.map(({ part: _week, ...own }) => own),
        );
        expect(
          byWeekday(report.days).map(({ weekday, figures }) => ({ part: weekday, ...figures })),
        ).toEqual(weekdays);
      }
    }
  });

  it('a clerk’s own page', async () => {
    for (const day of DAYS) {
      const [own] = await parts(sql`staff`, sql`day = ${day} and staff = 'c1'`);
      const list = await clerk.send('visits.list', {
        day,
        to: null,
        filter: ALL_VISITS,
        offset: 0,
      });
      expect({ part: 'c1', ...value(list).figures }).toEqual(own);
    }
  });

  it('the visits that a figure of a day, an offer, a week, a weekday or a month opens', async () => {
    const opened = async (behind: Partial<VisitFilter>, day: Day, to: Day | null = null) => {
      const rows: ListedVisit[] = [];
      for (;;) {
        const filter = { ...ALL_VISITS, ...behind };
        const list = value(
          await manager.send('visits.list', { day, to, filter, offset: rows.length }),
        );
        rows.push(...list.rows);
        if (rows.length >= list.total) return rows;
      }
    };
    const expectBehind = async (where: Sql, first: Day, last: Day, weekday: number | null) => {
      const [total] = await parts(sql`'all'`, where);
      const finished = await opened({ shown: 'finished', weekday }, first, last);
      const money = await opened({ shown: 'money', weekday }, first, last);
      const claimed = await opened({ shown: 'claimed', weekday }, first, last);
      expect([finished.length, sum(money, 'prepaid'), sum(claimed, 'claimed')]).toEqual([
        total?.visits,
        total?.prepaid,
        total?.claimed,
      ]);
    };
    const hourOf = sql`extract(hour from to_timestamp(at / 1000.0) at time zone ${timeZone})`;
    for (const day of DAYS) {
      await expectBehind(sql`day = ${day}`, day, day, null);
      // The hours of the chart, and the week before, up to any moment.
      for (const { part, ...own } of await parts(hourOf, sql`day = ${day}`)) {
        const of = (shown: VisitFilter['shown']) => opened({ shown, hour: Number(part) }, day);
        expect({
          visits: (await of('finished')).length,
          prepaid: sum(await of('money'), 'prepaid'),
          claimed: sum(await of('claimed'), 'claimed'),
          said: (await of('said')).length > 0,
          accepted: (await of('accepted')).length > 0,
          care: (await of('care')).length > 0,
        }).toEqual({
          ...own,
          said: own.said > 0,
          accepted: own.accepted > 0,
          care: own.care > 0,
        });
      }
      const { weekBefore } = value(await manager.send('report.day', { day: addDays(day, 7) }));
      const [whole] = await parts(sql`'all'`, sql`day = ${day}`);
      expect({ part: 'all', ...weekBefore }).toEqual(whole);
      const until = Date.parse(`${day}T12:00:00Z`) as Instant;
      const [morning] = await parts(sql`'all'`, sql`day = ${day} and at <= ${until}`);
      expect([
        (await opened({ shown: 'finished', until }, day)).length,
        sum(await opened({ shown: 'money', until }, day), 'prepaid'),
        sum(await opened({ shown: 'claimed', until }, day), 'claimed'),
      ]).toEqual([morning?.visits ?? 0, morning?.prepaid ?? 0, morning?.claimed ?? 0]);
      for (const offer of await plainOffers(db, code, day)) {
        const care = offer.offer === 'hello';
        const answers = async (behind: Partial<VisitFilter>) => {
          const rows = await opened({ offer: offer.offer, ...behind }, day);
          const given = rows.flatMap((row) => row.answers);
          return given.filter(
            ({ answer, offer: { zh } }) =>
              zh === offer.offer && (behind.answer ?? answer) === answer && answer !== 'not-said',
          ).length;
        };
        const said = { shown: care ? 'care' : 'said' } as const;
        expect({
          said: await answers(said),
          accepted: await answers({ ...said, answer: 'accepted' }),
          declined: await answers({ ...said, answer: 'declined' }),
          hasIt: await answers({ ...said, answer: 'has-it' }),
          claimed: sum(await opened({ shown: 'claimed', offer: offer.offer }, day), 'claimed'),
        }).toEqual({
          said: offer.said,
          accepted: offer.accepted,
          declined: offer.declined,
          hasIt: offer.hasIt,
          claimed: offer.claimed,
        });
        const notSaid = await opened({ shown: 'not-said', offer: offer.offer }, day);
        expect(notSaid).toHaveLength(offer.notSaid);
        // A void visit is part of no figure, and behind none.
        expect(notSaid.filter(({ state }) => state === 'void')).toEqual([]);
      }
    }
    for (const month of ['2026-10', '2026-11'] as Month[]) {
      const own = DAYS.filter((day) => monthOfDay(day) === month);
      const [first, last] = [own[0] ?? DAYS[0], own.at(-1) ?? DAYS[0]] as [Day, Day];
      await expectBehind(sql`to_char(day, 'YYYY-MM') = ${month}`, first, last, null);
      const { monthBefore, daysBefore } = value(await manager.send('report.month', { month }));
      const before = sql`day between ${daysBefore.from}::date and ${daysBefore.to}::date`;
      const [plainBefore] = await parts(sql`'all'`, before);
      expect(monthBefore ?? undefined).toEqual(
        plainBefore && (({ part: _part, ...figures }) => figures)(plainBefore),
      );
      if (monthBefore !== null) await expectBehind(before, daysBefore.from, daysBefore.to, null);
      for (const weekday of own.map(weekdayOf)) {
        const where = sql`to_char(day, 'YYYY-MM') = ${month} and extract(isodow from day) = ${weekday}`;
        await expectBehind(where, first, last, weekday);
      }
    }
    const tooLong = await manager.send('visits.list', {
      day: '2026-10-01' as Day,
      to: '2026-11-01' as Day,
      filter: ALL_VISITS,
      offset: 0,
    });
    expect(failure(tooLong).type).toBe('bad-input');
  });

  it('what is left of a gift, and the days that it went', async () => {
    const stock = value(await manager.send('gift.stock', { gift: 'umbrella' }));
    const plain = await plainGifts(db, code, 'umbrella');
    expect(stock?.days).toEqual(plain);
    const given = plain.reduce((all, { count }) => all + count, 0);
    expect(given).toBeGreaterThan(0);
    expect(stock).toMatchObject({ allotted: 100, elsewhere: 0, left: 100 - given });
    const day = value(await manager.send('report.day', { day: DAYS[0] as Day }));
    expect(day.gifts.map(({ id, left }) => [id, left])).toEqual([['umbrella', 100 - given]]);
  });

  it('the files of a day and of a month, CSV and XLSX', async () => {
    for (const period of [...DAYS, '2026-10', '2026-11'] as const) {
      const [total] = await parts(sql`'all'`, sql`to_char(day, 'YYYY-MM-DD') like ${`${period}%`}`);
      const { visits, prepaid, claimed } = total ?? { visits: 0, prepaid: 0, claimed: 0 };
      const cells: (readonly string[])[][] = [];
      for (const format of ['csv', 'xlsx'] as const) {
        const file = await manager.send('report.file', { period, format, language: 'en' });
        const rows = await rowsOf(Buffer.from(value(file).bytes, 'base64'), format);
        const ended = rows.filter((row) => row['Status'] === 'finished');
        const sumOf = (column: string): number =>
          rows.reduce((all, row) => all + Math.round(100 * Number(row[column] ?? 0)), 0);
        expect([ended.length, sumOf('Paid (yuan)'), sumOf('Claimed uplift (yuan)')]).toEqual([
          visits,
          prepaid,
          claimed,
        ]);
        cells.push(rows.map(cellsOf));
      }
      const [csv = [], xlsx = []] = cells;
      expect(csv.length).toBeGreaterThan(0);
      expect(xlsx).toEqual(csv);
      const ended = csv.filter((row) => row[6] === 'finished');
      const lines = ended.map(([day, , , , , , , , prepaid, claimed]) =>
        [day, Number(prepaid), Number(claimed)].join(' '),
      );
      const plain = (await plainLines(db, code, period)).map((row) =>
        [row.day, row.prepaid / 100, row.claimed / 100].join(' '),
      );
      expect(lines.toSorted()).toEqual(plain.toSorted());
    }
  });
});

/** Amounts as numbers: one program writes `100`, another `100.00`. */
const cellsOf = (row: FileRow): readonly string[] =>
  Object.values(row).map((cell) => {
    const text = String(cell ?? '');
    return /^-?\d+(\.\d+)?$/.test(text) ? String(Number(text)) : text;
  });

const sum = (rows: readonly ListedVisit[], of: 'prepaid' | 'claimed') =>
  rows.reduce((all, row) => all + (row[of] ?? 0), 0);

describe('a branch whose ledger was put back to an older copy', () => {
  it('has what it lost from HQ again, each visit once', async () => {
    await createTestBranch(db, { code: 'OLD', customers: CUSTOMERS });
    for (const { id, pinHash } of STAFF) {
      await db.execute(
        sql`update staff set pin_hash = ${pinHash} where branch = 'OLD' and id = ${id}`,
      );
    }
    const ids = await db.query<{ id: number; account: string }>(
      sql`select id, account from customer where branch = 'OLD' order by id`,
    );
    const process = await startBranch('OLD');
    const secrets = process.secrets();
    if (secrets === null) throw new Error('not enrolled');
    const serve = async (client: Client, index: number): Promise<void> => {
      const { id: customer, account: text } = ids[index] ?? { id: 0, account: '' };
      value(await client.send('customer.search', { text }));
      const visit = value(
        await client.send('visit.start', { customer, purpose: 'top-up', intended: fen(5_000) }),
      );
      const [best] = visit.proposals;
      if (best !== undefined) {
        value(await client.send('visit.answer', answerInput(visit, 'accepted')));
      }
      const prepaid = fen(5_000 + 1_000 * index);
      value(await client.send('visit.finish', { visit: visit.visit, prepaid, gifts: [] }));
    };
    let clerk = await clerkAt(process);
    for (const index of [0, 1]) await serve(clerk, index);
    // Begun before the copy, finished in the time that is lost.
    value(await clerk.send('customer.search', { text: ids[2]?.account ?? '' }));
    const open = value(
      await clerk.send('visit.start', {
        customer: ids[2]?.id ?? 0,
        purpose: 'top-up',
        intended: fen(5_000),
      }),
    );
    value(await clerk.send('sync.now', {}));
    await process.stop();
    const ledger = join(process.dataDir, `ledger-${secrets.device}.db`);
    copyFileSync(ledger, `${ledger}.older`);

    const restart = (): TestProcess => {
      const started = startDataProcess({
        dataDir: process.dataDir,
        key: { state: 'held', secrets },
      });
      started.clockShift = CLOCK_SHIFT;
      return started;
    };
    const lost = restart();
    clerk = await clerkAt(lost);
    const end = { visit: open.visit, prepaid: fen(7_000), gifts: [] };
    value(await clerk.send('visit.finish', end));
    for (const index of [3, 4]) await serve(clerk, index);
    value(await clerk.send('sync.now', {}));
    await lost.stop();
    for (const suffix of ['-wal', '-shm']) rmSync(ledger + suffix, { force: true });
    copyFileSync(`${ledger}.older`, ledger);

    const again = restart();
    try {
      const manager = await clerkAt(again, 'm1', '9876');
      await serve(await clerkAt(again), 5);
      value(await manager.send('sync.now', {}));
      const report = value(await manager.send('report.day', { day: null }));
      const sums = (await plainSums(db)).filter(
        ({ branch, day }) => branch === 'OLD' && day === report.day,
      );
      expect(sums).toEqual([
        { branch: 'OLD', day: report.day, unfinished: report.unfinished, ...report.total },
      ]);
      expect(report.total.visits).toBe(6);
      const list = await manager.send('visits.list', {
        day: null,
        to: null,
        filter: ALL_VISITS,
        offset: 0,
      });
      expect(value(list).rows).toHaveLength(6);
      value(await manager.send('sync.now', {}));
      expect(value(await manager.send('report.day', { day: null })).total).toEqual(report.total);
    } finally {
      await again.stop();
    }
  });
});

type FileRow = Readonly<Record<string, unknown>>;

/** As another program reads it. */
async function rowsOf(bytes: Buffer, format: 'csv' | 'xlsx'): Promise<readonly FileRow[]> {
  const lines: unknown[][] = [];
  if (format === 'csv') {
    const { parse } = await import('csv-parse/sync');
    lines.push(...(parse(bytes, { bom: true }) as unknown[][]));
  } else {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as never);
    book.worksheets[0]?.eachRow((row) => lines.push((row.values as unknown[]).slice(1)));
  }
  const [head = [], ...rest] = lines;
  return rest.map((row) => Object.fromEntries(head.map((name, at) => [String(name), row[at]])));
}
