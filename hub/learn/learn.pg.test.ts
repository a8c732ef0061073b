// Learning from answers: what stands is counted once by treatment and group, up to the first gap of each device.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Uuid, uuid7 } from '#shared/base/id.ts';
import type { Instant } from '#shared/base/month.ts';
import { type Beliefs, beliefsSchema, NO_BELIEFS } from '#shared/model/beliefs.ts';
import type { Answer } from '#shared/model/visit.ts';
import { readBeliefs, readText } from '#hub/db/editions.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { beliefsSource } from '#hub/publish/sources.ts';
import { receiveEvents } from '#hub/serve/receive_events.ts';
import { learnBeliefs } from './learn.ts';
import { createTestDevice, type TestDevice, type TestEvent } from './test_device.ts';

const NOW = Date.UTC(2026, 10, 21, 2) as Instant;
const visit = uuid7(NOW, randomBytes(10));
let db: TestDatabase;
let one: TestDevice;
let two: TestDevice;

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 6 });
  one = await createTestDevice(db, 'b1', 'dev-1', NOW);
  two = await createTestDevice(db, 'b1', 'dev-2', NOW);
});
afterAll(() => db.close());

type Groups = { readonly valueGroup: string | null; readonly consumptionGroup: string | null };

const decideOn = (device: TestDevice, groups: Groups, customer = 1): TestEvent =>
  device.record('decision.made', {
    visit,
    customer,
    engine: '1',
    catalog: '1',
    policy: '1',
    beliefs: 'none',
    seed: 1,
    proposals: [],
    silence: null,
    inputs: JSON.stringify({ context: {}, facts: groups }),
    digest: createHash('sha256').update('').digest('hex'),
  });

const answerOn = (
  device: TestDevice,
  decision: Uuid,
  answer: Answer,
  more: { treatment?: string; customer?: number } = {},
): TestEvent =>
  device.record('answer.recorded', {
    visit,
    customer: more.customer ?? 1,
    decision,
    offer: 'prepay-gift',
    tier: 't100',
    treatment: more.treatment ?? 'say',
    answer,
    declineReason: null,
    notSaidReason: null,
    laterOn: null,
  });

async function newest(): Promise<Beliefs> {
  const text = await readText(db, 'beliefs');
  return text === undefined ? NO_BELIEFS : beliefsSchema.parse(JSON.parse(text));
}

test('before any learning branches are given nothing', async () => {
  expect(await beliefsSource(db)).toEqual([]);
});

test('answers that stand are counted by the groups that the decision knew', async () => {
  const netizen = decideOn(one, { valueGroup: 'netizen', consumptionGroup: 'A2R1D3' });
  answerOn(one, netizen.id, 'accepted');
  answerOn(one, netizen.id, 'declined');
  answerOn(one, netizen.id, 'later');
  answerOn(one, netizen.id, 'not-said');
  answerOn(one, netizen.id, 'has-it');
  const mistake = answerOn(one, netizen.id, 'accepted');
  one.record('event.undone', { undoes: mistake.id, visit });
  const unknown = decideOn(two, { valueGroup: null, consumptionGroup: null });
  answerOn(two, unknown.id, 'accepted', { treatment: 'ask' });
  // Their decision never came: the score of customer 3 speaks, and customer 4 has none.
  const lost = uuid7(NOW, randomBytes(10));
  answerOn(two, lost, 'declined', { customer: 3 });
  answerOn(two, lost, 'declined', { customer: 4 });
  await one.send();
  await two.send();

  const learning = await learnBeliefs(db);
  expect(learning).toMatchObject({
    isNew: true,
    answers: { standing: 8, undone: 1, waiting: 0 },
    counted: 6,
    cells: 4,
  });
  const beliefs = await newest();
  const cell = { offer: 'prepay-gift', treatment: 'say', cluster: '-' };
  expect(beliefs).toEqual({
    version: learning.version,
    cells: [
      { ...cell, treatment: 'ask', valueGroup: '-', said: 1, yes: 1 },
      { ...cell, valueGroup: '-', said: 1, yes: 0 },
      { ...cell, valueGroup: 'netizen', said: 1, yes: 0 },
      { ...cell, valueGroup: 'netizen', cluster: 'A2R1D3', said: 3, yes: 1 },
    ],
    counted: { 'dev-1': 8, 'dev-2': 4 },
  });
  const [ask, say] = learning.treatments;
  expect([ask?.treatment, say?.treatment]).toEqual(['ask', 'say']);
  expect(await beliefsSource(db)).toEqual([['current', beliefs]]);
});

test('the same answers are the same edition; a decision alone makes no new one', async () => {
  const before = await newest();
  decideOn(one, { valueGroup: 'basic', consumptionGroup: null });
  await one.send();
  expect(await learnBeliefs(db)).toMatchObject({ version: before.version, isNew: false });
});

test('an answer after a gap waits until the gap is filled; then the edition is the one without a gap', async () => {
  const before = await newest();
  const decision = decideOn(one, { valueGroup: 'basic', consumptionGroup: 'A1R1D1' });
  answerOn(one, decision.id, 'accepted');
  await one.send([decision.id]);
  const waiting = await learnBeliefs(db);
  expect(waiting).toMatchObject({ version: before.version, answers: { waiting: 1 } });
  await one.send();
  expect(await learnBeliefs(db)).toMatchObject({ isNew: true, answers: { waiting: 0 } });
  expect((await newest()).counted['dev-1']).toBe(11);
  expect(await readBeliefs(db, before.version)).toBeDefined();
});

test('an event that was put aside is no gap', async () => {
  const bad = one.record('visit.started', { visit, customer: 1, purpose: 'bill', intended: null });
  const decision = decideOn(one, { valueGroup: 'basic', consumptionGroup: 'A1R1D1' });
  const answer = answerOn(one, decision.id, 'declined');
  await one.send([bad.id]);
  expect(await learnBeliefs(db)).toMatchObject({ answers: { waiting: 1 } });
  const { quarantined } = await receiveEvents(db, one, [
    { ...bad, device: 'dev-1', kind: 'unheard.of' },
  ]);
  expect(quarantined).toHaveLength(1);
  expect(await learnBeliefs(db)).toMatchObject({ isNew: true, answers: { waiting: 0 } });
  expect((await newest()).counted['dev-1']).toBe(answer.sequence);
});

test('an answer that was taken back after a gap counts until the gap is filled', async () => {
  const decision = decideOn(one, { valueGroup: 'basic', consumptionGroup: 'A2R2D2' });
  const answer = answerOn(one, decision.id, 'accepted');
  await one.send();
  const before = await learnBeliefs(db);
  const missing = one.record('visit.started', {
    visit,
    customer: 1,
    purpose: 'bill',
    intended: null,
  });
  one.record('event.undone', { undoes: answer.id, visit });
  await one.send([missing.id]);
  expect(await learnBeliefs(db)).toMatchObject({
    version: before.version,
    answers: before.answers,
  });
  await one.send();
  const { answers } = await learnBeliefs(db);
  expect(answers.standing).toBe(before.answers.standing - 1);
  expect(answers.undone).toBe(before.answers.undone + 1);
});

test('no device takes back what another one recorded', async () => {
  const decision = decideOn(one, { valueGroup: 'basic', consumptionGroup: 'A3R3D3' });
  const answer = answerOn(one, decision.id, 'accepted');
  await one.send();
  const before = await learnBeliefs(db);
  two.record('event.undone', { undoes: answer.id, visit });
  await two.send();
  expect((await learnBeliefs(db)).answers).toEqual(before.answers);
});
