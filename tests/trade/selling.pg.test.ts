// S1 and its parts, S3, S9, S12, S15, S16: what a clerk says, and what comes of it, at a demo branch of a real hub.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { VisitView } from '#shared/contract/view_visit.ts';
import type { Customer } from '#shared/model/customer.ts';
import { fen } from '#shared/base/money.ts';
import { dayOfInstant, DAY_MS } from '#shared/base/month.ts';
import { sql } from '#hub/db/database.ts';
import { verifyLottery } from '#hub/lend/verify_lottery.ts';
import { replayDecisions } from '#hub/replay/replay.ts';
import { learnBeliefs } from '#hub/learn/learn.ts';
import { failure, untilState, value } from '#tests/fixtures/data_process.ts';
import { signInAt } from '#tests/fixtures/real_branch.ts';
import { DEMO_PINS } from '#hub/demo/people_at_work.ts';
import { answerTo, type Counter, openCounter } from './counter.ts';

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
});
afterAll(() => counter.stop());

it('S1 one more sentence: said, answered, and the manager sees what it brought', async () => {
  const heard = await counter.firstWhoHears((_, { difference }) => (difference ?? 0) > 0);
  const { clerk, manager } = counter;
  const before = value(await manager.send('report.day', { day: null })).total;
  value(await clerk.send('visit.answer', answerTo(heard, 'accepted')));
  const prepaid = heard.proposal.prepay;
  value(await clerk.send('visit.finish', { visit: heard.visit.visit, prepaid, gifts: [] }));
  const after = value(await manager.send('report.day', { day: null })).total;
  expect(after.claimed - before.claimed).toBe(prepaid - 5_000);
  expect(after.accepted - before.accepted).toBe(1);
});

it('S1a the ladder: from the intended amount to the next tier, and the difference is said', async () => {
  const { proposal } = await counter.firstWhoHears(
    (offer, { gift }) => offer.serves.includes('S1a') && gift !== null,
  );
  expect(proposal.prepay).toBeGreaterThan(5_000);
  expect(proposal.difference).toBe(proposal.prepay - 5_000);
  expect(proposal.sentence.zh).toContain(`${(proposal.difference ?? 0) / 100}元`);
  expect(proposal.giftLeft?.left).toBeGreaterThan(0);
});

it('S1c packs are fitted to what the customer really uses', async () => {
  const { customer, proposal } = await counter.firstWhoHears(
    (offer) => offer.serves.includes('S1c') && offer.family === 'data-pack',
    { errand: { purpose: 'plan', intended: null } },
  );
  const last3 = customer.months.slice(-3);
  const megabytes =
    last3.reduce((sum, { dataKb }) => sum + (dataKb ?? Number.NaN), 0) / last3.length / 1024;
  expect(customer.holdings.map(({ code }) => code)).not.toContain('data-pack');
  expect(megabytes).toBeGreaterThan(0);
  expect(proposal.why.zh).toMatch(/\d/);
});

it('S1d what is for VIPs is offered to VIPs only', async () => {
  const isVip = async ({ id, score }: Customer): Promise<boolean> => {
    if (score?.valueGroup === 'full-service') return true;
    const { level } = await counter.open(id);
    return level !== null && ['platinum', 'diamond'].includes(level.id);
  };
  const errand = { purpose: 'bill', intended: null } as const;
  const vip = new Set(
    counter.catalog.offers.filter(({ serves }) => serves.includes('S1d')).map(({ id }) => id),
  );
  const heard = await counter.firstWhoHears(({ serves }) => serves.includes('S1d'), { errand });
  expect(await isVip(heard.customer)).toBe(true);
  const wrong: number[] = [];
  for (const other of counter.everybody.slice(0, 80)) {
    const { proposals } = await counter.visit(other, errand);
    const hears = proposals.some(({ offer }) => vip.has(offer));
    if (hears && !(await isVip(other))) wrong.push(other.id);
  }
  expect(wrong).toEqual([]);
});

it('S3 who has a single product hears of a bundle', async () => {
  const { customer } = await counter.firstWhoHears(({ serves }) => serves.includes('S3'), {
    errand: { purpose: 'plan', intended: null },
  });
  expect(customer.holdings.map(({ code }) => code)).not.toContain('bundle');
});

