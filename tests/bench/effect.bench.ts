// npm run bench -- effect [CUSTOMERS]: hub effect by the operator's log on PostgreSQL, five rows of the log a customer.
import { spawnSync } from 'node:child_process';
import { saveEditions } from '#hub/db/catalog.ts';
import { sql } from '#hub/db/database.ts';
import { migrate } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { measureEffect } from '#hub/effect/measure.ts';
import { makeOffer, makePolicy, makeTier } from '#tests/fixtures/decision.ts';
import { startPostgres } from '#tools/setup/postgres.mjs';
import { peakMemory } from '#tests/fixtures/peak_memory.ts';
import { tellFigure } from './tell_figure.ts';

const MOST_SECONDS = 60;
const MOST_MB = 500;
const AT = Date.UTC(2026, 6, 1);
const DAY = 86_400_000;

const [first = '1000000', url] = process.argv.slice(2);
if (first === 'measure') await measureHere(url ?? '');
else await run(Number(first));

/** In a process of its own, so that the peak is that of the command. */
async function measureHere(address: string): Promise<void> {
  const db = await openDatabase({ url: address });
  const start = performance.now();
  const { basis, all } = await measureEffect(db, { currency: 'CNY', days: 30, by: 'branch' });
  const seconds = (performance.now() - start) / 1000;
  await db.close();
  if (!all.result.ok) throw new Error(JSON.stringify(all.result.error));
  const { effect, said, heldOut } = all.result.value;
  const peak = peakMemory();
  const units = said.units + heldOut.units;
  process.stdout.write(JSON.stringify({ basis, seconds, peak, effect, units }));
}

async function run(customers: number): Promise<void> {
  const postgres = await startPostgres();
  try {
    const db = await openDatabase({ url: postgres.url });
    await migrate(db, MIGRATIONS);
    const offer = makeOffer({ id: 'plain', tiers: [makeTier({ id: 't', cost: 1_500 })] });
    await saveEditions(db, { version: 'test', offers: [offer] }, makePolicy({ holdoutPercent: 5 }));
    await fill(db, customers);
    await db.close();
    const script = process.argv[1] ?? '';
    const ran = spawnSync(process.execPath, [script, 'measure', postgres.url], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const found = JSON.parse(ran.stdout) as Record<'seconds' | 'peak' | 'effect' | 'units', number>;
    // Every twentieth is held out; the others are given six yuan.
    if (found.units !== customers || Math.abs(found.effect - 600) > 60)
      throw new Error(`not what was planted: ${ran.stdout}`);
    tellFigure({
      name: 'effect memory',
      unit: 'MB',
      figure: found.peak,
      digits: 0,
      target: MOST_MB,
    });
    tellFigure({
      name: 'effect',
      unit: 's',
      figure: found.seconds,
      digits: 1,
      target: MOST_SECONDS,
    });
  } finally {
    await postgres.stop();
  }
}

/** Ten branches; one decision a customer with inputs of the real size, five top-ups, and visits of two months. */
async function fill(
  db: Awaited<ReturnType<typeof openDatabase>>,
  customers: number,
): Promise<void> {
  await db.execute(sql`
    insert into branch (code, name_zh, name_en, time_zone, currency)
    select 'b' || n, '厅', 'Branch', 'Asia/Shanghai', 'CNY' from generate_series(0, 9) as n`);
  await db.execute(sql`
    insert into device (id, branch, name, token_hash)
    select 'd-' || code, code, code, sha256(code::bytea) from branch`);
  await db.execute(sql`
    insert into customer (branch, account, as_of)
    select 'b' || n % 10, 'A' || n, '2026-06-30' from generate_series(1, ${customers}::integer) as n`);
  const facts = JSON.stringify(
    Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`fact${at}`, at])),
  );
  await db.execute(sql`
    insert into event (id, device, branch, sequence, kind, payload, at, day, staff)
    select gen_random_uuid(), 'd-' || c.branch, c.branch, c.id, 'decision.made',
      jsonb_build_object('customer', c.id, 'engine', '4.0.0', 'catalog', 'test', 'policy', 'test',
        'proposals', case when c.id / 10 % 20 = 0 then '[]'::jsonb else said.list end,
        'inputs', (jsonb_build_object('facts', ${facts}::jsonb || jsonb_build_object('usualTopUp', 5000, 'arpu3', 4000 + c.id % 4000))
          || case when c.id / 10 % 20 = 0 then jsonb_build_object('ghosts', said.list) else '{}'::jsonb end)::text),
      ${AT}::bigint + c.id % 60 * ${DAY}::bigint, '2026-07-01', 'c1'
    from customer c,
      (select '[{"offer":"plain","tier":"t","treatment":"say","score":1}]'::jsonb as list) as said`);
  await db.execute(sql`
    insert into top_up (customer, serial, at, until, amount)
    select c.id, n::text, w.at, w.at, case when n = 3 and c.id / 10 % 20 <> 0 then 3600 else 3000 end + (c.id * n * 7919) % 997
    from customer c, generate_series(1, 5) as n,
      lateral (select ${AT}::bigint + (c.id % 60 + n * 5 - 6) * ${DAY}::bigint + 1 as at) as w`);
  await db.execute(sql`
    insert into top_up (customer, serial, at, until, amount)
    select min(id), 'last', ${AT + 100 * DAY}, ${AT + 100 * DAY}, 1 from customer group by branch`);
  await db.execute(sql`
    insert into top_up (customer, serial, at, until, amount)
    select min(id), 'first', ${AT - DAY}, ${AT - DAY}, 1 from customer group by branch`);
  await db.script('analyze');
}
