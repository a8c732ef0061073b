// The errand through the whole data process: enrol, sign in, find, say, answer, finish, report.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { Client } from '#electron/port/client.ts';
import {
  failure,
  startDataProcess,
  type TestProcess,
  type TestStart,
  untilState,
  value,
} from '#tests/fixtures/data_process.ts';
import { type FakeHub, ofPeople, startFakeHub } from '#tests/fixtures/fake_hub.ts';
import { buildPack, publishedBranch } from '#tests/fixtures/published.ts';

vi.setConfig({ testTimeout: 30_000 });

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of running.splice(0).toReversed()) await thing.stop();
});

async function hubWithPack(): Promise<FakeHub> {
  const hub = await startFakeHub();
  running.push({ stop: () => hub.close() });
  hub.pack = buildPack({ keys: hub.keys, number: 1, published: publishedBranch() });
  hub.latest = 1;
  return hub;
}

function start(options: TestStart = {}): TestProcess {
  const process = startDataProcess(options);
  running.push(process);
  return process;
}

const enrolInput = (hub: FakeHub) => ({
  hubUrl: hub.url,
  branch: 'B001',
  code: hub.code.toLowerCase(),
});

async function enrolled(): Promise<{ hub: FakeHub; process: TestProcess; client: Client }> {
  const hub = await hubWithPack();
  const process = start();
  const client = process.connect();
  value(await client.send('enrol.start', enrolInput(hub)));
  return { hub, process, client };
}

const signIn = async (client: Client, staff = 'c1', pin = '1234') =>
  value(await client.send('session.sign-in', { staff, pin }));

describe('the errand', () => {
  it('goes from enrolment to the hub and into the report', async () => {
    const { hub, client } = await enrolled();
    const state = await untilState(client, ({ phase }) => phase === 'ready');
    expect(state.branch?.code).toBe('B001');
    expect(state.customers).toBe(66);
    expect(failure(await client.send('customer.search', { text: '138' })).type).toBe('signed-out');

    await signIn(client);
    const found = value(await client.send('customer.search', { text: '138 1234 6688' }));
    expect(found.hits.map(({ id, name, phone }) => ({ id, name, phone }))).toEqual([
      { id: 1, name: '张*丰', phone: '138****6688' },
    ]);
    const page = value(await client.send('customer.open', { id: 1 }));
    expect(page.family.map(({ id }) => id)).toEqual([3]);
    expect(page.usualTopUp).toBe(5_000);

    const visit = value(
      await client.send('visit.start', { customer: 1, purpose: 'top-up', intended: 5_000 }),
    );
    const [best] = visit.proposals;
    expect(best?.tier).toBe('t100');
    expect(best?.giftLeft).toEqual({
      id: 'umbrella',
      name: { zh: '雨伞', en: 'umbrella' },
      left: 3,
      here: 3,
    });
    const answered = value(
      await client.send('visit.answer', {
        visit: visit.visit,
        decision: visit.decision,
        offer: best?.offer ?? '',
        tier: best?.tier ?? '',
        treatment: best?.treatment ?? '',
        answer: 'accepted',
        declineReason: null,
        notSaidReason: null,
        laterOn: null,
      }),
    );
    expect(answered.proposals[0]?.answered?.answer).toBe('accepted');
    expect(answered.undo?.kind).toBe('answer');
    const finished = value(
      await client.send('visit.finish', {
        visit: visit.visit,
        prepaid: 10_000,
        gifts: [{ gift: 'umbrella', count: 1 }],
      }),
    );
    expect(finished.finished).toMatchObject({ prepaid: 10_000, uplift: 5_000 });
    expect(finished.proposals[0]?.giftLeft?.left).toBe(2);

    await untilState(client, ({ sync }) => sync.unsent === 0);
    expect(
      ofPeople(hub.stored.values()).map(({ kind, sequence }) => `${sequence} ${kind}`),
    ).toEqual(['1 visit.started', '2 decision.made', '3 answer.recorded', '4 visit.finished']);

    expect(failure(await client.send('report.day', { day: null })).type).toBe('forbidden');
    await signIn(client, 'm1', '9876');
    const report = value(await client.send('report.day', { day: null }));
    expect(report.total).toEqual({
      visits: 1,
      prepaid: fen(10_000),
      claimed: fen(5_000),
      said: 1,
      accepted: 1,
      care: 0,
    });
    expect(report.byClerk).toMatchObject([{ staff: 'c1', name: '李梅', claimed: 5_000 }]);
    expect(report.byOffer).toMatchObject([{ offer: 'prepay-gift', accepted: 1, claimed: 5_000 }]);
    expect(report.gifts.find(({ id }) => id === 'umbrella')).toMatchObject({
      left: 2,
      drawnToday: 1,
    });
    expect(value(await client.send('report.days', {}))).toEqual([report.day]);
    const csv = value(
      await client.send('report.file', { period: report.day, format: 'csv', language: 'zh-CN' }),
    );
    const text = Buffer.from(csv.bytes, 'base64').toString();
    expect(text).toMatch(/^\uFEFF日期,时间,/);
    expect(text).toContain('100.00,50.00,存费送礼,接受');
  });
});

describe('the first page of the next start', () => {
  it('is told to main with the first data, people without their PINs, and after each start', async () => {
    const { process, client } = await enrolled();
    await untilState(client, ({ phase }) => phase === 'ready');
    await vi.waitFor(() => expect(process.firstPage()?.branch.code).toBe('B001'));
    const told = process.firstPage();
    expect(told?.device).toBe(process.secrets()?.device);
    expect(told?.staff).toEqual(value(await client.send('staff.list', {})));
    expect(JSON.stringify(told)).not.toContain('scrypt');

    const secrets = process.secrets();
    if (secrets === null) throw new Error('not enrolled');
    await process.stop();
    const again = start({ dataDir: process.dataDir, key: { state: 'held', secrets } });
    await vi.waitFor(() => expect(again.firstPage()).toEqual(told), { timeout: 5_000 });
  });
});
