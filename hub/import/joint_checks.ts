// What only shows when all rows are in: keys that repeat; plans, branches and customers that the hub does not know; and
// times that are still to come.
import type { Day } from '#shared/base/month.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { Database } from '#hub/db/database.ts';
import { listBranches } from './db/branches.ts';
import {
  duplicateRows,
  findAlikeAccounts,
  laterRows,
  otherTopUps,
  roundedAccounts,
  selfReversals,
  stagedAmong,
  type StagedProblem,
  stagedBranches,
  strangerRows,
  tinyChances,
  unknownAccounts,
  unstageRows,
} from './db/staging.ts';
import { repeatedMonths } from './db/month_rows.ts';
import { ROUNDED_IDENTITY } from './code_text.ts';
import type { ImportError } from './errors.ts';
import { FIELDS, isOfCustomers, repeatedField } from './fields.ts';
import { type ImportMap, mapCurrency } from './map.ts';
import type { BadCell, RowReader } from './record.ts';

/** When it was, of a row that tells of something that happened. */
const TIMES: Partial<Record<ImportMap['entity'], 'moment' | 'local_time'>> = {
  top_up: 'moment',
  visit_record: 'local_time',
};

const alike = (other: number, like: string): LocalText => {
  const [zh, en] =
    other === 0 ? ['库中有', 'the hub has'] : [`第 ${other} 行是`, `row ${other} has`];
  return {
    zh: `与别人不同的账号（${zh} ${like}，只差大小写或前面的 0；确是两位客户时，请在映射中写 alike_accounts: kept）`,
    en: `an account of its own (${en} ${like}, another only by capitals or zeros before it; where these are two customers, say alike_accounts: kept in the map)`,
  };
};

export type BadRows = { readonly rows: ReadonlyMap<number, BadCell> };

