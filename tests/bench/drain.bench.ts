// npm run bench -- drain [CUSTOMERS]: events a second into PostgreSQL, signed and sealed through the hub's HTTP and vetted, over
// the same rows put into the same table by one bare statement a batch. The client is in the same process.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVoice } from '#electron/data/sync/conversation.ts';
import { createDeviceKeys, publicKeysOf } from '#electron/data/sync/device_keys.ts';
import { createHubClient, type HubClient } from '#electron/data/sync/hub_client.ts';
import { createLine } from '#electron/line/line.ts';
import { eventsAtOnce, fitting } from '#electron/data/sync/send_events.ts';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { day } from '#shared/base/month.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import { EVENTS_PER_BATCH, EVENTS_TAKEN } from '#shared/wire/protocol.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { type Database, sql } from '#hub/db/database.ts';
import { migrate } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { loadProvince } from '#hub/demo/load_province.ts';
import { addQuarter } from '#hub/demo/quarter/add_quarter.ts';
import { secretFromMaster } from '#hub/secret.ts';
import { hashToken } from '#hub/serve/enrol.ts';
import { createServer } from '#hub/serve/server.ts';
import { startPostgres } from '#tools/setup/postgres.mjs';
import { median } from './median.ts';
import { tellFigure } from './tell_figure.ts';

const TARGET = 0.5;
const ROUNDS = 5;
const TODAY = day('2026-11-18');
const NOW = Date.parse(`${TODAY}T16:00:00Z`);
const DEVICE = 'demo-quarter-CD01';
const customers = Number(process.argv[2] ?? '3000');

const secret = secretFromMaster(randomBytes(32));
const keys = createDeviceKeys();
const token = randomBytes(32).toString('base64url');
const postgres = await startPostgres();
const urlOf = (name: string): string => {
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  return url.href;
};
const admin = await openDatabase({ url: postgres.url, connections: 1 });
try {
  const { branch, events } = await makeTemplate();
  const batches = batchesOf(events);
  const expected = canonicalJson(events as unknown as Json);
  const raw: number[] = [];
  const hub: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    raw.push(await timed(expected, (db) => insertRaw(db, branch, batches)));
    hub.push(await timed(expected, (db) => drain(db, batches)));
  }
  const perSecond = (seconds: readonly number[]): number => events.length / median(seconds);
  process.stdout.write(
    `${events.length} events in ${batches.length} batches: raw ${perSecond(raw).toFixed(0)} a second, through the hub ${perSecond(hub).toFixed(0)}\n`,
  );
  tellFigure({
    name: 'drain',
    figure: perSecond(hub) / perSecond(raw),
    digits: 3,
    atLeast: TARGET,
  });
} finally {
  await admin.close();
  await postgres.stop();
}

/** A province at HQ, and what its counter recorded in two months and has not sent. */
async function makeTemplate(): Promise<{ branch: string; events: readonly EventEnvelope[] }> {
  await admin.script('create database template_of_drain');
  const db = await openDatabase({ url: urlOf('template_of_drain') });
  const folder = await mkdtemp(join(tmpdir(), 'drain-'));
  try {
    await migrate(db, MIGRATIONS);
    const read = await loadCatalogFolder(shippedCatalogFolder());
    if (!read.ok) throw new Error('the shipped catalog is faulty');
    await saveEditions(db, read.value.catalog, read.value.policy);
    await loadProvince(db, { seed: 3, customers, branches: 1, today: TODAY });
    const options = { seed: 5, today: TODAY, brings: 3_000, takes: 0.2, invents: 0, objects: 0 };
    await addQuarter(db, join(folder, 'log.csv'), options);
    const events = await readEvents(db);
    const [{ branch } = { branch: '' }] = await db.query<{ branch: string }>(
      sql`select branch from device where id = ${DEVICE}`,
    );
    const known = publicKeysOf(keys);
    for (const table of [
      sql`event`,
      sql`stale_visit`,
      sql`visit_line`,
      sql`branch_day`,
      sql`device_whole`,
    ]) {
      await db.execute(sql`delete from ${table}`);
    }
    await db.execute(sql`
      update device set token_hash = ${hashToken(token)}, sign_key = ${Buffer.from(known.sign, 'base64')},
        seal_key = ${Buffer.from(known.seal, 'base64')}
      where id = ${DEVICE}`);
    await db.script('vacuum analyze');
    return { branch, events };
  } finally {
    await db.close();
    await rm(folder, { recursive: true });
  }
}

