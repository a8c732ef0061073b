// The three figures of the manager's page, from the events and the operator's log at HQ to the sentence that is read.
import { randomBytes } from 'node:crypto';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { fen } from '#shared/base/money.ts';
import { DAY_MS } from '#shared/base/month.ts';
import type { SettledView } from '#shared/contract/view_settled.ts';
import type { Language } from '#shared/model/text.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { addTestQuarter } from '#hub/db/test_quarter.ts';
import { measureEffect } from '#hub/effect/measure.ts';
import { publishFigures } from '#hub/effect/publish_figures.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { type HubSecret, secretFromMaster } from '#hub/secret.ts';
import { createServer } from '#hub/serve/server.ts';
import { settleAll } from '#hub/settle/settle.ts';
import { SettledFigures } from '#renderer/features/manager/settled_figures.tsx';
import { LocaleProvider } from '#renderer/ui/locale.tsx';
import { answerInput, clerkAt, managerAt } from '#tests/fixtures/branch_at_work.ts';
import { STAFF } from '#tests/fixtures/branch.ts';
import { startDataProcess, type TestProcess, value } from '#tests/fixtures/data_process.ts';
import { makeOffer, makePolicy, makeTier } from '#tests/fixtures/decision.ts';
import { enrolCode } from '#tests/fixtures/small_province.ts';
import { allWords } from '#tests/fixtures/words.ts';

const BRANCH = 'b1';
const NOW = Date.now();
const QUARTER = NOW - 80 * DAY_MS;
/** Every tenth is held out; the others put six yuan more on. */
const CUSTOMERS = 2_400;
const BROUGHT = 600;

let db: TestDatabase;
let secret: HubSecret;
let server: ReturnType<typeof createServer>;
let branch: TestProcess;
let clerk: Client;
let manager: Client;

beforeAll(async () => {
  db = await openTestDatabase();
  secret = secretFromMaster(randomBytes(32));
  const tiers = [makeTier({ id: 't', prepay: fen(10_000), cost: fen(1_500), margin: fen(6_000) })];
  await saveEditions(
    db,
    // The customers of a test branch stay as old as they are; the clock does not.
    { version: 'test', offers: [makeOffer({ id: 'plain', tiers, maxAgeDays: 36_500 })] },
    makePolicy({ holdoutPercent: 10 }),
  );
  await createTestBranch(db, { code: BRANCH, customers: CUSTOMERS });
  for (const { id, pinHash } of STAFF) {
    await db.execute(sql`update staff set pin_hash = ${pinHash} where id = ${id}`);
  }
  const published = await publishBranch(db, secret, { branch: BRANCH, now: NOW });
  if (!published.ok) throw new Error(published.error.type);
  server = createServer({ database: db, secret, clock: () => Date.now() });
  const hubUrl = await server.listen({ host: '127.0.0.1', port: 0 });
  const code = await enrolCode(db, secret, BRANCH);
  branch = startDataProcess();
  const window = branch.connect();
  value(await window.send('enrol.start', { hubUrl, branch: BRANCH, code }));
  clerk = await clerkAt(branch);
  manager = await managerAt(branch);
});
afterAll(async () => {
  await branch.stop();
  await server.close();
  await db.close();
});

/** Two customers say yes and put on 100 for 50. @returns who they are */
async function claimTwice(): Promise<readonly number[]> {
  const claimed: number[] = [];
  for (let customer = 1; claimed.length < 2; customer += 1) {
    const visit = value(
      await clerk.send('visit.start', { customer, purpose: 'top-up', intended: 5_000 }),
    );
    if (visit.proposals.length === 0) continue;
    value(await clerk.send('visit.answer', answerInput(visit, 'accepted')));
    value(await clerk.send('visit.finish', { visit: visit.visit, prepaid: 10_000, gifts: [] }));
    claimed.push(customer);
  }
  value(await clerk.send('sync.now', {}));
  return claimed;
}

