// The report of an import as lines for a terminal.
import type { BadCell } from './record.ts';
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
  if (bad.rows > 0) lines.push(...badLines(bad.rows, bad.first));
  lines.push(...outcome(report, names.rejects));
  return lines;
}

function badLines(total: number, first: readonly BadCell[]): readonly string[] {
  const lines = first.map(
    ({ row, column, value, expected }) =>
      `  row ${row}, ${column}: ${value === '' ? '(blank)' : `"${shorten(value)}"`}; expected ${expected.en} / 应为${expected.zh}`,
  );
  return [
    `bad rows (${count(total)}${total > first.length ? `, the first ${first.length} problems` : ''}):`,
    ...lines,
  ];
}

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
      'Nothing changes: the hub has all of this already. / 没有变化：这些数据都已在库中。',
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