it('S9 the strategy pool: about thirty, each with its target and measure, and HQ learns their effect', async () => {
  const { offers } = counter.catalog;
  expect(offers.length).toBeGreaterThanOrEqual(28);
  for (const offer of offers.filter(({ promotional }) => promotional)) {
    expect([offer.id, offer.target === null, offer.measure === null]).toEqual([
      offer.id,
      false,
      false,
    ]);
  }
  const heard = await counter.firstWhoHears(({ promotional }) => promotional);
  value(await counter.clerk.send('visit.answer', answerTo(heard, 'declined')));
  await counter.sent();
  await learnBeliefs(counter.db);
  const editions = await counter.db.query<{ doc: string }>(
    sql`select doc from beliefs order by created_at desc limit 1`,
  );
  const { cells } = JSON.parse(editions[0]?.doc ?? '{}') as {
    cells: readonly { offer: string; treatment: string; said: number; yes: number }[];
  };
  const own = cells.filter(
    ({ offer, treatment }) =>
      offer === heard.proposal.offer && treatment === heard.proposal.treatment,
  );
  expect(own.reduce((sum, { said }) => sum + said, 0)).toBeGreaterThan(0);
});

it('S12 on the privilege day offers of that day weigh more', async () => {
  const { branch } = value(await counter.clerk.send('app.state', {}));
  if (branch === null || branch.privilegeWeekday === null) throw new Error('no privilege day');
  const special = new Set(
    counter.catalog.offers.filter(({ privilegeDay }) => privilegeDay > 1).map(({ id }) => id),
  );
  const today = dayOfInstant(Date.now(), branch.timeZone);
  const weekday = new Date(today).getUTCDay() || 7;
  const daysUntil = (branch.privilegeWeekday - weekday + 7) % 7;
  /** Weight of each of these offers at a time of day that does not change. */
  const weightsOn = async (days: number): Promise<ReadonlyMap<string, number>> => {
    counter.process.clockShift = days * DAY_MS;
    const clerk = await signInAt(counter.process, '1002', DEMO_PINS.clerk);
    const weights = new Map<string, number>();
    for (const { id } of counter.everybody.slice(0, 250)) {
      const visit = { customer: id, purpose: 'plan', intended: null } as const;
      for (const { offer, parts } of value(await clerk.send('visit.start', visit)).proposals) {
        if (special.has(offer)) weights.set(offer, parts.weight);
      }
    }
    counter.process.clockShift = 0;
    return weights;
  };
  const onTheDay = await weightsOn(daysUntil);
  const after = await weightsOn(daysUntil + 1);
  expect(onTheDay.size).toBeGreaterThan(0);
  for (const [offer, weight] of onTheDay) expect(weight).toBeGreaterThan(after.get(offer) ?? 0);
});

it('S15 a level has its name, its privileges and offers of its own', async () => {
  const own = counter.catalog.offers.filter(({ serves }) => serves.includes('S15'));
  expect(own.length).toBeGreaterThan(0);
  const { customer } = await counter.firstWhoHears(({ serves }) => serves.includes('S15'), {
    errand: { purpose: 'bill', intended: null },
  });
  const page = await counter.open(customer.id);
  expect(page.level).not.toBeNull();
  expect(page.level?.privileges.length).toBeGreaterThan(0);
});

it('S16 nothing is sold to who has just complained, and a care sentence takes its place', async () => {
  const { customer } = await counter.firstWhoHears(({ promotional }) => promotional);
  const visit = await counter.visit(customer, { purpose: 'complaint', intended: null });
  expect(visit.silence?.code).toBe('complaint');
  expect(visit.proposals.filter(({ promotional }) => promotional)).toEqual([]);
  // The same offer is put differently to customers in different states.
  const wordings = new Map<string, Set<string>>();
  for (const other of counter.everybody.slice(0, 400)) {
    for (const { offer, treatment } of (await counter.visit(other)).proposals) {
      wordings.set(offer, (wordings.get(offer) ?? new Set()).add(treatment));
    }
  }
  expect([...wordings.values()].filter(({ size }) => size > 1).length).toBeGreaterThan(2);
});