function readEvents(db: Database): Promise<readonly EventEnvelope[]> {
  return db.query<EventEnvelope>(sql`
    select id, device, sequence, kind, payload, at, day::text as day, staff
    from event where device = ${DEVICE} order by sequence`);
}

/** As the counter cuts its outbox while answers come quickly. */
function batchesOf(events: readonly EventEnvelope[]): readonly (readonly EventEnvelope[])[] {
  const batches: (readonly EventEnvelope[])[] = [];
  for (let at = 0; at < events.length;) {
    const atOnce = at === 0 ? EVENTS_PER_BATCH : eventsAtOnce(EVENTS_TAKEN);
    const batch = fitting(events.slice(at, at + atOnce));
    batches.push(batch);
    at += batch.length;
  }
  return batches;
}

/** In a copy of the database that nobody used before. @returns seconds; what is there afterwards is compared, untimed */
async function timed(expected: string, work: (db: Database) => Promise<number>): Promise<number> {
  await admin.script('create database round_of_drain template template_of_drain');
  const db = await openDatabase({ url: urlOf('round_of_drain') });
  try {
    const seconds = await work(db);
    const held = canonicalJson((await readEvents(db)) as unknown as Json);
    if (held !== expected) throw new Error('HQ does not hold what was sent');
    return seconds;
  } finally {
    await db.close();
    await admin.script('drop database round_of_drain with (force)');
  }
}

async function insertRaw(
  db: Database,
  branch: string,
  batches: readonly (readonly EventEnvelope[])[],
): Promise<number> {
  const begun = performance.now();
  for (const batch of batches) {
    await db.execute(sql`
      insert into event (id, device, branch, sequence, kind, payload, at, day, staff)
      select t.id, t.device, ${branch}, t.sequence, t.kind, t.payload::jsonb, t.at, t.day, t.staff
      from unnest(
        ${batch.map((event) => event.id)}::uuid[], ${batch.map((event) => event.device)}::text[],
        ${batch.map((event) => event.sequence)}::bigint[], ${batch.map((event) => event.kind)}::text[],
        ${batch.map((event) => JSON.stringify(event.payload))}::text[],
        ${batch.map((event) => event.at)}::bigint[], ${batch.map((event) => event.day)}::date[],
        ${batch.map((event) => event.staff)}::text[])
        as t (id, device, sequence, kind, payload, at, day, staff)`);
  }
  return (performance.now() - begun) / 1_000;
}

async function drain(
  database: Database,
  batches: readonly (readonly EventEnvelope[])[],
): Promise<number> {
  const server = createServer({ database, secret, clock: () => NOW });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const client: HubClient = createHubClient(url, {
    token,
    voice: createVoice(keys, { sign: secret.publicKey, seal: secret.sealKey }),
    line: createLine({ authority: null, proxy: null }),
  });
  try {
    const begun = performance.now();
    await sendAll(client, batches);
    return (performance.now() - begun) / 1_000;
  } finally {
    await server.close();
  }
}

/** As the counter does on a quick line: two batches under way, from when the hub said that it takes them. */
async function sendAll(
  client: HubClient,
  batches: readonly (readonly EventEnvelope[])[],
): Promise<void> {
  const answers: Promise<void>[] = [];
  let previous: string | null = null;
  for (const [index, batch] of batches.entries()) {
    await (index === 1 ? answers[0] : answers.at(-2));
    let onSent: (batch: string) => void = nothing;
    const sent = new Promise<string>((resolve) => {
      onSent = resolve;
    });
    const way = { isAhead: index > 1, onSent };
    const answer = client.sendEvents(batch, previous, new AbortController().signal, way);
    answers.push(answer.then((come) => checkAnswer(come, batch.length)));
    previous = await sent;
  }
  await Promise.all(answers);
}

function checkAnswer(answer: Awaited<ReturnType<HubClient['sendEvents']>>, events: number): void {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  const { stored, quarantined } = answer.value;
  if (stored.length !== events) throw new Error(JSON.stringify(quarantined.slice(0, 3)));
}

function nothing(): void {
  // Set before it is called.
}
