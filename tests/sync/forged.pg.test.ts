// A device that holds its key tells the real hub what cannot be: each kind is put aside with its reason, counts nowhere,
// and blocks nothing that is honest beside it.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createVoice } from '#electron/data/sync/conversation.ts';
import { fetchSecrets } from '#electron/data/sync/enrol.ts';
import { createHubClient, type HubClient } from '#electron/data/sync/hub_client.ts';
import type { Secrets } from '#electron/port/parent.ts';
import { DAY_MS } from '#shared/base/month.ts';
import { drawTicket } from '#shared/engine/lottery/draw_ticket.ts';
import { seedOfDraw } from '#shared/engine/lottery/seed_chain.ts';
import { countTickets } from '#shared/engine/lottery/tickets.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import type { OpenLease } from '#shared/model/lease.ts';
import { policySchema } from '#shared/model/policy.ts';
import type { EventsResponse } from '#shared/wire/events.ts';
import { sql } from '#hub/db/database.ts';
import { readBranch } from '#hub/db/branch.ts';
import { readSetAside } from '#hub/db/quarantine.ts';
import { deleteTestCustomer } from '#hub/db/test_province.ts';
import { renewLotteryLeases } from '#hub/lend/lottery.ts';
import { movePointsLease } from '#hub/lend/points.ts';
import { takeSetAside } from '#hub/serve/take_aside.ts';
import { reviveAll } from '#hub/serve/revive_aside.ts';
import { receiveEvents } from '#hub/serve/receive_events.ts';
import { newCode, openTestHub, type TestHub } from '#hub/serve/test_hub.ts';
import { makeOffer, makeTier } from '#tests/fixtures/decision.ts';
import { createTestIds } from '#tests/fixtures/ids.ts';

const LOTTERY = {
  id: 'spring',
  name: { zh: '抽奖', en: 'Draw' },
  validFrom: '2026-01-01',
  validTo: '2027-12-31',
  prizes: [{ id: 'pan', name: { zh: '锅', en: 'Pan' }, cost: 1, tickets: 5, total: 10_000 }],
  blanks: 5,
};
const CATALOG = {
  version: 'c1',
  offers: [
    makeOffer({ id: 'gift', tiers: [makeTier({ id: 'p100', prepay: 10_000, gift: 'umbrella' })] }),
    makeOffer({ id: 'points', tiers: [makeTier({ id: 'p500', points: 500 })] }),
    makeOffer({
      id: 'draw',
      tiers: [makeTier({ id: 'one', draws: { lottery: 'spring', count: 1 } })],
    }),
  ],
  lotteries: [LOTTERY],
};
const POLICY = policySchema.parse({
  version: 'p1',
  perWeek: 2,
  complaintRestDays: 30,
  arrearsLimit: 5_000,
  affordableMultiple: 3,
  holdoutPercent: 0,
});

let hub: TestHub;
let url: string;
let secrets: Secrets;
let other: Secrets;
let client: HubClient;
let deck: OpenLease;
let elsewhere: number;
let sequence = 0;
const { signal } = new AbortController();
const ids = createTestIds(Date.UTC(2026, 10, 21, 8));

async function enrol(branch = 'b1'): Promise<Secrets> {
  const code = await newCode(hub, branch);
  const enrolled = await fetchSecrets({ hubUrl: url, branch, code }, hub.now, signal);
  if (!enrolled.ok) throw new Error(enrolled.error.type);
  return enrolled.value;
}

