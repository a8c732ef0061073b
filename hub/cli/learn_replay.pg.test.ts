// `hub learn` and `hub replay` as HQ types them: reports and exit codes.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { uuid7 } from '#shared/base/id.ts';
import type { Instant } from '#shared/base/month.ts';
import { decide, decisionText } from '#shared/engine/decide.ts';
import { ENGINE_VERSION } from '#shared/engine/engine_version.ts';
import type { Policy } from '#shared/model/policy.ts';
import {
  makeCatalog,
  makeContext,
  makeFacts,
  makeOffer,
  makePolicy,
  NO_ANSWERS,
} from '#tests/fixtures/decision.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { migrate } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { createTestDevice } from '#hub/learn/test_device.ts';
import { buildHub, runHub } from './test_process.ts';

/** Each command is a process that opens the embedded database. */
const PROCESSES_MS = 240_000;

const NOW = Date.UTC(2026, 10, 18, 2) as Instant;
let folder: string;

beforeAll(async () => {
  await buildHub();
  folder = await mkdtemp(join(tmpdir(), 'hub-learn-'));
});
afterAll(() => rm(folder, { recursive: true }));

const hub = (...args: string[]) =>
  runHub([...args, '--data', folder], { DATABASE_URL: '', HUB_SECRET_FILE: '' });

/**
 * A branch whose device decided twice and was answered once.
 * @param tampered with another digest the second time
 * @param engine under whose name they are stored
 */
async function storeDecisions(
  device: string,
  tampered: boolean,
  engine: string = ENGINE_VERSION,
): Promise<void> {
  const db = await openDatabase({ folder });
  await migrate(db, MIGRATIONS);
  if (device === 'dev-1') await createTestBranch(db, { code: 'b1', customers: 1 });
  const policy: Policy = makePolicy();
  const offer = makeOffer();
  const saved = await saveEditions(db, { version: 'test', offers: [offer] }, policy);
  if (!saved.ok) throw new Error(saved.error.version);
  const inputs = { facts: makeFacts(), context: makeContext() };
  const decision = decide(
    inputs,
    { catalog: makeCatalog(offer), policy, beliefs: NO_ANSWERS },
    NOW,
    7,
  );
  const digest = createHash('sha256').update(decisionText(decision)).digest('hex');
  const on = await createTestDevice(db, 'b1', device, NOW);
  const visit = uuid7(NOW, randomBytes(10));
  const { catalog, beliefs, seed } = decision;
  const proposals = decision.proposals.map(({ tier, treatment, score }) => ({
    offer: offer.id,
    tier,
    treatment,
    score,
  }));
  const [first] = [digest, tampered ? '0'.repeat(64) : digest].map((each) =>
    on.record('decision.made', {
      visit,
      customer: 1,
      engine,
      catalog,
      policy: decision.policy,
      beliefs,
      seed,
      proposals,
      silence: null,
      inputs: canonicalJson(inputs as unknown as Json),
      digest: each,
    }),
  );
  on.record('answer.recorded', {
    visit,
    customer: 1,
    decision: first?.id ?? visit,
    offer: offer.id,
    tier: 't',
    treatment: 'say',
    answer: 'accepted',
    declineReason: null,
    notSaidReason: null,
    laterOn: null,
  });
  await on.send();
  await db.close();
}

test(
  'an empty hub has learned nothing and has nothing to decide again',
  async () => {
    const learned = await hub('learn');
    expect(learned).toMatchObject({ code: 0 });
    expect(learned.stdout).toMatch(/^beliefs [0-9a-f]{16} \(new\): 0 answers in 0 cells\n/);
    const replayed = await hub('replay');
    expect(replayed).toMatchObject({ code: 0 });
    expect(replayed.stdout).toMatch(/^engine [\d.]+: 0 decisions, 0 the same, 0 different\n$/);
  },
  PROCESSES_MS,
);

test(
  'learned, decided again, and told when somebody touched it',
  async () => {
    await storeDecisions('dev-1', false);
    const learned = await hub('learn');
    expect(learned.stdout).toContain('plain / say: 1 of 1');
    expect((await hub('learn', '--json')).stdout).toContain('"isNew":false');
    const whole = await hub('replay', '--branch', 'b1');
    expect(whole).toMatchObject({ code: 0 });
    expect(whole.stdout).toContain('2 decisions, 2 the same, 0 different');

    await storeDecisions('dev-3', false, '2.0.0');
    const older = await hub('replay');
    expect(older).toMatchObject({ code: 0 });
    expect(older.stdout).toContain(
      'dev-3 2026-11-18, decided by engine 2.0.0\n  the same sentences',
    );
    expect(older.stdout).toContain('4 decisions, 2 the same, 0 different\n  2 decided by an older');
    expect(older.stdout).toContain(
      '0 would be the same, 2 not\n    since 3.0.0: rules that differ',
    );

    await storeDecisions('dev-2', true);
    const touched = await hub('replay');
    expect(touched).toMatchObject({ code: 1 });
    expect(touched.stdout).toContain('dev-2 2026-11-18\n  the same sentences, but another reason');
    expect(touched.stdout).toContain('6 decisions, 3 the same, 1 different');
  },
  PROCESSES_MS,
);

test('wrong usage ends with 2, an unknown branch with 1', async () => {
  const codes = await Promise.all(
    [
      ['replay', '--since', 'yesterday'],
      ['replay', '--limit', '0'],
    ].map(async (args) => (await hub(...args)).code),
  );
  expect(codes).toEqual([2, 2]);
  expect((await hub('replay', '--branch', 'nowhere')).code).toBe(1);
});
