// Rows of the file on their way in: temporary tables of this transaction, filled batch by batch.
import type { Database } from '#hub/db/database.ts';
import { type Sql, sql } from '#hub/db/sql.ts';
import { DAY_MS } from '#shared/base/month.ts';
import {
  type Cell,
  type Entity,
  type Field,
  FIELDS,
  isOfCustomers,
  MONTH_FIELDS,
  repeatedField,
} from '#hub/import/fields.ts';
import type { ImportRecord, RowReader } from '#hub/import/record.ts';
import { arrayText } from './array_text.ts';
import { createSameRows } from './same_rows.ts';
import { findPayers, OWN_NAME } from './top_up.ts';
import {
  columnOfField,
  columnType,
  entityColumns,
  joinSql,
  keyColumns,
  nameSql,
} from './columns.ts';

/** Two imports at once would each count the other's new customers as theirs. */
const IMPORT_LOCK = 7_104_220;

export async function createStaging(tx: Database, entity: Entity): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`);
  // The months of a branch are sorted; PGlite's memory is this process's.
  if (tx.kind === 'postgres') await tx.script(`set local work_mem = '64MB'`);
  const columns = entityColumns(entity).map(
    ([name, field]) => sql`${nameSql(name)} ${columnType(field)}`,
  );
  await tx.execute(
    sql`create temp table import_row (row bigint not null, ${joinSql(columns, ',')}) on commit drop`,
  );
  const months = Object.entries(MONTH_FIELDS).map(
    ([name, field]) => sql`${nameSql(name)} ${columnType(field)}`,
  );
  await tx.execute(
    sql`create temp table import_month (row bigint not null, month text not null, ${joinSql(months, ',')}) on commit drop`,
  );
  await tx.execute(sql`
    create temp table import_holding (
      row bigint not null, code text not null, name_zh text not null, name_en text not null, until date,
      is_open boolean not null default false
    ) on commit drop`);
  await createSameRows(tx);
}

export async function stageRecords(
  tx: Database,
  entity: Entity,
  reader: RowReader,
  records: readonly ImportRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const fields = new Map(entityColumns(entity));
  const rows = records.map(({ row }) => row);
  await insert(tx, sql`import_row`, [
    { name: 'row', type: sql`bigint`, values: rows },
    ...reader.fields.map((name, index) =>
      fieldColumn(
        columnOfField(name),
        fields.get(columnOfField(name)),
        records.map(({ values }) => values[index] ?? null),
      ),
    ),
  ]);
  const { rows: rowsOfMonths, months, values } = monthColumns(records, reader.monthFields.length);
  if (months.length > 0) {
    await insert(tx, sql`import_month`, [
      { name: 'row', type: sql`bigint`, values: rowsOfMonths },
      { name: 'month', type: sql`text`, values: months },
      ...reader.monthFields.map((name, index) =>
        fieldColumn(name, MONTH_FIELDS[name], values[index] ?? []),
      ),
    ]);
  }
  const held = records.flatMap(({ row, holdings }) =>
    holdings.map((holding) => ({ row, ...holding })),
  );
  if (held.length > 0) {
    await insert(tx, sql`import_holding`, [
      { name: 'row', type: sql`bigint`, values: held.map(({ row }) => row) },
      { name: 'code', type: sql`text`, values: held.map(({ code }) => code) },
      { name: 'name_zh', type: sql`text`, values: held.map(({ nameZh }) => nameZh) },
      { name: 'name_en', type: sql`text`, values: held.map(({ nameEn }) => nameEn) },
      { name: 'until', type: sql`date`, values: held.map(({ until }) => until) },
    ]);
  }
  const open = records.flatMap(({ row, openHoldings }) =>
    openHoldings.map((code) => ({ row, code })),
  );
  if (open.length > 0) {
    const [rowsOfCodes, codes] = [open.map(({ row: at }) => at), open.map(({ code }) => code)];
    await tx.execute(sql`
      insert into import_holding (row, code, name_zh, name_en, is_open)
      select row, code, '', '', true from unnest(${rowsOfCodes}::bigint[], ${codes}::text[]) as u (row, code)`);
  }
}

/** All months of the records, column by column. */
function monthColumns(records: readonly ImportRecord[], width: number) {
  const rows: number[] = [];
  const months: string[] = [];
  const values: Cell[][] = Array.from({ length: width }, () => []);
  for (const { row, months: own } of records) {
    for (const each of own) {
      rows.push(row);
      months.push(each.month);
      for (let at = 0; at < width; at += 1) values[at]?.push(each.values[at] ?? null);
    }
  }
  return { rows, months, values };
}

type StagedColumn = { readonly name: string; readonly type: Sql; readonly values: readonly Cell[] };

function fieldColumn(
  name: string,
  field: Field | undefined,
  values: readonly Cell[],
): StagedColumn {
  if (!field) throw new Error(`no column ${name} in the staging table`);
  return { name, type: columnType(field), values };
}

async function insert(tx: Database, table: Sql, columns: readonly StagedColumn[]): Promise<void> {
  const names = joinSql(
    columns.map(({ name }) => nameSql(name)),
    ',',
  );
  const arrays = joinSql(
    columns.map(({ type, values }) => sql`${arrayText(values)}::text::${type}[]`),
    ',',
  );
  await tx.execute(
    sql`insert into ${table} (${names}) select ${names} from unnest(${arrays}) as u (${names})`,
  );
}

/** Fills what the file does not hold: `customer`, null where nobody has that account; `at`, UTC ms. */
export async function findCustomers(tx: Database, entity: Entity): Promise<void> {
  if (!isOfCustomers(entity)) return;
  if (entity === 'top_up') return findPayers(tx);
  await tx.script(
    'alter table import_row add column customer bigint, add column at bigint; analyze import_row',
  );
  const at =
    'local_time' in FIELDS[entity]
      ? sql`extract(epoch from s.local_time at time zone b.time_zone) * 1000`
      : sql`null`;
  await tx.execute(sql`
    update import_row s set customer = c.id, at = ${at}
    from customer c join branch b on b.code = c.branch
    where c.branch = s.branch and c.account = s.account`);
}

/** After the last batch, so that the joins that follow are planned on true counts. */
export const analyzeStaging = (tx: Database): Promise<void> =>
  tx.script('analyze import_row; analyze import_month; analyze import_holding');

export type StagedProblem = {
  readonly row: number;
  readonly value: string;
  readonly other: number;
};

/** Every row whose key stands in the file more than once; `other` is another such row. */
export const duplicateRows = (
  tx: Database,
  entity: Entity,
): AsyncIterable<readonly StagedProblem[]> => {
  const keys = joinSql(keyColumns(entity).map(nameSql), ',');
  // A reversal under the number of its top-up has a name of ours.
  const value =
    entity === 'top_up'
      ? sql`case when starts_with(serial, ${OWN_NAME}) then reverses else serial end`
      : nameSql(repeatedField(entity));
  return tx.queryBatches<StagedProblem>(
    sql`
      select row, value, case when row = first then last else first end as other
      from (
        select row, ${value} as value,
          count(*) over same_key as copies, min(row) over same_key as first, max(row) over same_key as last
        from import_row window same_key as (partition by ${keys})
      ) as counted
      where copies > 1 order by row`,
    5_000,
  );
};

export type AlikeAccount = StagedProblem & { readonly like: string };

/**
 * New customers whose account is that of another one but for capitals, blanks or zeros before it: `a1` beside `A1`, `812` beside
 * `00812`. `other`: the row of the other one; 0 where the hub has it.
 */
export async function* findAlikeAccounts(tx: Database): AsyncGenerator<readonly AlikeAccount[]> {
  const isOdd = (of: Sql): Sql => sql`${plainAccount(of)} <> ${of}.account`;
  // Of two that are alike one at least is written in another way than all of them could be.
  const [found] = await tx.query<{ some: boolean }>(sql`
    select exists (select 1 from import_row s where ${isOdd(sql`s`)})
      or exists (select 1 from customer t where ${isOdd(sql`t`)}) as some`);
  if (!found?.some) return;
  await tx.execute(sql`
    create temp table import_fresh on commit drop as
    select s.row, s.branch, s.account, ${plainAccount(sql`s`)} as plain from import_row s
    where not exists (select 1 from customer t where t.branch = s.branch and t.account = s.account)`);
  await tx.script('analyze import_fresh');
  yield* tx.queryBatches<AlikeAccount>(
    sql`
      with alike as (
        select branch, plain, min(account) as first, max(account) as last from import_fresh
        group by branch, plain having min(account) <> max(account))
      select f.row, f.account as value, o.row as other, o.account as like
      from alike a
      join import_fresh f on f.branch = a.branch and f.plain = a.plain
      join import_fresh o on o.branch = a.branch
        and o.account = case when f.account = a.first then a.last else a.first end
      union all
      select f.row, f.account as value, 0 as other, t.account as like
      from import_fresh f join customer t on t.branch = f.branch and ${plainAccount(sql`t`)} = f.plain
      where t.left_on is null and not t.erased
      order by 1`,
    5_000,
  );
}

const plainAccount = (of: Sql): Sql => sql`ltrim(replace(upper(${of}.account), ' ', ''), '0')`;

/** Accounts of 16 digits and more, where none of the file has another digit than 0 beyond the 15th, and chance made few so. */
export const roundedAccounts = (tx: Database): AsyncIterable<readonly StagedProblem[]> =>
  tx.queryBatches<StagedProblem>(
    sql`
      with long as materialized (
        select row, account, account ~ '^[0-9]{15}0+$' as is_round, length(account) - 15 as more
        from import_row where account ~ '^[0-9]{16,}$')
      select row, account as value, 0 as other from long
      where (select bool_and(is_round) and sum(more) > 2 from long) order by row`,
    5_000,
  );

export async function stagedAmong(
  tx: Database,
  rows: readonly number[],
): Promise<readonly number[]> {
  const staged = await tx.query<{ row: number }>(
    sql`select row from import_row where row = any(${rows}::bigint[])`,
  );
  return staged.map(({ row }) => row);
}

/** Rows that name a plan or branch which the hub does not have. */
export const strangerRows = (
  tx: Database,
  column: 'plan' | 'branch',
): AsyncIterable<readonly StagedProblem[]> =>
  tx.queryBatches<StagedProblem>(
    sql`
      select s.row, s.${nameSql(column)} as value, 0 as other from import_row s
      where s.${nameSql(column)} is not null
        and not exists (select 1 from ${nameSql(column)} t where t.code = s.${nameSql(column)})
      order by s.row`,
    5_000,
  );

/** Rows whose account no customer of the branch has. */
export const unknownAccounts = (tx: Database): AsyncIterable<readonly StagedProblem[]> =>
  tx.queryBatches<StagedProblem>(
    sql`
      select row, account as value, 0 as other from import_row where customer is null order by row`,
    5_000,
  );

/** @param day the last that may be, YYYY-MM-DD */
export const laterRows = (
  tx: Database,
  column: 'moment' | 'local_time',
  day: string,
): AsyncIterable<readonly StagedProblem[]> =>
  tx.queryBatches<StagedProblem>(
    sql`
      select row, ${nameSql(column)}::text as value, 0 as other from import_row
      where left(${nameSql(column)}::text, 10) collate "C" > ${day} order by row`,
    5_000,
  );

/** Of the top-up log: a reversal cannot take back itself. */
export const selfReversals = (tx: Database): AsyncIterable<readonly StagedProblem[]> =>
  tx.queryBatches<StagedProblem>(
    sql`
      select row, reverses as value, 0 as other from import_row
      where kind = 'reversal' and reverses <> '' and reverses = serial order by row`,
    5_000,
  );

/** Of the top-up log: rows that the hub has under this serial number, and that are other rows by their day or kind. */
export const otherTopUps = (tx: Database): AsyncIterable<readonly StagedProblem[]> =>
  tx.queryBatches<StagedProblem>(
    sql`
      select s.row, s.serial as value, 0 as other from import_row s
      join top_up t on t.customer = s.customer and t.serial = s.serial
      where abs(s.at - t.at) >= ${DAY_MS}::bigint or (s.kind = 'reversal') <> (t.kind = 'reversal')
      order by s.row`,
    5_000,
  );

/** Chances to leave of at most one percent, where nobody's is more: shares such as 0.35, read as percents. */
export const tinyChances = (tx: Database): AsyncIterable<readonly StagedProblem[]> =>
  tx.queryBatches<StagedProblem>(
    sql`
      select row, (leave_chance / 100.0)::float8::text as value, 0 as other from import_row
      where leave_chance > 0 and (select max(leave_chance) from import_row) <= 100
      order by row`,
    5_000,
  );

export async function unstageRows(tx: Database, rows: readonly number[]): Promise<void> {
  await tx.execute(sql`delete from import_row where row = any(${rows}::bigint[])`);
  await tx.execute(sql`delete from import_month where row = any(${rows}::bigint[])`);
  await tx.execute(sql`delete from import_holding where row = any(${rows}::bigint[])`);
}

export async function stagedBranches(tx: Database): Promise<readonly string[]> {
  const rows = await tx.query<{ branch: string }>(
    sql`select distinct branch from import_row where branch is not null order by branch`,
  );
  return rows.map(({ branch }) => branch);
}