beforeAll(async () => {
  hub = await openTestHub();
  url = await hub.server.listen({ host: '127.0.0.1', port: 0 });
  await hub.db.execute(
    sql`insert into catalog (version, doc) values ('c1', ${JSON.stringify(CATALOG)})`,
  );
  await hub.db.execute(
    sql`insert into policy (version, doc) values ('p1', ${JSON.stringify(POLICY)})`,
  );
  const [row] = await hub.db.query<{ id: number }>(
    sql`select id from customer where branch = 'b2' limit 1`,
  );
  elsewhere = row?.id ?? 0;
  other = await enrol();
});
beforeEach(async () => {
  await hub.db.script('delete from event_quarantine; delete from enrol_attempt');
  secrets = await enrol();
  const { keys, hubPublicKey, hubSealKey, token } = secrets;
  if (keys === undefined || hubSealKey === undefined) throw new Error('no keys');
  const voice = createVoice(keys, { sign: hubPublicKey, seal: hubSealKey });
  client = createHubClient(url, { token, voice });
  const branch = await readBranch(hub.db, 'b1');
  if (branch === undefined) throw new Error('no branch');
  await hub.db.transaction((tx) => renewLotteryLeases(tx, branch, hub.now));
  const [lease] = await hub.db.query<OpenLease>(sql`
    select id, lottery, tickets, last_seed as "lastSeed" from lottery_lease
    where device = ${secrets.device}`);
  if (lease === undefined) throw new Error('no deck');
  deck = lease;
  const moved = { branch: 'b1', device: secrets.device, force: true };
  await movePointsLease(hub.db, moved);
  sequence = 0;
});
afterAll(() => hub.close());

type Draft = { -readonly [K in keyof EventEnvelope]: EventEnvelope[K] } & {
  payload: Record<string, unknown>;
};

const event = (kind: string, payload: Record<string, unknown>): Draft =>
  ({
    id: ids(),
    device: secrets.device,
    sequence: (sequence += 1),
    kind,
    payload,
    at: hub.now,
    day: '2026-11-21',
    staff: 'c1',
  }) as Draft;

const SENTENCES = {
  gift: { offer: 'gift', tier: 'p100', treatment: 'say' },
  points: { offer: 'points', tier: 'p500', treatment: 'say' },
  draw: { offer: 'draw', tier: 'one', treatment: 'say' },
};

/** A visit as a counter tells it, with all that a visit can bring. */
function honest(customer = 7) {
  const visit = ids();
  const start = event('visit.started', { visit, customer, purpose: 'top-up', intended: 5_000 });
  const decision = event('decision.made', {
    visit,
    customer,
    engine: '1',
    catalog: 'c1',
    policy: 'p1',
    beliefs: 'none',
    seed: 1,
    proposals: Object.values(SENTENCES).map((said) => ({ ...said, score: 1 })),
    silence: null,
    inputs: '{}',
    digest: '0'.repeat(64),
  });
  const answer = (said: keyof typeof SENTENCES, asks: number | null) =>
    event('answer.recorded', {
      visit,
      customer,
      decision: decision.id,
      ...SENTENCES[said],
      answer: 'accepted',
      declineReason: null,
      notSaidReason: null,
      laterOn: null,
      asks,
    });
  const gift = answer('gift', 10_000);
  const points = answer('points', null);
  const draw = answer('draw', null);
  const note = event('note.written', { visit, customer, text: '下午再来' });
  const finish = event('visit.finished', {
    visit,
    customer,
    purpose: 'top-up',
    intended: 5_000,
    prepaid: 10_000,
    gifts: [{ gift: 'umbrella', count: 1 }],
  });
  const { offer, tier } = SENTENCES.points;
  const spent = event('points.spent', {
    visit,
    customer,
    finish: finish.id,
    offer,
    tier,
    points: 500,
  });
  const all = countTickets(deck.tickets);
  const ticket = {
    lease: deck.id,
    draw: 1,
    number: '88',
    seed: seedOfDraw(deck.lastSeed, 1, all),
    tickets: deck.tickets,
  };
  const drawn = event('lottery.drawn', {
    visit,
    customer,
    offer: 'draw',
    tier: 'one',
    lottery: 'spring',
    ...ticket,
    prize: drawTicket(ticket),
  });
  return { visit, start, decision, gift, points, draw, note, finish, spent, drawn };
}