it('S1b the lottery: prizes on show, a draw on disk before it is shown, and HQ verifies it', async () => {
  const heard = await counter.firstWhoHears((_, { draws }) => draws !== null);
  const { clerk } = counter;
  const { visit } = heard.visit;
  const lottery = heard.proposal.draws?.lottery ?? '';
  const shown = value(await clerk.send('lottery.show', { lottery }));
  const tickets = (view: typeof shown): number =>
    view.blanks + view.prizes.reduce((sum, { left }) => sum + left, 0);
  expect(failure(await clerk.send('lottery.draw', { visit, number: '6688' })).type).toBe('no-draw');
  value(await clerk.send('visit.answer', answerTo(heard, 'accepted')));
  const prepaid = heard.proposal.prepay;
  value(await clerk.send('visit.finish', { visit, prepaid, gifts: [] }));
  const drawn = value(await clerk.send('lottery.draw', { visit, number: '6688' }));
  expect(drawn.draw).toBe(shown.nextDraw);
  expect(tickets(drawn.lottery)).toBe(tickets(shown) - 1);
  await counter.sent();
  const events = await counter.db.query<{ prize: string | null }>(
    sql`select payload ->> 'prize' as prize from event where kind = 'lottery.drawn'`,
  );
  expect(events.map(({ prize }) => prize)).toEqual([drawn.prize?.id ?? null]);
  const verified = await verifyLottery(counter.db);
  expect(verified.ok ? verified.value : verified.error).toMatchObject({ draws: 1, faults: [] });
});

it('S1e points: spent with a finish, given back with its undo, and only where the lease is', async () => {
  const heard = await counter.firstWhoHears((_, { points }) => points > 0, {
    errand: { purpose: 'other', intended: null },
  });
  const { clerk } = counter;
  const { visit } = heard.visit;
  const before = (await counter.open(heard.customer.id)).pointsHere;
  expect(before?.elsewhere).toBeNull();
  value(await clerk.send('visit.answer', answerTo(heard, 'accepted')));
  const done = value(
    await clerk.send('visit.finish', {
      visit,
      prepaid: heard.proposal.prepay === 0 ? null : heard.proposal.prepay,
      gifts: [],
    }),
  );
  expect(done.finished?.pointsSpent).toBe(heard.proposal.points);
  const during = (await counter.open(heard.customer.id)).pointsHere;
  expect(during?.balance).toBe((before?.balance ?? 0) - heard.proposal.points);
  const event = done.finished?.event ?? ('' as never);
  value(await clerk.send('visit.undo', { visit, event }));
  expect((await counter.open(heard.customer.id)).pointsHere?.balance).toBe(before?.balance);

  await counter.publish();
  const second = await counter.enrol();
  const other = await signInAt(second, '1001', DEMO_PINS.clerk);
  const page = value(await other.send('customer.open', { id: heard.customer.id }));
  expect(page.pointsHere?.elsewhere).not.toBeNull();
});

const isSold = ({ proposals }: VisitView): boolean =>
  proposals.some(({ promotional }) => promotional);

it('S16 who complained at one counter is sold nothing at another one of the branch', async () => {
  const process = await counter.enrol();
  const clerk = await signInAt(process, '1001', DEMO_PINS.clerk);
  const visitThere = async ({ id }: Customer): Promise<VisitView> =>
    value(
      await clerk.send('visit.start', { customer: id, purpose: 'top-up', intended: fen(5_000) }),
    );
  const firstSoldThere = async (): Promise<Customer> => {
    for (const customer of counter.everybody) {
      if (isSold(await visitThere(customer))) return customer;
    }
    throw new Error('nobody is sold anything at the second counter');
  };
  const customer = await firstSoldThere();

  await counter.visit(customer, { purpose: 'complaint', intended: null });
  await counter.sent();
  await counter.publish();
  // The first may only wait for a round that began before HQ published.
  for (const _ of ['under way', 'after']) value(await clerk.send('sync.now', {}));
  const visit = await visitThere(customer);
  expect(isSold(visit)).toBe(false);
  expect(visit.silence?.code).toBe('complaint');
  expect(visit.silence?.reason.zh).toMatch(/投诉过，\d+天内不作推荐$/);
  // HQ makes this decision again with all others, below.
  await untilState(clerk, ({ sync }) => sync.unsent === 0, 30_000);
});

it('HQ makes every decision of this counter again, byte for byte, after a night of learning too', async () => {
  const { process, everybody } = counter;
  process.clockShift = DAY_MS;
  const clerk = await signInAt(process, '1002', DEMO_PINS.clerk);
  for (const { id } of everybody.slice(0, 50)) {
    value(await clerk.send('visit.start', { customer: id, purpose: 'bill', intended: null }));
  }
  process.clockShift = 0;
  await counter.sent();
  const learned = await counter.db.query<{ name: string }>(
    sql`select payload ->> 'name' as name from event where kind = 'beliefs.updated'`,
  );
  expect(learned.length).toBeGreaterThan(0);
  const different: unknown[] = [];
  const replay = await replayDecisions(counter.db, {
    onDifference: (difference) => different.push(difference),
  });
  expect(different).toEqual([]);
  expect(replay.same).toBe(replay.decisions);
  expect(replay.decisions).toBeGreaterThan(500);
});
