// npm run bench -- look [VISITS]: hub look over a quarter of a province on PostgreSQL.
import { spawnSync } from 'node:child_process';
import { type Database, sql } from '#hub/db/database.ts';
import { lookLines } from '#hub/cli/look.ts';
import { readCurrencies } from '#hub/db/branch.ts';
import { lookAt, LOOKS } from '#hub/db/look.ts';
import { migrate } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { startPostgres } from '#tools/setup/postgres.mjs';
import { peakMemory } from '#tests/fixtures/peak_memory.ts';
import { tellFigure } from './tell_figure.ts';

const MOST_SECONDS = 60;
const MOST_MB = 500;
const AT = Date.UTC(2026, 6, 1);
const DAY = 86_400_000;
/** Visits of a window's day; the branches are as many as it takes. */
const OF_DAY = 40;
const DAYS = 90;

const [first = '400000', url] = process.argv.slice(2);
if (first === 'measure') await measureHere(url ?? '');
else await run(Number(first));

type Measured = {
  readonly seconds: number;
  readonly peak: number;
  /** Visits. */
  readonly kinds: Readonly<Record<string, number>>;
};

/** In a process of its own, so that the peak is that of the command. */
async function measureHere(address: string): Promise<void> {
  const db = await openDatabase({ url: address });
  const currencies = await readCurrencies(db);
  const start = performance.now();
  const kinds: Record<string, number> = {};
  const all = await lookAt(db, {});
  for (const look of LOOKS) {
    const found = all.filter((one) => one.look === look);
    lookLines(look, found, 3, currencies);
    kinds[look] = found.length;
  }
  const seconds = (performance.now() - start) / 1000;
  await db.close();
  const peak = peakMemory();
  process.stdout.write(JSON.stringify({ seconds, peak, kinds } satisfies Measured));
}