const eventsOf = ({ visit: _visit, ...events }: ReturnType<typeof honest>): Draft[] =>
  Object.values(events);

async function send(events: readonly Draft[]): Promise<EventsResponse> {
  const answer = await client.sendEvents(events as unknown as EventEnvelope[], null, signal);
  if (!answer.ok) throw new Error(answer.error.type);
  return answer.value;
}
const held = async (): Promise<readonly string[]> =>
  (
    await hub.db.query<{ id: string }>(
      sql`select id from event where device = ${secrets.device} order by sequence`,
    )
  ).map(({ id }) => id);
const codesOf = ({ quarantined }: EventsResponse): string[] =>
  quarantined.map(({ reason }) => reason.split(':')[0] ?? '');

it('believes an honest visit with gift, points and draw, and tells it as stored when it comes again', async () => {
  const events = eventsOf(honest());
  const stored = events.map(({ id }) => id);
  expect(await send(events)).toMatchObject({ stored, quarantined: [], total: events.length });
  expect(await send(events)).toMatchObject({ stored, quarantined: [], total: events.length });
});

type Visit = ReturnType<typeof honest>;
/** What is forged of an honest visit: the events that are sent, and which of them must be put aside. */
type Forgery = (visit: Visit) => {
  readonly sent: readonly Draft[];
  readonly forged: readonly Draft[];
};

/** One event with something else in it, and those of the visit that it rests on. */
const changed =
  (
    which: Exclude<keyof Visit, 'visit'>,
    payload: Record<string, unknown>,
    envelope: Partial<Draft> = {},
  ): Forgery =>
  (visit) => {
    const forged = { ...visit[which], ...envelope } as Draft;
    forged.payload = { ...forged.payload, ...payload };
    const sent = eventsOf(visit).filter((one) => one.sequence < forged.sequence);
    return { sent: [...sent, forged], forged: [forged] };
  };
const without =
  (which: keyof Visit, rest: readonly Exclude<keyof Visit, 'visit'>[]): Forgery =>
  (visit) => ({
    sent: eventsOf(visit).filter((one) => one !== visit[which]),
    forged: rest.map((name) => visit[name]),
  });
const alone =
  (
    kind: string,
    payload: (visit: Visit) => Record<string, unknown>,
    envelope: Partial<Draft> = {},
  ): Forgery =>
  (visit) => {
    const forged = { ...event(kind, payload(visit)), ...envelope } as Draft;
    return { sent: [...eventsOf(visit), forged], forged: [forged] };
  };
const correction =
  (
    becomes: (visit: Visit) => Record<string, unknown> | null,
    more: Record<string, unknown> = {},
  ): Forgery =>
  (visit) =>
    alone('visit.corrected', () => ({
      visit: visit.visit,
      customer: 7,
      corrects: visit.finish.id,
      becomes: becomes(visit),
      reason: 'x',
      approvedBy: 'm1',
      ...more,
    }))(visit);

