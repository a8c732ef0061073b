// S8 to the end: each choice of leaver, and HQ's own chances, from the files to the words that the clerk reads.
import { randomBytes } from 'node:crypto';
import { createInstance, type TFunction } from 'i18next';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { day, type Day } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import type { Leaver } from '#shared/model/customer.ts';
import { readBranch } from '#hub/db/branch.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { importTestCustomers } from '#hub/import/test_customers.ts';
import { createTestFiles, type TestFiles } from '#hub/import/test_files.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { scoreBranch } from '#hub/score/score_branch.ts';
import { type HubSecret, secretFromMaster } from '#hub/secret.ts';
import { createServer } from '#hub/serve/server.ts';
import { trainChurn } from '#hub/train/train_churn.ts';
import { resources as zh } from '#renderer/app/locales/zh-CN/resources.ts';
import { churnWords } from '#renderer/features/counter/customer/churn_chance.tsx';
import { STAFF } from '#tests/fixtures/branch.ts';
import { clerkAt } from '#tests/fixtures/branch_at_work.ts';
import { startDataProcess, type TestProcess, value } from '#tests/fixtures/data_process.ts';
import { makePolicy } from '#tests/fixtures/decision.ts';
import { enrolCode } from '#tests/fixtures/small_province.ts';

const BRANCH = 'b1';
const TIMEOUT = 240_000;
const WORDS: Readonly<Record<Leaver, string>> = {
  silence: '沉默',
  flag: '离网',
  'contract-end': '到期不续约',
  'port-out': '携号转网',
};

let db: TestDatabase;
let files: TestFiles;
let secret: HubSecret;
let server: ReturnType<typeof createServer> | undefined;
let counter: TestProcess | undefined;
let clerk: Client;
let t: TFunction<'knowledge'>;

beforeAll(async () => {
  db = await openTestDatabase();
  files = await createTestFiles();
  secret = secretFromMaster(randomBytes(32));
  const i18n = createInstance();
  await i18n.init({ lng: 'zh-CN', resources: { 'zh-CN': zh } });
  t = i18n.getFixedT('zh-CN', 'knowledge');
});
afterAll(async () => {
  await counter?.stop();
  await server?.close();
  await files.remove();
  await db.close();
});

const random = createRandom(3);
/** Who uses little and tops up seldom leaves, mostly: in October, in every sense. */
const CUSTOMERS = Array.from({ length: 400 }, (_, at) => {
  const [use, topUps] = [Math.round(200 * random()) + 1, Math.round(9 * random())];
  const score = 2.5 - use / 50 - topUps / 3;
  return { account: `A${1000 + at}`, use, topUps, leaves: random() < 1 / (1 + Math.exp(-score)) };
});
const STAYS = CUSTOMERS.find(({ leaves }) => !leaves)?.account ?? '';
const LEFT = CUSTOMERS.find(({ leaves }) => leaves)?.account ?? '';

const importCustomers = (asOf: Day, lines: readonly string[]) =>
  importTestCustomers(db, files, { branch: BRANCH, asOf }, lines);

const columns = (month: string): string =>
  `账号,通话分钟_${month},充值次数_${month},是否离网,携出日期,合约到期日`;

async function importMonths(): Promise<void> {
  await importCustomers(day('2026-09-30'), [
    columns('2026-09'),
    ...CUSTOMERS.map(({ account, use, topUps }) => `${account},${use},${topUps},否,,2026-10-20`),
  ]);
  await importCustomers(day('2026-10-31'), [
    columns('2026-10'),
    ...CUSTOMERS.map(({ account, use, topUps, leaves }) =>
      leaves
        ? `${account},0,0,是,2026-10-17,2026-10-20`
        : `${account},${use},${topUps},否,,2026-11-20`,
    ),
  ]);
}

async function scoreAndPublish(): Promise<void> {
  const branch = await readBranch(db, BRANCH);
  if (!branch) throw new Error('no branch');
  await scoreBranch(db, branch);
  const published = await publishBranch(db, secret, { branch: BRANCH, now: Date.now() });
  if (!published.ok) throw new Error(published.error.type);
}

async function openCounter(): Promise<void> {
  for (const { id, name, role, pinHash } of STAFF)
    await db.execute(sql`
      insert into staff (branch, id, name, role, pin_hash, active)
      values (${BRANCH}, ${id}, ${name}, ${role}, ${pinHash}, true)`);
  // Else a PIN of HQ's would have to be changed first.
  await db.execute(sql`update branch set is_demo = true where code = ${BRANCH}`);
  await saveEditions(db, { version: 'test', offers: [] }, makePolicy());
  await scoreAndPublish();
  server = createServer({ database: db, secret, clock: () => Date.now() });
  const hubUrl = await server.listen({ host: '127.0.0.1', port: 0 });
  const code = await enrolCode(db, secret, BRANCH);
  counter = startDataProcess();
  value(await counter.connect().send('enrol.start', { hubUrl, branch: BRANCH, code }));
  clerk = await clerkAt(counter);
}

/** What the counter says of the chance. */
async function shown(account: string): Promise<string | null> {
  const { hits } = value(await clerk.send('customer.search', { text: account }));
  const { churn } = value(await clerk.send('customer.open', { id: hits[0]?.id ?? 0 }));
  return churn && [churnWords(churn, t), ...churn.reasons.map(({ zh }) => zh)].join('；');
}

it(
  'S8 says at the counter what HQ counts as leaving, and whose the chance is',
  async () => {
    await importMonths();
    await openCounter();
    expect(await shown(STAYS)).toBeNull();
    for (const leaver of ['silence', 'flag', 'contract-end', 'port-out'] as const) {
      const trained = await trainChurn(db, { branch: BRANCH, leaver, windows: 1 });
      if (!trained.ok) throw new Error(`${leaver}: ${trained.error.type}`);
      await scoreAndPublish();
      value(await clerk.send('sync.now', {}));
      const words = await shown(STAYS);
      expect(words).toMatch(new RegExp(`下月(?:可能)?${WORDS[leaver]}`));
      expect(words).not.toContain('总部的评分');
      expect(await shown(LEFT)).toBeNull();
    }
    await importCustomers(day('2026-10-31'), ['账号,离网可能', `${STAYS},38%`]);
    await scoreAndPublish();
    value(await clerk.send('sync.now', {}));
    expect(await shown(STAYS)).toBe('总部的评分：可能离网 38%');
  },
  TIMEOUT,
);
