// The branch's day at one PC: own visits and told ones, corrected, listed, closed; and its figures by SQL of their own.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Client } from '#electron/port/client.ts';
import { uuid7 } from '#shared/base/id.ts';
import { fen } from '#shared/base/money.ts';
import { addDays, type Day, type Instant } from '#shared/base/month.ts';
import { commands } from '#shared/contract/commands.ts';
import { ALL_VISITS, type VisitFilter } from '#shared/contract/view_visits.ts';
import type { ToldEvent } from '#shared/wire/told.ts';
import { customer } from '#tests/fixtures/branch.ts';
import {
  answerInput,
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  csvOfDay,
  managerAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { failure, temporaryFolder, value } from '#tests/fixtures/data_process.ts';
import { answered, finished, newId, started, undone } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { LEDGER_KEY } from '#tests/fixtures/fake_hub.ts';
import { openEncrypted } from '../db/open.ts';
import { sql } from '../db/sql.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let branch: BranchAtWork;
let clerk: Client;
let manager: Client;

beforeAll(async () => {
  const customers = Array.from({ length: 40 }, (_, index) => customer(index + 1));
  branch = await branchAtWork({ customers });
  clerk = await clerkAt(branch.process);
  manager = await managerAt(branch.process);
});
afterAll(() => branch.stop());

const report = async () => value(await manager.send('report.day', { day: null }));
const list = async (filter: Partial<VisitFilter> = {}, client = manager, day: Day | null = null) =>
  value(
    await client.send('visits.list', {
      day,
      to: null,
      filter: { ...ALL_VISITS, ...filter },
      offset: 0,
    }),
  );

async function served(id: number, prepaid: number, answer: 'accepted' | 'declined' = 'accepted') {
  const visit = await startVisit(clerk, id, 5_000);
  value(await clerk.send('visit.answer', answerInput(visit, answer)));
  return value(
    await clerk.send('visit.finish', { visit: visit.visit, prepaid: fen(prepaid), gifts: [] }),
  );
}

const APPROVAL = { manager: 'm1', pin: '9876' };

describe('the list', () => {
  it('has masked names, the newest first, and opens what a figure counts', async () => {
    await served(1, 10_000);
    await served(2, 6_000, 'declined');
    await startVisit(clerk, 3);
    const all = await list();
    expect(all.rows.map(({ state }) => state)).toEqual(['unfinished', 'finished', 'finished']);
    expect(all.rows[0]?.customer?.name).toContain('*');
    expect((await list({ shown: 'unfinished' })).total).toBe(1);
    expect((await list({ shown: 'accepted' })).total).toBe(1);
    expect((await list({ answer: 'declined' })).total).toBe(1);
    const { total } = await report();
    const claimed = await list({ shown: 'claimed' });
    expect(claimed.claimed).toBe(total.claimed);
    expect((await list({ shown: 'money' })).prepaid).toBe(total.prepaid);
    expect((await list({ text: customer(1).phone.slice(-4) })).rows.length).toBeGreaterThan(0);
    expect((await list({ text: 'nobody at all' })).total).toBe(0);
  });

  it('is a clerk’s own for a clerk', async () => {
    const other = await clerkAt(branch.process, 'm1', '9876');
    const visit = await startVisit(other, 4);
    expect((await list()).rows.map((row) => row.visit)).toContain(visit.visit);
    const before = (await list({}, clerk)).figures;
    value(await other.send('visit.answer', answerInput(visit, 'accepted')));
    expect((await list({}, clerk)).rows.map((row) => row.visit)).not.toContain(visit.visit);
    // The own figures stay whatever others do, and are the branch's without theirs.
    const { figures } = await list({ shown: 'care' }, clerk);
    expect(figures).toEqual(before);
    expect((await list()).figures.accepted).toBe(figures.accepted + 1);
    const own = (await report()).byClerk.find(({ staff }) => staff === 'c1');
    expect(own).toMatchObject(figures);
  });
});

describe('a clerk’s window', () => {
  it('adds up what the clerk finished, and no colleague’s end of a visit that both had a hand in', async () => {
    const visit = await startVisit(clerk, 27, 5_000);
    const before = await list({}, clerk);
    const other = await clerkAt(branch.process, 'c2', '2345');
    value(await other.send('visit.answer', answerInput(visit, 'accepted')));
    value(
      await other.send('visit.finish', { visit: visit.visit, prepaid: fen(10_000), gifts: [] }),
    );
    const after = await list({}, clerk);
    expect(after.rows.map((row) => row.visit)).toContain(visit.visit);
    expect([after.prepaid, after.claimed]).toEqual([before.prepaid, before.claimed]);
    expect((await list({}, other)).claimed).toBe(5_000);
  });

  it('is refused whatever only a manager may ask', async () => {
    for (const [name, { access }] of Object.entries(commands)) {
      if (access !== 'manager') continue;
      const refused = await clerk.send(name as 'report.days', {});
      expect([name, failure(refused).type]).toEqual([name, 'forbidden']);
    }
  });
});

describe('a correction', () => {
  it('needs the PIN and a change, and restates the day in sight', async () => {
    const visit = await served(5, 10_000);
    const before = await report();
    const correct = (prepaid: number, pin: string) =>
      manager.send('visit.correct', {
        visit: visit.visit,
        correction: { what: 'finish', prepaid: fen(prepaid), gifts: [] },
        reason: 'one nought too many',
        approval: { ...APPROVAL, pin },
      });
    expect(failure(await correct(10_000, '9876')).type).toBe('nothing-changed');
    expect(failure(await correct(6_000, '0000')).type).toBe('wrong-pin');
    value(await correct(6_000, '9876'));
    const after = await report();
    expect(after.total.prepaid).toBe(before.total.prepaid - 4_000);
    expect(after.total.claimed).toBe(before.total.claimed - 4_000);
    expect(after.corrections).toMatchObject([
      { what: 'amount', from: 10_000, to: 6_000, reason: 'one nought too many' },
    ]);
    const csv = value(
      await manager.send('report.file', { period: after.day, format: 'csv', language: 'en' }),
    );
    expect(Buffer.from(csv.bytes, 'base64').toString()).toContain(
      'amount corrected 100.00 -> 60.00',
    );
    await vi.waitFor(() => {
      const sent = [...branch.hub.stored.values()].map(({ kind }) => kind);
      expect(sent).toContain('visit.corrected');
    });
  });

  it('of a clerk is refused', async () => {
    const visit = await served(6, 10_000);
    const refused = await clerk.send('visit.correct', {
      visit: visit.visit,
      correction: { what: 'void' },
      reason: 'x',
      approval: APPROVAL,
    });
    expect(failure(refused).type).toBe('forbidden');
  });

  it('makes a visit void once', async () => {
    const visit = await served(7, 20_000);
    const before = await report();
    const makeVoid = () =>
      manager.send('visit.correct', {
        visit: visit.visit,
        correction: { what: 'void' },
        reason: 'never was',
        approval: APPROVAL,
      });
    value(await makeVoid());
    expect(failure(await makeVoid()).type).toBe('visit-void');
    const after = await report();
    expect(after.total.visits).toBe(before.total.visits - 1);
    // A column adds up to the page: what is void has its amounts in the correction alone.
    const lines = (await csvOfDay(manager, after.day, 'en')).split('\r\n');
    const column = lines[0]?.split(',').findIndex((word) => word.startsWith('Paid')) ?? -1;
    const prepaid = lines.slice(1).map((line) => Number(line.split(',')[column] ?? 0));
    expect(prepaid.reduce((sum, yuan) => sum + yuan, 0) * 100).toBe(after.total.prepaid);
    expect(lines.find((line) => line.includes('void'))).toContain('voided 200.00 -> -');
  });

  it('of what a customer touched is no touch of theirs', async () => {
    const visit = await startVisit(clerk, 39, 5_000);
    const touched = answerInput(visit, 'declined', { by: 'display' as const });
    const { proposals } = value(await clerk.send('visit.answer', touched));
    value(await clerk.send('visit.finish', { visit: visit.visit, prepaid: fen(5_000), gifts: [] }));
    const givenBy = async () =>
      (await list()).rows.find((row) => row.visit === visit.visit)?.answers.map(({ by }) => by);
    expect(await givenBy()).toEqual(['display']);
    value(
      await manager.send('visit.correct', {
        visit: visit.visit,
        correction: {
          what: 'answer',
          event: proposals[0]?.answered?.event ?? newId(),
          answer: 'has-it',
          declineReason: null,
          notSaidReason: null,
          laterOn: null,
        },
        reason: 'had it all along',
        approval: APPROVAL,
      }),
    );
    expect(await givenBy()).toEqual([null]);
    const csv = await csvOfDay(manager, (await report()).day, 'en');
    expect(csv).toContain('answer corrected declined -> has it');
  });
});

const looks = async () =>
  Object.fromEntries((await report()).looks.map(({ look, visits }) => [look, visits]));

async function meant(id: number, intended: number) {
  const visit = await startVisit(clerk, id, intended);
  value(await clerk.send('visit.answer', answerInput(visit, 'accepted')));
  value(await clerk.send('visit.finish', { visit: visit.visit, prepaid: fen(20_000), gifts: [] }));
  return visit.visit;
}

describe('what is worth a second look', () => {
  it('is counted by kind, and each figure opens its visits', async () => {
    const before = await looks();
    // They usually put down 50 yuan.
    const little = await meant(20, 2_000);
    const ordinary = await meant(21, 3_000);
    for (const id of [22, 23, 24, 25]) await served(id, 10_000);
    const after = await looks();
    expect(after['meant-little']).toBe((before['meant-little'] ?? 0) + 1);
    const { rows } = await list({ shown: 'meant-little' });
    expect(rows.map(({ visit }) => visit)).toContain(little);
    expect(rows.map(({ visit }) => visit)).not.toContain(ordinary);
    expect(after['many-at-once']).toBeGreaterThanOrEqual(6);
    for (const [look, count] of Object.entries(after)) {
      expect([look, (await list({ shown: look as VisitFilter['shown'] })).total]).toEqual([
        look,
        count,
      ]);
    }
    expect((await list({ shown: 'marked' })).total).toBeGreaterThanOrEqual(
      Math.max(...Object.values(after)),
    );
  });

  it('has a customer who was opened an hour ago and for whom nothing was done', async () => {
    const opened = await startVisit(clerk, 26, 5_000);
    const { day, rows: before } = await list({ shown: 'looked-up' });
    expect(before).toEqual([]);
    // Of that day: an hour before midnight the hour ends on the next one.
    branch.process.clockShift = 3_700_000;
    const { rows } = await list({ shown: 'looked-up' }, manager, day);
    branch.process.clockShift = 0;
    expect(rows.map(({ visit }) => visit)).toContain(opened.visit);
  });
});

const DEVICE_2 = 'dev-2';
let sequence = 0;
let umbrellas = 0;

/** What another window recorded today, as HQ tells it when it is asked. */
function toldAtHub(
  drafts: readonly ReturnType<typeof started>[],
  today: string,
  at = Date.now(),
): void {
  const events = drafts.map(
    ({ id, kind, payload }): ToldEvent =>
      ({
        id,
        device: DEVICE_2,
        sequence: (sequence += 1),
        kind,
        payload,
        at: at as ToldEvent['at'],
        day: today as ToldEvent['day'],
        staff: 'c1',
      }) as ToldEvent,
  );
  branch.hub.told = {
    devices: [
      {
        id: DEVICE_2,
        name: 'Window 2',
        heardAt: Date.now() as ToldEvent['at'],
        through: sequence,
        series: 0,
        keys: null,
        addresses: [],
      },
    ],
    events,
    gifts: [{ gift: 'umbrella', count: (umbrellas += umbrellasOf(drafts)) }],
  };
}

async function tell(...told: Parameters<typeof toldAtHub>): Promise<void> {
  toldAtHub(...told);
  value(await manager.send('sync.now', {}));
}

const umbrellasOf = (drafts: readonly ReturnType<typeof started>[]): number =>
  drafts.reduce(
    (sum, { kind, payload }) =>
      sum + (kind === 'visit.finished' ? (payload.gifts[0]?.count ?? 0) : 0),
    0,
  );

describe('the whole branch', () => {
  it('has the other windows’ visits, and says as of when', async () => {
    const before = await report();
    expect(before.devices).toMatchObject([{ name: null }]);
    const visit = newId();
    const given = answered(visit, 'accepted', 9);
    await tell(
      [
        started(visit, 9),
        { ...given, payload: { ...given.payload, asks: fen(10_000) } } as typeof given,
        finished(visit, 10_000, [{ gift: 'umbrella', count: 1 }], 9),
      ],
      before.day,
    );
    const after = await report();
    expect(after.devices).toMatchObject([{ name: null }, { name: 'Window 2', visits: 1 }]);
    expect(after.devices[1]?.asOf).not.toBeNull();
    expect(after.total.claimed).toBe(before.total.claimed + 5_000);
    const left = (gifts: typeof after.gifts) => gifts.find(({ id }) => id === 'umbrella')?.left;
    expect(left(after.gifts)).toBe((left(before.gifts) ?? 0) - 1);
    // The gift was given at the other window: nobody gets it twice.
    const again = await startVisit(clerk, 9, 5_000);
    const [best] = again.proposals;
    if (best === undefined) return;
    value(await clerk.send('visit.answer', answerInput(again, 'accepted')));
    if (best.gift !== 'umbrella') return;
    const twice = await clerk.send('visit.finish', {
      visit: again.visit,
      prepaid: fen(best.prepay),
      gifts: [{ gift: 'umbrella', count: 1 }],
    });
    expect(failure(twice)).toEqual({ type: 'gift-given', gift: 'umbrella' });
  });

  it('looks at a gift whose payment was corrected away, and at none that was paid for', async () => {
    const visit = newId();
    const given = answered(visit, 'accepted', 33);
    const end = finished(visit, 10_000, [{ gift: 'umbrella', count: 1 }], 33);
    const { day } = await report();
    await tell(
      [
        started(visit, 33),
        { ...given, payload: { ...given.payload, asks: fen(10_000) } } as typeof given,
        end,
      ],
      day,
    );
    expect((await list({ shown: 'gift-unpaid' })).rows).toEqual([]);
    value(
      await manager.send('visit.correct', {
        visit,
        correction: {
          what: 'finish',
          prepaid: fen(1_000),
          gifts: [{ gift: 'umbrella', count: 1 }],
        },
        reason: 'only ten',
        approval: APPROVAL,
      }),
    );
    expect((await list({ shown: 'gift-unpaid' })).rows.map((row) => row.visit)).toEqual([visit]);
    // A sentence that takes points asks for no money.
    const points = newId();
    const taken = answered(points, 'accepted', 34);
    await tell(
      [
        started(points, 34),
        { ...taken, payload: { ...taken.payload, asks: null } } as typeof taken,
        finished(points, null, [{ gift: 'umbrella', count: 1 }], 34),
      ],
      day,
    );
    expect((await list({ shown: 'gift-unpaid' })).total).toBe(1);
  });

  it('equals what plain SQL makes of the events', async () => {
    const { total, day } = await report();
    const { dataDir } = branch.process;
    const opened = openEncrypted({
      file: join(dataDir, 'ledger-dev-1.db'),
      key: LEDGER_KEY,
      nativeBinding: nativeBinding(),
      use: 'cache-reader',
    });
    if (!opened.ok) throw new Error(opened.error.type);
    const db = opened.value;
    const row = db.get(sql`with told as (
          select id, device, kind, visit, undoes, payload, day from event
          union all select id, device, kind, visit, undoes, payload, day from told_event),
        fix as (
          select json_extract(payload, '$.corrects') as event, max(id) as id
          from told where kind = 'visit.corrected' group by 1),
        void as (
          select told.visit from told join fix on fix.id = told.id
          where json_extract(told.payload, '$.corrects') = told.visit),
        good as (
          select told.id, told.kind, told.visit,
            coalesce((select json_extract(c.payload, '$.becomes') from fix join told c on c.id = fix.id
              where fix.event = told.id), told.payload) as payload
          from told
          where told.id not in (select undoes from told where undoes is not null)
            and told.visit not in (select visit from void)
            and told.day = ${day})
        select
          (select count(*) from good where kind = 'visit.finished') as visits,
          (select sum(json_extract(payload, '$.prepaid')) from good where kind = 'visit.finished') as prepaid,
          (select count(*) from good where kind = 'answer.recorded'
            and json_extract(payload, '$.answer') <> 'not-said') as said,
          (select count(*) from good where kind = 'answer.recorded'
            and json_extract(payload, '$.answer') = 'accepted') as accepted,
          (select sum(max(0, min(json_extract(f.payload, '$.prepaid'), json_extract(a.payload, '$.asks'))
              - json_extract(f.payload, '$.intended')))
            from good f join good a on a.visit = f.visit and a.kind = 'answer.recorded'
              and json_extract(a.payload, '$.answer') = 'accepted'
            where f.kind = 'visit.finished') as claimed`);
    db.close();
    const { visits, prepaid, said, accepted, claimed } = total;
    expect(row).toEqual({ visits, prepaid, said, accepted, claimed });
    const month = value(await manager.send('report.month', { month: null }));
    expect(month.total).toEqual(total);
  });
});

describe('the week before', () => {
  it('counts up to the same minute of the day', async () => {
    const { day: today, weekBefore: none } = await report();
    expect(none).toBeNull();
    const WEEK = 7 * 86_400_000;
    const [early, late, open] = [newId(), newId(), newId()];
    const day = addDays(today, -7);
    const visitOf = (visit: typeof early, id: number) => [
      started(visit, id),
      answered(visit, 'accepted', id),
      finished(visit, 10_000, [], id),
    ];
    await tell([...visitOf(early, 30), started(open, 31)], day, Date.now() - WEEK - 60_000);
    await tell(visitOf(late, 32), day, Date.now() - WEEK + 600_000);
    const { weekBefore, computedAt } = await report();
    expect(weekBefore).toMatchObject({ visits: 1, prepaid: 10_000, said: 1, accepted: 1 });
    // Its figures open the same visits, and not the one that came later on that day.
    for (const shown of ['finished', 'money', 'said', 'accepted'] as const) {
      const filter = { ...ALL_VISITS, shown, until: (computedAt - WEEK) as Instant };
      const behind = await manager.send('visits.list', { day, to: null, filter, offset: 0 });
      expect(value(behind).rows.map((row) => row.visit)).toEqual([early]);
    }
  });
});

async function stockOf(gift: string) {
  const stock = value(await manager.send('gift.stock', { gift }));
  if (stock === null) throw new Error(`no ${gift}`);
  return stock;
}

describe('what is left of a gift', () => {
  it('is what HQ allotted less what visits gave, day by day', async () => {
    const { day } = await report();
    const earlier = addDays(day, -1);
    const before = await stockOf('umbrella');
    const visit = newId();
    await tell(
      [started(visit, 33), finished(visit, null, [{ gift: 'umbrella', count: 2 }], 33)],
      earlier,
    );
    const stock = await stockOf('umbrella');
    const onDay = ({ days }: typeof stock, on: string): number =>
      days.find((one) => one.day === on)?.count ?? 0;
    expect(onDay(stock, earlier)).toBe(onDay(before, earlier) + 2);
    expect(stock.days.map((one) => one.day)).toEqual(
      stock.days
        .map((one) => one.day)
        .toSorted()
        .toReversed(),
    );
    const given = stock.days.reduce((sum, { count }) => sum + count, 0);
    expect(stock.left).toBe(stock.allotted - given - stock.elsewhere);
    const shown = (await report()).gifts.find(({ id }) => id === 'umbrella');
    expect(shown?.left).toBe(Math.max(0, stock.left));
    expect(shown?.here).toBe(stock.lent.here);
    // A day's pieces are those of the visits that the figure opens.
    const filter = { ...ALL_VISITS, shown: 'gifts', gift: 'umbrella' } as const;
    const behind = await manager.send('visits.list', { day: earlier, to: null, filter, offset: 0 });
    const pieces = value(behind).rows.flatMap(({ gifts }) => gifts);
    expect(pieces.reduce((sum, { count }) => sum + count, 0)).toBe(onDay(stock, earlier));
    expect(value(await manager.send('gift.stock', { gift: 'nothing' }))).toBeNull();
    expect(failure(await clerk.send('gift.stock', { gift: 'umbrella' })).type).toBe('forbidden');
  });
});

const closeAsExpected = async () => {
  value(await manager.send('sync.now', {}));
  const { day, gifts } = await report();
  return manager.send('day.close', {
    day,
    gifts: gifts.map(({ id, left }) => ({ gift: id, counted: left })),
    difference: null,
    approval: APPROVAL,
  });
};

describe('the close of a day', () => {
  it('wants every gift counted, differences explained, and what is unsent said', async () => {
    const { day, gifts } = await report();
    const close = (counts: (left: number) => number, difference: string | null) =>
      manager.send('day.close', {
        day,
        gifts: gifts.map(({ id, left }) => ({ gift: id, counted: counts(left) })),
        difference,
        approval: APPROVAL,
      });
    value(await manager.send('sync.now', {}));
    const [gift] = gifts;
    expect(failure(await close((left) => left + 1, null))).toEqual({
      type: 'close-difference',
      gift: gift?.name,
      expected: gift?.left,
    });
    value(await close((left) => left + 1, 'one came back'));
    expect((await report()).closed).toMatchObject({
      difference: 'one came back',
      differing: gifts.map(({ name, left }) => ({ name, expected: left, counted: left + 1 })),
      times: 1,
    });
    for (const { id, left } of gifts) {
      const stock = value(await manager.send('gift.stock', { gift: id }));
      expect(stock?.counts).toEqual([
        { day, expected: left, counted: left + 1, approvedBy: expect.any(String) },
      ]);
    }
  });

  it('asks anew when a gift went while the PIN was checked', async () => {
    const visit = await startVisit(clerk, 38, 5_000);
    const [best] = visit.proposals;
    if (best === undefined || best.gift === null) throw new Error('no gift to give');
    value(await clerk.send('visit.answer', answerInput(visit, 'accepted')));
    value(await manager.send('sync.now', {}));
    const { day, gifts } = await report();
    const closing = manager.send('day.close', {
      day,
      gifts: gifts.map(({ id, left }) => ({ gift: id, counted: left })),
      difference: null,
      approval: APPROVAL,
    });
    value(
      await clerk.send('visit.finish', {
        visit: visit.visit,
        prepaid: best.prepay,
        gifts: [{ gift: best.gift, count: 1 }],
      }),
    );
    expect(failure(await closing)).toMatchObject({ type: 'close-difference' });
    expect((await report()).closed).toMatchObject({ times: 1 });
  });

  it('shows visits and gifts that came after it, also where no money is another', async () => {
    value(await closeAsExpected());
    const { day, restated: nothing } = await report();
    expect(nothing).toBeNull();
    await tell([started(newId(), 36)], day);
    expect((await report()).restated).toMatchObject({ lateVisits: 1, lateGifts: [] });
    const visit = newId();
    await tell(
      [started(visit, 37), finished(visit, null, [{ gift: 'umbrella', count: 2 }], 37)],
      day,
    );
    const { restated, closed } = await report();
    expect(closed).toMatchObject({ times: 2, differing: [] });
    expect(restated).toMatchObject({ lateVisits: 2, lateGifts: [{ count: 2 }] });
    const marks = async () => {
      const { days } = value(await manager.send('report.month', { month: null }));
      const own = days.find((one) => one.day === day);
      return [own?.isClosed, own?.isRestated];
    };
    // The month says of the day that it is no longer what was signed.
    expect(await marks()).toEqual([true, true]);
    value(await closeAsExpected());
    expect((await report()).restated).toBeNull();
    expect(await marks()).toEqual([true, false]);
  });

  it('says how far it had heard each window', async () => {
    value(await closeAsExpected());
    value(await manager.send('sync.now', {}));
    const sent = [...branch.hub.stored.values()];
    const close = sent.findLast(({ kind }) => kind === 'day.closed');
    expect(close?.payload).toMatchObject({
      heard: expect.arrayContaining([
        { device: 'dev-1', through: (close?.sequence ?? 0) - 1 },
        { device: DEVICE_2, through: sequence },
      ]),
    });
  });

  it('at another window: late is what that one had not heard, also of this one, and nothing else', async () => {
    value(await manager.send('sync.now', {}));
    const { day, total } = await report();
    const through = Math.max(...[...branch.hub.stored.values()].map((event) => event.sequence));
    // Served here before the other window signs, which hears of it after that.
    const own = await served(12, 10_000);
    // Its own one is part of what it signs, and comes here after that.
    const theirs = newId();
    const end = finished(theirs, 6_000, [], 35);
    const close = {
      id: uuid7(Date.now(), randomBytes(10)),
      kind: 'day.closed',
      payload: {
        closes: day,
        gifts: [],
        difference: null,
        visits: total.visits + 1,
        unfinished: 0,
        prepaid: total.prepaid + 6_000,
        claimed: total.claimed,
        unsent: 0,
        unsentReason: null,
        approvedBy: 'm1',
        heard: [
          { device: 'dev-1', through },
          { device: DEVICE_2, through: sequence + 2 },
        ],
      },
    } as unknown as ReturnType<typeof started>;
    await tell([started(theirs, 35), end, close], day);
    const after = await report();
    expect(after.total.prepaid).toBe(total.prepaid + 16_000);
    expect(after.restated).toMatchObject({
      since: 'closed',
      before: { visits: total.visits + 1, prepaid: total.prepaid + 6_000 },
      lateVisits: 1,
    });
    expect((await list({ shown: 'late' })).rows.map(({ visit }) => visit)).toEqual([own.visit]);
    // What it signed for and was taken back since is opened as well: the figure is another by it.
    await tell([undone(theirs, end.id)], day);
    expect((await report()).restated).toMatchObject({ lateVisits: 2 });
    const { rows } = await list({ shown: 'late' });
    expect(rows.map(({ visit }) => visit).toSorted()).toEqual([own.visit, theirs].toSorted());
    value(await closeAsExpected());
    expect((await report()).restated).toBeNull();
  });

  it('is refused while events are neither at HQ nor on a stick; late figures show against it', async () => {
    await branch.hub.close();
    const before = await report();
    await served(11, 10_000);
    const { day, gifts } = await report();
    const close = () =>
      manager.send('day.close', {
        day,
        gifts: gifts.map(({ id, left }) => ({ gift: id, counted: left })),
        difference: null,
        approval: APPROVAL,
      });
    expect(failure(await close()).type).toBe('close-unsent');
    expect((await report()).restated).toMatchObject({
      since: 'closed',
      before: { visits: before.total.visits },
      lateVisits: 1,
    });
    branch.process.putIn(temporaryFolder());
    value(await manager.send('stick.write', {}));
    value(await close());
    const after = await report();
    expect(after.unsent).toBeGreaterThan(0);
    expect(after.restated).toBeNull();
  });
});
