// Goals that ask what happened months after: by HQ's monthly figures, of those who heard the sentence.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomBytes } from 'node:crypto';
import { uuid7 } from '#shared/base/id.ts';
import type { Instant } from '#shared/base/month.ts';
import type { Answer } from '#shared/model/visit.ts';
import { readKeptOn } from '#hub/db/kept_on.ts';
import { sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { createTestDevice } from '#hub/learn/test_device.ts';
import { strategiesOf } from './strategies.ts';

const AT = Date.UTC(2026, 5, 12, 4);
let db: TestDatabase;
let ids: readonly number[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 8 });
  await db.execute(sql`delete from usage_month`);
  ids = (await db.query<{ id: number }>(sql`select id from customer order by id`)).map(
    ({ id }) => id,
  );
  const device = await createTestDevice(db, 'b1', 'w1', AT as Instant);
  const hear = (customer: number, answer: Answer, at = AT): void => {
    const visit = uuid7(at, randomBytes(10));
    device.record(
      'answer.recorded',
      {
        visit,
        customer,
        decision: visit,
        offer: 'wake-up',
        tier: 't',
        treatment: 'a',
        answer,
        declineReason: answer === 'declined' ? 'thinking' : null,
        notSaidReason: answer === 'not-said' ? 'queue' : null,
        laterOn: null,
      },
      at as Instant,
    );
  };
  for (const index of [0, 1, 2, 3, 4]) hear(ids[index] ?? 0, index === 1 ? 'declined' : 'accepted');
  // The first time counts; and who did not hear it counts nowhere.
  hear(ids[0] ?? 0, 'accepted', AT + 40 * 86_400_000);
  hear(ids[5] ?? 0, 'not-said');
  await device.send();
});
afterAll(() => db.close());

const month = (index: number, text: string, talked: number | null, topUp = 0) =>
  db.execute(sql`
    insert into usage_month (customer, month, spend, voice_minutes, data_kb, top_up, top_up_count, last_top_up)
    values (${ids[index] ?? 0}, ${text}, 0, ${talked}, 0, ${topUp}, 0, 0)`);

test('who heard it is looked for in the month after, and in the third', async () => {
  await month(0, '2026-07', 30);
  await month(1, '2026-07', 0);
  await month(2, '2026-07', 12);
  await month(5, '2026-07', 99);
  await month(0, '2026-09', 0, 5_000);
  await month(1, '2026-09', 0);
  await month(2, '2026-09', 40);
  await db.execute(sql`update customer set left_on = '2026-08-20' where id = ${ids[2] ?? 0}`);
  await db.execute(sql`update customer set ported_out = '2026-08-02' where id = ${ids[3] ?? 0}`);
  // The fifth's months were not told: nobody knows.
  expect(await readKeptOn(db, {}, 1)).toEqual([
    { offer: 'wake-up', customers: 3, used: 2, stayed: 2 },
  ]);
  expect(await readKeptOn(db, {}, 3)).toEqual([
    { offer: 'wake-up', customers: 4, used: 0, stayed: 1 },
  ]);
});

const offer = (id: string, metric: string, goal: number) => ({ id, measure: { metric, goal } });

test('a goal is reached or missed only where the interval leaves it out', async () => {
  const kept = {
    retention: [{ offer: 'stay', customers: 400, used: 0, stayed: 360 }],
    use: [{ offer: 'wake-up', customers: 400, used: 100, stayed: 100 }],
  };
  const catalog = {
    offers: [
      offer('stay', 'retention', 0.8),
      offer('wake-up', 'use', 0.4),
      offer('unheard', 'use', 0.4),
    ],
  } as never;
  expect(strategiesOf(catalog, { counts: [], effects: [], kept })).toMatchObject([
    { offer: 'stay', found: 0.9, verdict: 'reached' },
    { offer: 'wake-up', found: 0.25, verdict: 'missed' },
    { offer: 'unheard', found: null, verdict: 'no figure' },
  ]);
});
