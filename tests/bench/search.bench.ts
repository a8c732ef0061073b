// Search in the data process over the raw prepared statement on the same pack of a million customers.
// oxlint-disable-next-line import/default -- a CommonJS module; its only export is the default one
import type Database from 'better-sqlite3-multiple-ciphers';
import { createCustomerHandlers } from '#electron/data/commands/customer_commands.ts';
import type { Caller } from '#electron/port/handlers.ts';
import { createRandom } from '#shared/base/random.ts';
import type { SearchAnswer } from '#shared/contract/view_customer.ts';
import { contextOfPack, openPackRaw } from './large_pack.ts';
import { percentile } from './percentile.ts';
import { millionCustomers } from './million.ts';
import { tellFigure } from './tell_figure.ts';

const CUSTOMERS = Number(process.argv[2] ?? 1_000_000);
const QUERIES = 4_000;
const ROUNDS = Number(process.argv[3] ?? 5);

const file = millionCustomers(CUSTOMERS);
const handlers = createCustomerHandlers(contextOfPack(file));
const raw = openPackRaw(file);
const CLERK: Caller = {
  port: 1,
  session: { staff: 'c1', name: '李梅', role: 'clerk' },
};

type Column =
  | 'phone_key'
  | 'phone_back'
  | 'account_key'
  | 'id_tail'
  | 'name_key'
  | 'pinyin'
  | 'initials';
type Query = {
  readonly typed: string;
  /** As the column has it. */
  readonly value: string;
  readonly column: Column;
  readonly isExact: boolean;
};
type Row = Readonly<Record<Column | 'phone' | 'account' | 'name', string>>;
type RawRow = { readonly id: number };

const statements = new Map<string, Database.Statement<unknown[], RawRow>>();
const queries = drawQueries(QUERIES);
/** By query, the quickest of its rounds: what the work takes when nothing else has the processor. */
const ours: number[] = [];
const theirs: number[] = [];
const byColumn = new Map<Column, { ours: number[]; theirs: number[] }>();

for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [index, query] of queries.entries()) {
    // Turn by turn, so that neither side always finds the pages that the other has just read.
    const isFirst = (index + round) % 2 === 0;
    const early = isFirst ? timeOurs(query) : null;
    const bare = timeRaw(query);
    const answer = early ?? timeOurs(query);
    // Lets the audit log write its batches, as the loop of the data process does.
    if (index % 500 === 0) await new Promise((resolve) => setTimeout(resolve, 600));
    // The first round warms up and is verified.
    if (round === 0) verify(query, answer.value, bare.value);
    else {
      ours[index] = Math.min(ours[index] ?? answer.ms, answer.ms);
      theirs[index] = Math.min(theirs[index] ?? bare.ms, bare.ms);
    }
  }
}
for (const [index, query] of queries.entries()) {
  const both = byColumn.get(query.column) ?? { ours: [], theirs: [] };
  both.ours.push(ours[index] ?? Number.NaN);
  both.theirs.push(theirs[index] ?? Number.NaN);
  byColumn.set(query.column, both);
}

const inMicros = (ms: number): string => `${(ms * 1000).toFixed(0)} us`;
for (const [column, times] of [...byColumn, ['all', { ours, theirs }] as const]) {
  console.log(
    `${column}: ours p50=${inMicros(percentile(times.ours, 0.5))} p99=${inMicros(percentile(times.ours, 0.99))}, ` +
      `raw p50=${inMicros(percentile(times.theirs, 0.5))} p99=${inMicros(percentile(times.theirs, 0.99))}`,
  );
}
const ratio = percentile(ours, 0.99) / percentile(theirs, 0.99);
tellFigure({ name: 'search', figure: ratio, target: 1.15 });
process.exit();

function timeOurs(query: Query): { ms: number; value: SearchAnswer } {
  const start = performance.now();
  const result = handlers['customer.search']({ text: query.typed }, CLERK);
  const ms = performance.now() - start;
  if (result instanceof Promise || !result.ok) throw new Error('the search failed');
  return { ms, value: result.value };
}

function timeRaw(query: Query): { ms: number; value: readonly RawRow[] } {
  const statement = statementOf(query);
  const start = performance.now();
  const { value: key, isExact } = query;
  const value = isExact ? statement.all(key, 21) : statement.all(key, `${key}\u{10FFFF}`, 21);
  return { ms: performance.now() - start, value };
}

function statementOf({ column, isExact }: Query): Database.Statement<unknown[], RawRow> {
  const known = statements.get(column);
  if (known !== undefined) return known;
  // How a name is said stands beside the customers, in all its readings.
  const columns =
    'select id, account, phone, name, c.pinyin, id_tail, area, since, birth_year from ' +
    (isSaid(column) ? 'reading r cross join customer c on c.id = r.customer' : 'customer c');
  const order =
    column === 'initials'
      ? 'r.initials, r.pinyin, r.customer'
      : isSaid(column)
        ? 'r.pinyin, r.customer'
        : `${column}, id`;
  const value = isSaid(column) ? `r.${column}` : column;
  const statement = raw.prepare<unknown[], RawRow>(
    isExact
      ? `${columns} where ${value} = ? order by birth_year, id limit ?`
      : `${columns} where ${value} >= ? and ${value} < ? order by ${order} limit ?`,
  );
  statements.set(column, statement);
  return statement;
}

function isSaid(column: Column): boolean {
  return column === 'pinyin' || column === 'initials';
}

/** What our search shows holds all that the raw statement finds, up to the page's length. */
function verify(query: Query, answer: SearchAnswer, rows: readonly RawRow[]): void {
  const shown = new Set(answer.hits.map(({ id }) => id));
  if (shown.size === 0) throw new Error(`nothing found for ${query.column}`);
  if (shown.size < 20 && !rows.every(({ id }) => shown.has(id))) {
    throw new Error(`${query.column}: a row of the raw statement is missing`);
  }
  // Who is said in two ways comes twice, and is one.
  if (new Set(rows.map(({ id }) => id)).size > 20 && !answer.hasMore)
    throw new Error(`${query.column}: more was not told`);
}

/** As clerks type: whole numbers, beginnings, last four, names, pinyin, initials, of customers drawn at random. */
function drawQueries(count: number): readonly Query[] {
  const random = createRandom(7);
  const read = raw.prepare<
    unknown[],
    Row
  >(`select phone, phone_key, phone_back, account, account_key,
    id_tail, name, name_key, pinyin, initials from customer where id = ?`);
  const kinds: readonly ((row: Row) => Query)[] = [
    (row) => prefix('phone_key', row.phone, row.phone_key),
    (row) => prefix('phone_key', row.phone.slice(0, 8)),
    (row) => prefix('phone_back', row.phone.slice(-4), row.phone_back.slice(0, 4)),
    (row) => prefix('account_key', row.account, row.account_key),
    (row) => ({ typed: row.id_tail, value: row.id_tail, column: 'id_tail', isExact: true }),
    (row) => prefix('name_key', row.name, row.name_key),
    (row) => prefix('name_key', row.name.slice(0, 2), row.name_key.slice(0, 2)),
    (row) => prefix('pinyin', row.pinyin),
    (row) => prefix('initials', row.initials),
  ];
  const queries: Query[] = [];
  while (queries.length < count) {
    const row = read.get(1 + Math.floor(random() * CUSTOMERS));
    const kind = kinds[Math.floor(random() * kinds.length)];
    if (row === undefined || kind === undefined) continue;
    const query = kind(row);
    if (query.typed !== '') queries.push(query);
  }
  return queries;
}

function prefix(column: Column, typed: string, value = typed): Query {
  return { typed, value, column, isExact: false };
}