async function run(visits: number): Promise<void> {
  const postgres = await startPostgres();
  try {
    const db = await openDatabase({ url: postgres.url });
    await migrate(db, MIGRATIONS);
    const expected = await fill(db, visits);
    await db.close();
    const ran = spawnSync(process.execPath, [process.argv[1] ?? '', 'measure', postgres.url], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { seconds, peak, kinds } = JSON.parse(ran.stdout) as Measured;
    for (const [look, found] of Object.entries(kinds)) {
      console.log(`${look}: ${found} visits`);
      const planted = expected[look as keyof typeof expected];
      if (planted !== undefined && planted !== found)
        throw new Error(`${look}: ${planted} were planted`);
    }
    tellFigure({ name: 'look memory', unit: 'MB', figure: peak, digits: 0, target: MOST_MB });
    tellFigure({ name: 'look', unit: 's', figure: seconds, digits: 1, target: MOST_SECONDS });
  } finally {
    await postgres.stop();
  }
}

/**
 * Visits in which a sentence was accepted; every 20th is left after a look, every 50th never ends, every 25th end is taken
 * back and made again, every 30th meant less than half, every 40th gift is unpaid, every 100th amount was asked about.
 */
async function fill(db: Database, visits: number): Promise<Partial<Record<string, number>>> {
  const windows = Math.ceil(visits / (OF_DAY * DAYS));
  await db.execute(sql`
    insert into branch (code, name_zh, name_en, time_zone, currency)
    select 'b' || n, '厅', 'Branch', 'Asia/Shanghai', 'CNY' from generate_series(0, ${windows - 1}::integer) as n`);
  await db.execute(sql`
    insert into device (id, branch, name, token_hash)
    select 'd-' || code, code, code, sha256(code::bytea) from branch`);
  await db.execute(sql`
    insert into customer (branch, account, as_of)
    select 'b' || n % ${windows}, 'A' || n, '2026-06-30' from generate_series(1, ${visits}::integer) as n`);
  const facts = JSON.stringify(
    Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`fact${at}`, at])),
  );
  await db.script(`
    create temp table v as
    select id as n, branch, 'd-' || branch as device, gen_random_uuid()::text as visit, gen_random_uuid() as decision,
      gen_random_uuid() as ended, id / ${windows} % ${DAYS} as on_day, id % 20 = 0 as is_left, id % 50 = 1 as is_open,
      ${AT}::bigint + (id / ${windows} % ${DAYS}) * ${DAY}::bigint + (id / ${windows} / ${DAYS}) % ${OF_DAY} * 600000 as at
    from customer;
    create temp table e (place integer, v bigint, id uuid, kind text, at bigint, payload jsonb);
    insert into e select 1, n, gen_random_uuid(), 'visit.started', at, jsonb_build_object('visit', visit, 'customer', n,
      'purpose', 'top-up', 'intended', case when n % 30 = 2 then 1000 else 5000 end) from v;
    insert into e select 2, n, decision, 'decision.made', at + 1000, jsonb_build_object('visit', visit, 'customer', n,
      'engine', '5.0.0', 'catalog', 'test', 'policy', 'test', 'proposals', '[]'::jsonb, 'inputs',
      (jsonb_build_object('facts', '${facts}'::jsonb || jsonb_build_object('usualTopUp', 5000)))::text)
      from v where not is_left;
    insert into e select 3, n, gen_random_uuid(), 'answer.recorded', at + 20000, jsonb_build_object('visit', visit,
      'customer', n, 'decision', decision, 'offer', 'plain', 'tier', 't', 'treatment', 'say', 'asks', 10000,
      'answer', case when n % 40 = 3 then 'declined' else 'accepted' end) from v where not is_left;
    insert into e select 4, n, ended, 'visit.finished', at + 30000, jsonb_build_object('visit', visit, 'customer', n,
      'purpose', 'top-up', 'intended', 5000, 'prepaid', 10000,
      'gifts', case when n % 40 in (3, 4) then '[{"gift":"umbrella","count":1}]'::jsonb else '[]'::jsonb end)
      || case when n % 100 = 5 then '{"askedBack":{"usual":5000,"askAbove":9000}}'::jsonb else '{}'::jsonb end
      from v where not is_left and not is_open;
    insert into e select 5, n, gen_random_uuid(), 'event.undone', at + 40000, jsonb_build_object('visit', visit,
      'undoes', ended) from v where n % 25 = 6 and not is_left and not is_open;
    insert into e select 6, n, gen_random_uuid(), 'visit.finished', v.at + 50000, payload from e join v on v.n = e.v
      where place = 4 and n % 25 = 6;
    insert into event (id, device, branch, sequence, kind, payload, at, day, staff)
    select e.id, device, branch, row_number() over (partition by device order by n, place), kind, payload, e.at,
      date '2026-07-01' + on_day::integer, 'c' || n % 3
    from e join v on v.n = e.v;
    insert into claim (visit, branch, customer, day, at, staff, offer, treatment, claimed, settled, state)
    select visit, branch, n, date '2026-07-01' + on_day::integer, at, 'c' || n % 3, 'plain', 'say', 5000,
      0, case when n % 10 = 7 then 'not-found' else 'settled' end
    from v where not is_left and not is_open and n % 40 <> 3;
    analyze`);
  const [counted] = await db.query<Record<string, number>>(sql`
    select count(*) filter (where not is_left and not is_open and n % 30 = 2 and n % 40 <> 3) as meant,
      count(*) filter (where not is_left and not is_open and n % 40 <> 3 and n % 10 = 7) as missing,
      count(*) filter (where not is_left and not is_open and n % 40 = 3) as unpaid,
      count(*) filter (where not is_left and not is_open and n % 100 = 5) as unusual,
      count(*) filter (where not is_left and not is_open and n % 25 = 6) as back
    from v`);
  return {
    'meant-little': counted?.['meant'],
    'not-settled': counted?.['missing'],
    'gift-unpaid': counted?.['unpaid'],
    unusual: counted?.['unusual'],
    'taken-back': counted?.['back'],
  };
}