/** @returns who heard a sentence */
async function addQuarter(): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    sql`select id from customer where branch = ${BRANCH} order by id`,
  );
  const visits = rows.map(({ id }, index) => ({
    customer: id,
    isHeldOut: index % 10 === 0,
    isAccepted: false,
    prepaid: 3_000 + ((index * 7_919) % 4_000) + (index % 10 === 0 ? 0 : BROUGHT),
    usualTopUp: 5_000,
  }));
  await addTestQuarter(db, BRANCH, visits, QUARTER);
  await db.execute(sql`
    insert into top_up (customer, serial, at, until, amount)
    select v.customer, 'q' || v.customer, ${QUARTER + DAY_MS}, ${QUARTER + DAY_MS}, v.prepaid
    from unnest(${visits.map(({ customer }) => customer)}::bigint[],
      ${visits.map(({ prepaid }) => prepaid)}::bigint[]) as v (customer, prepaid)`);
  return visits.flatMap(({ customer, isHeldOut }) => (isHeldOut ? [] : [customer]));
}

/** The log begins before the quarter and goes on past today; of the two claims it has one. */
const addLog = (first: number): Promise<number> =>
  db.execute(sql`
    insert into top_up (customer, serial, at, until, amount)
    values (${first}, 'begin', ${QUARTER - DAY_MS}, ${QUARTER - DAY_MS}, 100),
      (${first}, 'came', ${Date.now()}, ${Date.now()}, 10000),
      (${first}, 'end', ${NOW + 3 * DAY_MS}, ${NOW + 3 * DAY_MS}, 100)`);

function shown(view: SettledView, language: Language): string {
  const i18n = allWords(language);
  const locale = { language, currency: 'CNY', timeZone: 'Asia/Shanghai' } as const;
  const figures = createElement(SettledFigures, { view });
  const page = createElement(LocaleProvider, { value: locale }, figures);
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n }, page))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

/** What HQ found by now, as the manager's page has it after the next round. */
async function publish(): Promise<SettledView> {
  await publishFigures(
    db,
    [await measureEffect(db, { currency: 'CNY', days: 30, by: 'branch' })],
    {},
  );
  const published = await publishBranch(db, secret, { branch: BRANCH, now: Date.now() });
  if (!published.ok) throw new Error(published.error.type);
  value(await manager.send('sync.now', {}));
  return value(await manager.send('report.settled', { day: null }));
}

it('claimed, settled and effect reach the page of the manager, each with its sentence', async () => {
  const [first = 0] = await claimTwice();
  const saying = await addQuarter();
  await addLog(first);
  await settleAll(db);
  const view = await publish();
  const result = view.effect?.result;
  if (result?.type !== 'figure') throw new Error(JSON.stringify(view.effect));
  expect([result.said, result.heldOut]).toEqual([CUSTOMERS * 0.9, CUSTOMERS * 0.1]);
  expect(result.live.low).toBeLessThan(BROUGHT);
  expect(result.live.high).toBeGreaterThan(BROUGHT);
  const chinese = shown(view, 'zh-CN');
  expect(chinese).toContain('申报 +100 元 各窗口共 2 笔');
  expect(chinese).toContain('到账 +50 元 1 笔在充值流水里查到，1 笔没查到。');
  expect(chinese).toContain(
    '真正多存 听到推荐的客户，30 天里每位比抽签不推荐的多存 3.80元 到 8.60元。',
  );
  expect(shown(view, 'en')).toContain('between ¥3.80 and ¥8.60 more each over 30 days');

  // One yuan of the six is left.
  await db.execute(sql`
    update top_up set amount = amount - 500
    where serial like 'q%' and customer = any(${saying}::bigint[])`);
  const unsure = await publish();
  expect(shown(unsure, 'zh-CN')).toMatch(/多存 −1\.\d0元 到 3\.\d0元.*约再要 [\d,]+ 位客户/);
  expect(shown(unsure, 'en')).toMatch(/not certain yet: about [\d,]+ more customers needed/);
});
