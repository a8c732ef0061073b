// "Recommend nothing to me again", said at one counter: silent there at once, everywhere after HQ publishes, and back.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import { DEMO_PINS } from '#hub/demo/people_at_work.ts';
import { replayDecisions } from '#hub/replay/replay.ts';
import { fen } from '#shared/base/money.ts';
import { untilState, value } from '#tests/fixtures/data_process.ts';
import { signInAt } from '#tests/fixtures/real_branch.ts';
import { type Counter, openCounter } from './counter.ts';

let counter: Counter;
let other: Client;
beforeAll(async () => {
  counter = await openCounter(600);
  other = await signInAt(await counter.enrol(), '1001', DEMO_PINS.clerk);
});
afterAll(() => counter.stop());

const visitAt = async (clerk: Client, id: number): Promise<VisitView> =>
  value(await clerk.send('visit.start', { customer: id, purpose: 'top-up', intended: fen(5_000) }));
const isSold = ({ proposals }: VisitView): boolean =>
  proposals.some(({ promotional }) => promotional);
const optedOutBy = async (clerk: Client, id: number) =>
  value(await clerk.send('customer.open', { id })).optedOutBy;

/** All that either device said is at HQ, and both have what HQ publishes of it. */
async function followed(): Promise<void> {
  value(await other.send('sync.now', {}));
  await untilState(other, ({ sync }) => sync.unsent === 0, 30_000);
  await counter.sent();
  await counter.publish();
  // The first may only wait for a round that began before HQ published.
  for (const _ of ['under way', 'after']) {
    for (const clerk of [counter.clerk, other]) value(await clerk.send('sync.now', {}));
  }
}

it('goes from counter to counter by the last word, and every decision is made again at HQ', async () => {
  const { clerk } = counter;
  // Of what every counter of the branch may offer: tickets and points are lent to one.
  const { customer } = await counter.firstWhoHears(
    (_, { promotional, points, draws }) => promotional && points === 0 && draws === null,
  );
  const { id } = customer;
  const visit = await visitAt(clerk, id);
  expect(isSold(visit) && isSold(await visitAt(other, id))).toBe(true);

  const { visit: out } = value(
    await clerk.send('customer.consent', { id, optedOut: true, visit: visit.visit }),
  );
  expect(out && isSold(out)).toBe(false);
  expect(out?.silence?.code).toBe('opted-out');
  expect(isSold(await visitAt(clerk, id))).toBe(false);
  expect(await optedOutBy(other, id)).toBeNull();

  await followed();
  expect(await optedOutBy(other, id)).toBe('counter');
  const silent = await visitAt(other, id);
  expect(isSold(silent)).toBe(false);
  expect(silent.silence?.code).toBe('opted-out');
  expect(isSold(await visitAt(clerk, id))).toBe(false);

  // Taken back at the other counter: there at once, here as soon as HQ has published it.
  const { visit: back } = value(
    await other.send('customer.consent', { id, optedOut: false, visit: silent.visit }),
  );
  expect(back && isSold(back)).toBe(true);
  expect(isSold(await visitAt(clerk, id))).toBe(false);
  await followed();
  expect(isSold(await visitAt(clerk, id)) && isSold(await visitAt(other, id))).toBe(true);

  await counter.sent();
  await untilState(other, ({ sync }) => sync.unsent === 0, 30_000);
  const different: unknown[] = [];
  const replay = await replayDecisions(counter.db, {
    onDifference: (difference) => different.push(difference),
  });
  expect(different).toEqual([]);
  expect(replay.same).toBe(replay.decisions);
});