const FORGED: readonly (readonly [string, string, Forgery])[] = [
  // The eight of the first attack.
  ['staff whom nobody knows', 'unknown-staff', changed('finish', {}, { staff: 'ghost' })],
  [
    'the end of a visit that never began, with a fortune and 99 umbrellas',
    'no-start',
    (visit) => {
      const forged = {
        ...visit.finish,
        payload: {
          ...visit.finish.payload,
          visit: ids(),
          prepaid: 9_999_999_999,
          gifts: [{ gift: 'umbrella', count: 99 }],
        },
      };
      return { sent: [forged], forged: [forged] };
    },
  ],
  ['a customer of nobody', 'unknown-customer', changed('start', { customer: 999_999 })],
  [
    'the year 2286',
    'future',
    changed('start', {}, { at: 9_999_999_999_999, day: '2286-11-21' } as never),
  ],
  [
    'a day that is not that of its time',
    'wrong-day',
    changed('start', {}, { day: '2026-11-20' } as never),
  ],
  ['points without end', 'not-earned', changed('spent', { points: 1_000_000_000_000 })],
  [
    'an opt-out of a customer of another branch',
    'other-branch',
    (visit) =>
      alone('consent.changed', () => ({ visit: null, customer: elsewhere, optedOut: true }))(visit),
  ],
  ['a draw of a deck that does not exist', 'not-lent', changed('drawn', { lease: 'spring.none' })],
  // Inputs that HQ's figures are read out of.
  ...[
    '{',
    '[]',
    '{"facts":{"arpu3":"1e"}}',
    '{"facts":{"x":1e999}}',
    '{"facts":{"x":"\\u0000"}}',
  ].map((inputs): (typeof FORGED)[number] => [
    `inputs that HQ cannot read: ${inputs}`,
    'malformed',
    changed('decision', { inputs }),
  ]),
  ['an engine beyond all numbers', 'malformed', changed('decision', { engine: '99999999999' })],
  // Time and people.
  [
    'before the computer enrolled',
    'before-enrolment',
    changed('start', {}, { at: Date.UTC(2026, 9, 1, 4), day: '2026-10-01' } as never),
  ],
  [
    'three days ahead of the hub',
    'future',
    (visit) =>
      changed('start', {}, { at: hub.now + 3 * DAY_MS, day: '2026-11-24' } as never)(visit),
  ],
  ['the program as a clerk', 'unknown-staff', changed('gift', {}, { staff: 'program' })],
  [
    'a clerk who approves a correction',
    'not-manager',
    correction(() => null, { approvedBy: 'c1' }),
  ],
  [
    'an exception by nobody',
    'not-manager',
    changed('finish', {
      exception: { gift: 'umbrella', manager: 'ghost', reason: 'promised', words: null },
    }),
  ],
  [
    'a day closed by a clerk',
    'not-manager',
    alone('day.closed', () => ({
      closes: '2026-11-21',
      gifts: [],
      difference: null,
      visits: 1,
      unfinished: 0,
      prepaid: 0,
      claimed: 0,
      unsent: 0,
      unsentReason: null,
      approvedBy: 'c1',
    })),
  ],
  [
    'care of a customer of another branch',
    'other-branch',
    (visit) =>
      alone('care.done', () => ({ care: 'x.1', customer: elsewhere, outcome: 'done' }))(visit),
  ],
  // The course of a visit.
  [
    'an answer to a decision that was never made',
    'not-proposed',
    changed('gift', { decision: '019f0000-0002-7000-8000-000000000003' }),
  ],
  [
    'a visit without its start',
    'no-start',
    without('start', ['decision', 'gift', 'points', 'draw', 'note', 'finish', 'spent', 'drawn']),
  ],
  [
    'a start twice',
    'ended',
    (visit) => {
      const forged = event('visit.started', { ...visit.start.payload, intended: 100 });
      return { sent: [...eventsOf(visit), forged], forged: [forged] };
    },
  ],
  ['an end of somebody else', 'no-start', changed('finish', { customer: 8 })],
  ['an end for another purpose', 'no-start', changed('finish', { purpose: 'bill' })],
  ['a second end', 'ended', alone('visit.finished', ({ finish }) => finish.payload)],
  ['an answer after the end', 'ended', alone('answer.recorded', ({ gift }) => gift.payload)],
  ['a change after the end', 'ended', alone('visit.changed', ({ start }) => start.payload)],
  [
    'the same sentence accepted twice',
    'ended',
    (visit) => {
      const forged = event('answer.recorded', visit.gift.payload);
      return { sent: [visit.start, visit.decision, visit.gift, forged], forged: [forged] };
    },
  ],
  [
    'a note on a visit of nobody',
    'no-start',
    alone('note.written', () => ({ visit: ids(), customer: 7, text: 'x' })),
  ],
  [
    'the end taken back after its minute',
    'late-undo',
    (visit) => {
      const undo = event('event.undone', { undoes: visit.finish.id, visit: visit.visit });
      const forged = { ...undo, at: hub.now + 120_000 } as Draft;
      return {
        sent: [visit.start, visit.decision, visit.gift, visit.finish, forged],
        forged: [forged],
      };
    },
  ],
  [
    'an end taken back that a draw followed',
    'ended',
    alone('event.undone', ({ finish, visit }) => ({ undoes: finish.id, visit })),
  ],
  [
    'something taken back that is none of the visit',
    'nothing-to-undo',
    alone('event.undone', ({ decision, visit }) => ({ undoes: decision.id, visit })),
  ],
  // What HQ published.
  ['a catalog that HQ never had', 'unknown-edition', changed('decision', { catalog: 'mine' })],
  ['a policy that HQ never had', 'unknown-edition', changed('decision', { policy: 'mine' })],
  ['beliefs that nobody had', 'unknown-edition', changed('decision', { beliefs: 'mine' })],
  [
    'lessons on beliefs that nobody had',
    'unknown-edition',
    alone('beliefs.updated', () => ({ name: 'x.1', base: 'mine', cells: [] })),
  ],
  [
    'a sentence that no catalog has',
    'not-proposed',
    changed('decision', { proposals: [{ ...SENTENCES.gift, treatment: 'mine', score: 1 }] }),
  ],
  ['an answer to what was not said', 'not-proposed', changed('gift', { tier: 'p500' })],
  // Money, gifts, points, draws.
  ['more than any policy takes', 'amount', changed('finish', { prepaid: 2_000_001 })],
  ['a fortune that was meant', 'amount', changed('start', { intended: 2_000_001 })],
  ['less meant than was named', 'amount', changed('finish', { intended: 100 })],
  ['a sentence that asks for more', 'amount', changed('gift', { asks: 100_000 })],
  ['a gift below its rung', 'not-earned', changed('finish', { prepaid: 9_999 })],
  [
    'two gifts for one rung',
    'not-earned',
    changed('finish', { gifts: [{ gift: 'umbrella', count: 2 }] }),
  ],
  [
    'a gift in two lines',
    'not-earned',
    changed('finish', {
      gifts: [
        { gift: 'umbrella', count: 1 },
        { gift: 'umbrella', count: 1 },
      ],
    }),
  ],
  [
    'a gift that no rung brings',
    'not-earned',
    changed('finish', { gifts: [{ gift: 'oil', count: 1 }] }),
  ],
  [
    'a gift after a refusal',
    'not-earned',
    (visit) => {
      const refused = {
        ...visit.gift,
        payload: { ...visit.gift.payload, answer: 'declined', declineReason: 'not-needed' },
      };
      return { sent: [visit.start, visit.decision, refused, visit.finish], forged: [visit.finish] };
    },
  ],
  [
    'a gift whose answer was taken back',
    'not-earned',
    (visit) => {
      const undo = {
        ...event('event.undone', { undoes: visit.gift.id, visit: visit.visit }),
        sequence: visit.note.sequence,
      } as Draft;
      return {
        sent: [visit.start, visit.decision, visit.gift, undo, visit.finish],
        forged: [visit.finish],
      };
    },
  ],
  [
    'a correction that gives more gifts',
    'not-earned',
    correction(({ finish }) => ({ ...finish.payload, gifts: [{ gift: 'umbrella', count: 9 }] })),
  ],
  [
    'a correction to a fortune',
    'amount',
    correction(({ finish }) => ({ ...finish.payload, prepaid: 2_000_001 })),
  ],
  [
    'a correction that makes an answer of an end',
    'no-start',
    correction(({ gift }) => gift.payload),
  ],
  [
    'a correction of another visit',
    'no-start',
    (visit) => {
      const second = honest(8);
      const forged = event('visit.corrected', {
        visit: visit.visit,
        customer: 7,
        corrects: second.finish.id,
        becomes: null,
        reason: 'x',
        approvedBy: 'm1',
      });
      return {
        sent: [visit.start, second.start, second.decision, second.gift, second.finish, forged],
        forged: [forged],
      };
    },
  ],
  ['points twice', 'ended', alone('points.spent', ({ spent }) => spent.payload)],
  [
    'points of another end',
    'no-start',
    changed('spent', { finish: '019f0000-0002-7000-8000-000000000003' }),
  ],
  [
    'a prize that the seed does not give',
    'not-lent',
    (visit) => {
      const prize = visit.drawn.payload['prize'] === null ? 'pan' : null;
      return changed('drawn', { prize })(visit);
    },
  ],
  ['a seed of its own', 'not-lent', changed('drawn', { seed: 'ab'.repeat(32) })],
  ['a deck with more prizes', 'not-lent', changed('drawn', { tickets: { pan: 10 } })],
  ['a draw that no offer owes', 'not-earned', changed('drawn', { offer: 'gift', tier: 'p100' })],
];

