// The report of an import as lines for a terminal.
import { driftLine } from '#hub/score/drift_line.ts';
import { changesNothing, type ImportReport } from './report.ts';

const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

export function reportLines(
  report: ImportReport,
  names: { readonly file: string; readonly rejects: string | undefined },
): readonly string[] {
  const { rows, bad, changes, months, holdings } = report;
  const lines = [`${names.file}: ${count(rows)} rows (${report.readAs})`];
  if (report.newBranch !== undefined) lines.push(`  new branch ${report.newBranch}`);
  lines.push(
    `  rows: ${count(changes.added)} new, ${count(changes.changed)} changed, ${count(changes.unchanged)} unchanged, ${count(bad.rows)} bad`,
  );
  for (const { field, column, count: times } of report.fields) {
    lines.push(`    ${field}${column === field ? '' : ` (${column})`}: ${count(times)} changed`);
  }
  if (months) {
    lines.push(
      `  months ${months.from} to ${months.to}: ${count(months.added)} new, ${count(months.changed)} changed, ${count(months.unchanged)} unchanged`,
    );
  }
  if (holdings) {
    lines.push(
      `  holdings: ${count(holdings.added)} new, ${count(holdings.changed)} changed, ${count(holdings.removed)} removed, ${count(holdings.unchanged)} unchanged`,
    );
  }
  lines.push(...notUnderstood(report));
  if (report.leaving) {
    const { left, known, first } = report.leaving;
    const who = left === 0 ? '' : `: ${first.join(', ')}${left > first.length ? ', ...' : ''}`;
    lines.push(
      `  no longer in the file, taken as left / 文件中已没有，视为离网 (${count(left)} of ${count(known)})${who}`,
    );
  }
  lines.push(...report.borneOut.map((each) => `  ${driftLine(each)}`));
  if (report.erased > 0) {
    lines.push(
      `  rows of persons who were erased, passed over / 已按要求删除的客户，未导入: ${count(report.erased)}`,
    );
  }
  if (report.back > 0) lines.push(`  back again / 重新入网: ${count(report.back)}`);
  if (report.phones && report.phones.count > 0) {
    const { count: phones, first } = report.phones;
    lines.push(
      `  phones that another customer has too, perhaps given out anew / 与其他客户相同的号码，可能是二次放号 (${count(phones)}): ${first.join(', ')}`,
    );
  }
  if (bad.rows > 0) lines.push(...badLines(report));
  lines.push(...outcome(report, names.rejects));
  return lines;
}

/** What of the file did not go in, although nothing is wrong with it. */
function notUnderstood(report: ImportReport): readonly string[] {
  const { unmatched, skipped, hiddenRows, hiddenColumns, otherSheets, older } = report;
  const lines: string[] = [];
  const list = (what: string, items: readonly string[]): void => {
    if (items.length > 0)
      lines.push(`  ${what} (${items.length}): ${items.map(shorten).join(', ')}`);
  };
  list('columns that no field takes / 没有用到的列', unmatched.columns);
  list(
    'fields that found no column / 没有找到列的字段',
    unmatched.fields.map(({ field, column }) => `${field} (${column})`),
  );
  list(
    'columns of months after the as-of day, not taken / 晚于数据截止日期的月份，未导入',
    unmatched.lateMonths,
  );
  list('columns that the sheet hides, read all the same / 被隐藏但已读取的列', hiddenColumns);
  list('sheets not read / 没有读取的工作表', otherSheets);
  if (skipped.rows > 0) {
    const rows = skipped.first.map(({ row, text }) => `${row} "${shorten(text)}"`).join(', ');
    lines.push(
      `  totals and notes, not taken / 合计和说明行，未导入 (${count(skipped.rows)}): row ${rows}`,
    );
  }
  if (hiddenRows > 0)
    lines.push(
      `  rows that the sheet hides, read all the same / 被隐藏但已读取的行: ${count(hiddenRows)}`,
    );
  if (older) {
    lines.push(
      `  older than the hub's figures of ${older.storedAsOf}: ${count(older.rows)} customers keep what the hub has (${count(older.months)} months too); only months and their figures that it lacks are taken / 文件比库中数据旧，只补缺少的月份和月份里缺的数字`,
    );
  }
  return lines;
}

/** Of the kinds, the first few say what to mend. */
const MOST_KINDS = 12;

function badLines({ bad: { rows, first, kinds } }: ImportReport): readonly string[] {
  // A row may have several.
  const problems = kinds.reduce((sum, { count: times }) => sum + times, 0);
  const lines = [
    `bad rows (${count(rows)}${problems > first.length ? `, the first ${first.length} problems` : ''}):`,
  ];
  if (problems > first.length) {
    for (const { column, expected, count: times, first: one } of kinds.slice(0, MOST_KINDS)) {
      lines.push(
        `  ${count(times)} x ${column}: expected ${expected.en} / 应为${expected.zh}; first in row ${one.row}: ${valueOf(one.value)}`,
      );
    }
    if (kinds.length > MOST_KINDS) lines.push(`  and ${kinds.length - MOST_KINDS} kinds more`);
  }
  for (const { row, column, value, expected } of first) {
    lines.push(
      `  row ${row}, ${column}: ${valueOf(value)}; expected ${expected.en} / 应为${expected.zh}`,
    );
  }
  return lines;
}

const valueOf = (value: string): string => (value === '' ? '(blank)' : `"${shorten(value)}"`);

const shorten = (value: string): string => {
  const line = value.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
};

function outcome(report: ImportReport, rejects: string | undefined): readonly string[] {
  const lines: string[] = [];
  if (report.setAside > 0) {
    lines.push(
      `${count(report.setAside)} bad rows set aside in ${rejects ?? ''}: mend them there and import that file / 错误行已另存，可修正后再导入`,
    );
  }
  if (report.refused) {
    lines.push(
      'Nothing was imported: mend the bad rows, or set them aside by --rejects FILE. / 未导入：请修正错误行，或用 --rejects 文件名 另存后导入其余行。',
    );
  } else if (changesNothing(report)) {
    lines.push(
      report.rows === 0
        ? 'Nothing changes: the file has no rows below its headers. / 没有变化：表头下面没有数据行。'
        : 'Nothing changes: the hub has all of this already. / 没有变化：这些数据都已在库中。',
    );
  } else if (report.applied) {
    lines.push(
      `Imported in ${report.seconds.toFixed(1)} s. When all is in: hub score, then hub publish. / 已导入；全部导完后再 hub score、hub publish。`,
    );
  } else {
    lines.push(
      'Dry run: nothing was changed. Add --apply to import. / 试运行：未做任何更改，加 --apply 正式导入。',
    );
  }
  return lines;
}
