// S2, S4 to S8, S10, S11, S13, S14: what the counter knows of the customer, and what that does to the sentence.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#hub/db/database.ts';
import { value } from '#tests/fixtures/data_process.ts';
import { type Counter, openCounter } from './counter.ts';

let counter: Counter;
beforeAll(async () => {
  // As many as it takes to learn who goes silent.
  counter = await openCounter(4_000);
});
afterAll(() => counter.stop());

it('S2 who may leave goes first, and who left without paying is let go', async () => {
  const { customer } = await counter.firstWhoHears(({ serves }) => serves.includes('S2'));
  const page = await counter.open(customer.id);
  // One of these is why; a contract that ends is spoken of before it is a risk.
  const why = [page.risks.length > 0, (page.churn?.percent ?? 0) > 0, page.contractEnd !== null];
  expect(why).toContain(true);
  const gone = counter.everybody.find(({ score }) => score?.risks.includes('involuntary'));
  if (gone === undefined) throw new Error('the demo has no involuntary leaver');
  const visit = await counter.visit(gone);
  expect(visit.silence?.code).toBe('blacklisted');
  expect(visit.proposals).toEqual([]);
  expect((await counter.open(gone.id)).retention?.verdict ?? 'let-go').toBe('let-go');
});

it('S4 four value groups: each is there, named at the counter, and hears something of its own', async () => {
  for (const group of ['basic', 'new-video', 'netizen', 'full-service'] as const) {
    const { customer } = await counter.firstWhoHears(({ serves }) => serves.includes('S4'), {
      among: ({ score }) => score?.valueGroup === group,
      errand: { purpose: 'plan', intended: null },
    });
    const page = await counter.open(customer.id);
    expect(page.groups.find(({ kind }) => kind === 'value')?.code).toBe(group);
  }
});

it('S5 care: a list of the day with a sentence that sells nothing, done once', async () => {
  const list = value(await counter.clerk.send('care.list', {}));
  const [first] = list.items;
  if (first === undefined) throw new Error('nothing is due at the demo branch');
  expect(first.sentence.zh.length).toBeGreaterThan(5);
  expect(first.name).toContain('*');
  const after = value(await counter.clerk.send('care.done', { care: first.id, outcome: 'done' }));
  expect(after.items.find(({ id }) => id === first.id)?.done ?? 'done').toBe('done');
  const again = await counter.clerk.send('care.done', { care: first.id, outcome: 'done' });
  expect(again).toMatchObject({ ok: false, error: { type: 'already-done' } });
  await counter.sent();
  const events = await counter.db.query<{ care: string }>(
    sql`select payload ->> 'care' as care from event where kind = 'care.done'`,
  );
  expect(events).toEqual([{ care: first.id }]);
});

it('S6 two models of 27 groups: everybody is in one of each, and the sizes add up', async () => {
  const sizes = { consumption: 0, behaviour: 0 };
  for (const kind of ['consumption', 'behaviour'] as const) {
    const pattern = kind === 'consumption' ? /^A[1-3]R[1-3]D[1-3]$/ : /^R[1-3]F[1-3]V[1-3]$/;
    const codes = counter.everybody.flatMap(({ score }) => score?.[kind] ?? []);
    expect(codes.every((code) => pattern.test(code))).toBe(true);
    const rows = await counter.db.query<{ size: number }>(
      sql`select (doc::jsonb ->> 'size')::integer as size from customer_group where kind = ${kind}`,
    );
    sizes[kind] = rows.reduce((sum, { size }) => sum + size, 0);
    expect(sizes[kind]).toBe(codes.length);
    expect(codes.length).toBeGreaterThan(counter.everybody.length * 0.9);
  }
});

it('S7 a group has a portrait: its size, what it has, and when it likes to come', async () => {
  let habits = 0;
  for (const { id } of counter.everybody.slice(0, 60)) {
    const page = await counter.open(id);
    for (const { portrait } of page.groups) {
      if (portrait === null) throw new Error('a group without a portrait');
      expect(portrait.size).toBeGreaterThan(0);
      expect(portrait.of).toBe(counter.everybody.length);
    }
    if (page.bestTime !== null) habits += 1;
  }
  expect(habits).toBeGreaterThan(0);
});

it('S8 churn warning: a chance and reasons that can be said aloud, and an offer to stay', async () => {
  const atRisk = counter.everybody
    .filter(({ score, blacklisted }) => !blacklisted && (score?.churn?.chance ?? 0) > 0)
    .toSorted((a, b) => (b.score?.churn?.chance ?? 0) - (a.score?.churn?.chance ?? 0));
  const [most] = atRisk;
  if (most === undefined) throw new Error('no customer has a chance to leave');
  const page = await counter.open(most.id);
  expect(page.churn?.percent).toBe(Math.round((most.score?.churn?.chance ?? 0) * 100));
  expect(page.churn?.reasons.length).toBeGreaterThan(0);
  for (const reason of page.churn?.reasons ?? []) expect(reason.zh).toMatch(/[0-9一半]/);
  const heard = await counter.firstWhoHears(({ serves }) => serves.includes('S8'));
  expect(heard.offer.retains).toBeGreaterThan(0);
});

it('S10 each stage of life has sentences of its own', async () => {
  const said = new Set<string>();
  for (const stage of ['new', 'mature', 'declining', 'silent'] as const) {
    const { visit } = await counter.firstWhoHears(() => true, {
      among: ({ score }) => score?.stage === stage,
    });
    said.add(visit.proposals[0]?.sentence.zh ?? '');
  }
  expect(said.size).toBe(4);
});

it('S11 a live label excludes: bargain hunters hear of no gift', async () => {
  const hunters = counter.everybody.filter(({ score }) => score?.labels.includes('bargain-hunter'));
  expect(hunters.length).toBeGreaterThan(0);
  const familyOf = (id: string) => counter.catalog.offers.find((offer) => offer.id === id)?.family;
  const name = counter.catalog.labels?.find(({ id }) => id === 'bargain-hunter')?.name.zh;
  for (const hunter of hunters.slice(0, 30)) {
    const page = await counter.open(hunter.id);
    expect(page.labels.map(({ zh }) => zh)).toContain(name);
    const { proposals } = await counter.visit(hunter);
    expect(proposals.map(({ offer }) => familyOf(offer))).not.toContain('prepay-gift');
  }
});

it('S13 what holding on is worth: every term, the sum, and a verdict in words', async () => {
  for (const { id } of counter.everybody) {
    const { retention } = await counter.open(id);
    if (retention === null) continue;
    const { directRevenue, indirectRevenue, directCost, indirectCost, systemCost } = retention;
    expect(retention.value).toBe(
      directRevenue + indirectRevenue - directCost - indirectCost - systemCost,
    );
    expect(retention.reason.zh).toMatch(/\d/);
    return;
  }
  throw new Error('nobody of the demo branch is about to leave');
});

it('S14 lifetime value: historic, current and potential, or a plain word that it is too early', async () => {
  const known = counter.everybody.filter(({ score }) => (score?.lifetime ?? null) !== null);
  expect(known.length).toBeGreaterThan(counter.everybody.length / 2);
  const newcomers = counter.everybody.filter(({ months }) => months.length < 3);
  for (const { score } of newcomers) expect(score?.lifetime ?? null).toBeNull();
  const page = await counter.open(known[0]?.id ?? 0);
  expect(page.score?.lifetime?.historic).toBeGreaterThan(0);
});