it.each(FORGED)('puts aside: %s (%s)', async (_name, code, forge) => {
  const { sent, forged } = forge(honest());
  const answer = await send(sent);
  const names = forged.map(({ id }) => id);
  expect(codesOf(answer)).toContain(code);
  expect(answer.quarantined.map(({ id }) => id).toSorted()).toEqual(names.toSorted());
  const honestOnes = sent.filter((one) => !forged.includes(one)).map(({ id }) => id);
  expect((await held()).toSorted()).toEqual(honestOnes.toSorted());
  expect((await readSetAside(hub.db, 'b1', false)).map(({ id }) => id).toSorted()).toEqual(
    names.toSorted(),
  );
});

it('has more than fifty kinds of forgeries', () => {
  expect(FORGED.length).toBeGreaterThan(50);
});

it('stops at twenty of a hundred visits that began in one minute', async () => {
  const starts = Array.from({ length: 100 }, () =>
    event('visit.started', { visit: ids(), customer: 7, purpose: 'bill', intended: null }),
  );
  const answer = await send(starts);
  expect([answer.stored.length, new Set(codesOf(answer))]).toEqual([20, new Set(['too-many'])]);
});

it('believes as busy a minute as any policy of HQ ever allowed', async () => {
  const starts = Array.from({ length: 30 }, () =>
    event('visit.started', { visit: ids(), customer: 7, purpose: 'bill', intended: null }),
  );
  const busy = { ...POLICY, version: 'p-fair', busiest: { inMinute: 25, onDay: 900 } };
  await hub.db.execute(
    sql`insert into policy (version, doc) values ('p-fair', ${JSON.stringify(busy)})`,
  );
  const answer = await send(starts);
  await hub.db.execute(sql`delete from policy where version = 'p-fair'`);
  expect([answer.stored.length, new Set(codesOf(answer))]).toEqual([25, new Set(['too-many'])]);
});