/** The rows found are taken out of the staging tables. @param today the latest day anywhere; left out: all times pass */
export async function findBadRowsTogether(
  tx: Database,
  map: ImportMap,
  reader: RowReader,
  today: Day | undefined,
): Promise<Result<BadRows, ImportError>> {
  const rows = new Map<number, BadCell>();
  const collect = async (
    found: AsyncIterable<readonly StagedProblem[]>,
    field: string,
    expected: (problem: StagedProblem) => LocalText,
  ): Promise<void> => {
    for await (const batch of found) {
      for (const problem of batch) {
        if (rows.has(problem.row)) continue;
        const column = reader.columnOf(field);
        rows.set(problem.row, {
          row: problem.row,
          column,
          value: problem.value,
          expected: expected(problem),
        });
      }
    }
  };
  const hasBranch = 'branch' in FIELDS[map.entity];
  if (hasBranch) {
    await collect(strangerRows(tx, 'branch'), 'branch', () => ({
      zh: '已有的营业厅编号',
      en: 'the code of a branch that the hub has',
    }));
  }
  if (isOfCustomers(map.entity)) {
    await collect(unknownAccounts(tx), 'account', () =>
      map.entity === 'top_up'
        ? {
            zh: '已有客户的账号，或仅属一位客户的号码（请先导入客户；账号不唯一时请写 --branch）',
            en: 'the account of a customer, or the phone of one customer alone (import customers first; name the --branch where accounts repeat)',
          }
        : {
            zh: '该营业厅已有客户的账号（请先导入客户）',
            en: 'the account of a customer of the branch (import customers first)',
          },
    );
  }
  const isLong = map.months?.of === 'rows';
  const repeated = isLong ? repeatedMonths(tx, map.entity) : duplicateRows(tx, map.entity);
  if (map.months?.repeated !== 'added')
    await collect(repeated, repeatedField(map.entity), ({ other }) =>
      map.entity === 'visit_record'
        ? {
            zh: `同一客户同一时刻只有一次到访（第 ${other} 行相同）`,
            en: `one visit of a customer at one time (row ${other} has the same)`,
          }
        : isLong
          ? {
              zh: `每个账号每月一行（第 ${other} 行相同；若应相加，请在 months 下写 repeated: added）`,
              en: `one row a month of an account (row ${other} has the same; if they add up, say repeated: added under months)`,
            }
          : {
              zh: `文件内唯一的编号（第 ${other} 行相同）`,
              en: `a key that no other row has (row ${other} has the same)`,
            },
    );
  if (map.entity === 'customer' && map.alike_accounts !== 'kept') {
    for await (const batch of findAlikeAccounts(tx))
      for (const { row, value, other, like } of batch)
        if (!rows.has(row))
          rows.set(row, {
            row,
            column: reader.columnOf('account'),
            value,
            expected: alike(other, like),
          });
  }
  const rounded = reader.roundedIdentities();
  if (rounded.length > 0) {
    const staged = new Set(
      await stagedAmong(
        tx,
        rounded.map(({ row }) => row),
      ),
    );
    for (const { row, value } of rounded)
      if (staged.has(row) && !rows.has(row))
        rows.set(row, {
          row,
          column: reader.columnOf('id_tail'),
          value,
          expected: ROUNDED_IDENTITY,
        });
  }
  if (map.entity === 'customer') {
    await collect(roundedAccounts(tx), 'account', () => ({
      zh: '完整的账号（全文件的长账号从第 16 位起都是 0，像是被表格软件改过；请把该列设为文本后重新导出）',
      en: 'the whole account (all long ones of the file have zeros from the 16th digit on, as a spreadsheet makes them: make the column text and export it again)',
    }));
  }
  if (reader.fields.includes('plan')) {
    await collect(strangerRows(tx, 'plan'), 'plan', () => ({
      zh: '已有的套餐编号（请先导入套餐）',
      en: 'the code of a plan that the hub has (import plans first)',
    }));
  }
  const chance = map.columns['leave_chance'];
  if (chance && chance.unit === undefined && reader.fields.includes('leave_chance')) {
    await collect(tinyChances(tx), 'leave_chance', () => ({
      zh: '可能（全文件都不超过 1：0.35 是 0.35% 还是 35%？请在映射中写 unit: percent 或 unit: share）',
      en: 'a chance (none of the file is above 1: whether 0.35 is 0.35% or 35%, the map must say by unit: percent or unit: share)',
    }));
  }
  if (reader.fields.includes('reverses')) {
    await collect(selfReversals(tx), 'reverses', () => ({
      zh: '被冲正的那一笔的流水号（这里写的是冲正自己的；不知道时留空）',
      en: 'the serial number of the top-up that is taken back (this is the reversal’s own; leave it blank where it is not known)',
    }));
  }
  if (map.entity === 'top_up') {
    await collect(otherTopUps(tx), 'serial', () => ({
      zh: '这一笔自己的流水号（库中同号的一笔不在同一天，或一笔是充值、一笔是冲正；流水号每日重排时，请在映射中去掉 serial）',
      en: 'a serial number of its own (the hub has one of this number on another day, or one is a top-up and one a reversal; where numbers begin anew each day, take serial out of the map)',
    }));
  }
  const time = TIMES[map.entity];
  // One such row, and the log would seem to reach past every claim.
  if (time !== undefined && today !== undefined) {
    await collect(laterRows(tx, time, today), time, () => ({
      zh: `不晚于今天（${today}）的时间`,
      en: `a time no later than today (${today})`,
    }));
  }
  if (rows.size > 0) await unstageRows(tx, [...rows.keys()]);

  const currency = mapCurrency(map);
  if (currency !== undefined && hasBranch) {
    const staged = new Set(await stagedBranches(tx));
    const other = (await listBranches(tx)).find(
      (branch) => staged.has(branch.code) && branch.currency !== currency,
    );
    if (other)
      return err({
        type: 'branch-differs',
        code: other.code,
        field: 'currency',
        is: other.currency,
        wanted: currency,
      });
  }
  return ok({ rows: new Map([...rows].toSorted(([a], [b]) => a - b)) });
}