it('lets a device spend points and draw only by what was lent to it', async () => {
  await hub.db.execute(sql`delete from points_holder where device = ${secrets.device}`);
  const visit = honest();
  expect(codesOf(await send(eventsOf(visit)))).toEqual(['not-lent']);
  const [lease] = await hub.db.query<{ id: string }>(
    sql`select id from lottery_lease where device = ${other.device}`,
  );
  const drawn = event('lottery.drawn', { ...visit.drawn.payload, lease: lease?.id });
  expect(codesOf(await send([drawn]))).toEqual(['not-lent']);
});

it('lets no event take the number of another to begin a visit', async () => {
  const first = honest();
  await send([first.start]);
  const second = honest();
  second.start.sequence = first.start.sequence;
  const answer = await send([second.start, second.decision, second.gift, second.finish]);
  expect(codesOf(answer).toSorted()).toEqual([
    'no-start',
    'no-start',
    'no-start',
    'sequence-taken',
  ]);
});

it('lets nobody vouch for himself by an event that the hub cannot read', async () => {
  const { start, decision, gift, finish } = honest();
  const later = { ...start, payload: { ...start.payload, colour: 'red' } };
  const body = { protocol: 99, events: [later, decision, gift, finish] };
  const device = { id: secrets.device, branch: 'b1' };
  const answer = await receiveEvents(hub.db, device, body.events, { protocol: 99, now: hub.now });
  expect(answer).toMatchObject({ quarantined: [], total: 4 });
  // All of it waits: nothing of the visit counts before its start can be read.
  expect(await held()).toEqual([]);
});

it('believes what is honest although all has changed meanwhile', async () => {
  const late = honest(9);
  late.finish.payload['exception'] = {
    gift: 'umbrella',
    manager: 'm1',
    reason: 'promised',
    words: null,
  };
  // A month later: the clerk left, the manager is a clerk, the customer moved and another is gone, the catalog is old.
  hub.now += 30 * DAY_MS;
  await hub.db.script(`
    update staff set active = false where id = 'c1';
    update staff set role = 'clerk' where id = 'm1';
    update customer set branch = 'b2', account = 'moved' where id = 9;
    insert into catalog (version, doc) values ('c9', '{"version":"c9","offers":[]}');`);
  await deleteTestCustomer(hub.db, 'A000011');
  const [moved] = await hub.db.query<{ holder: string }>(sql`select holder from points_lease`);
  expect(moved?.holder).toBe(secrets.device);
  await movePointsLease(hub.db, { branch: 'b1', device: other.device, force: true });
  const gone = event('consent.changed', { visit: null, customer: 11, optedOut: true });
  gone.at = late.start.at;
  expect((await send([...eventsOf(late), gone])).quarantined).toEqual([]);
  await hub.db.script(`
    update staff set active = true where id = 'c1'; update staff set role = 'manager' where id = 'm1';
    delete from catalog where version = 'c9'`);
  hub.now -= 30 * DAY_MS;
});

it('takes a clock that is a day wrong', async () => {
  for (const [days, day] of [
    [1, '2026-11-22'],
    [-1, '2026-11-20'],
  ] as const) {
    const events = eventsOf(honest());
    const wrong = events.map((one) => ({ ...one, at: one.at + days * DAY_MS, day }) as Draft);
    // The deck's first draw is one visit's only.
    const sent = wrong.filter(({ kind }) => kind !== 'lottery.drawn');
    expect((await send(sent)).quarantined).toEqual([]);
  }
});

it('takes what was put aside once the start that it rests on has come', async () => {
  const { start, decision, gift, finish } = honest();
  expect(codesOf(await send([decision, gift, finish]))).toEqual([
    'no-start',
    'no-start',
    'no-start',
  ]);
  expect((await send([start])).quarantined).toEqual([]);
  expect(await held()).toEqual([start.id, decision.id, gift.id, finish.id]);
  expect(await readSetAside(hub.db, 'b1', false)).toEqual([]);
});

it('takes what was put aside once HQ has the edition again, and what a person takes', async () => {
  const visit = honest();
  visit.decision.payload['catalog'] = 'c2';
  await send([visit.start, visit.decision, visit.gift, visit.finish]);
  expect(await held()).toEqual([visit.start.id]);
  const doc = JSON.stringify({ ...CATALOG, version: 'c2' });
  await hub.db.execute(sql`insert into catalog (version, doc) values ('c2', ${doc})`);
  expect(await reviveAll(hub.db, hub.now)).toBe(3);
  expect(await held()).toHaveLength(4);
  const odd = {
    ...event('care.done', { care: 'x.1', customer: 7, outcome: 'done' }),
    staff: 'new',
  };
  await send([odd as Draft]);
  const [aside] = await readSetAside(hub.db, 'b1', false);
  expect(await takeSetAside(hub.db, aside?.digest ?? '', null)).toMatchObject({ ok: true });
  expect(await held()).toHaveLength(5);
});
