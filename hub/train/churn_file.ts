// Any table of customers as a churn table: CSV or XLSX, one row a customer, and a column that says who left.
import { err, ok, type Result } from '#shared/base/result.ts';
import { describeImportError } from '#hub/import/errors.ts';
import { openSource } from '#hub/import/import_file.ts';
import { SourceBroken } from '#hub/import/source.ts';
import { columnsOfFile, type LeftOut, type Stray, type TextColumn } from './churn_file_columns.ts';
import type { ChurnTable } from './churn_fit.ts';

export type FileOptions = {
  /** Column that says yes or no; or columns that are all 0 or blank for a customer who left. */
  readonly target: { readonly column: string } | { readonly silentIn: readonly string[] };
  /** Columns not to look at; `*` stands for any letters. */
  readonly leaveOut: readonly string[];
  /** Words that mean nothing is known, in any column: `NA`. */
  readonly blanks?: readonly string[] | undefined;
  /** Of a workbook; the first when left out. */
  readonly sheet?: string | undefined;
};

export type FileTable = {
  readonly table: ChurnTable;
  readonly leftOut: readonly LeftOut[];
  readonly strays: readonly Stray[];
};

export type FileProblem =
  | { readonly type: 'unreadable'; readonly why: string }
  | { readonly type: 'no-column'; readonly column: string; readonly there: readonly string[] }
  | { readonly type: 'not-yes-or-no'; readonly column: string; readonly found: readonly string[] }
  | { readonly type: 'one-kind'; readonly rows: number; readonly positives: number };

const YES: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1', '是']);
const isYes = (cell: string): boolean => YES.has(cell.toLowerCase());
const NO: ReadonlySet<string> = new Set(['no', 'n', 'false', '0', '否']);
/** Five folds with four inside each need leavers in all. */
const FEWEST_OF_A_KIND = 25;

export async function readChurnFile(
  path: string,
  { target, leaveOut, blanks = [], sheet }: FileOptions,
): Promise<Result<FileTable, FileProblem>> {
  const read = await readRows(path, sheet);
  if (!read.ok) return read;
  const { header, rows } = read.value;
  const nothing = new Set(blanks);
  const columns = header.map((name, at): TextColumn => ({
    name,
    cells: rows.map((row) => {
      const cell = (row[at] ?? '').trim();
      return nothing.has(cell) ? '' : cell;
    }),
  }));
  const asked = 'column' in target ? [target.column] : target.silentIn;
  const missing = asked.find((name) => !header.includes(name));
  if (missing !== undefined) return err({ type: 'no-column', column: missing, there: header });
  const answers = columns.filter(({ name }) => asked.includes(name));
  const left = 'column' in target ? yesOrNo(answers) : silentIn(answers);
  if (!left.ok) return left;
  const positives = left.value.reduce((sum, value) => sum + value, 0);
  if (Math.min(positives, rows.length - positives) < FEWEST_OF_A_KIND)
    return err({ type: 'one-kind', rows: rows.length, positives });
  const patterns = leaveOut.map(patternOf);
  const { raw, leftOut, strays } = columnsOfFile(
    columns.filter(
      ({ name }) => !asked.includes(name) && !patterns.some((pattern) => pattern.test(name)),
    ),
  );
  const groups = Float64Array.from(rows, (_, row) => row);
  return ok({ table: { columns: raw, target: left.value, groups }, leftOut, strays });
}

export function fileProblemText(problem: FileProblem): string {
  switch (problem.type) {
    case 'unreadable':
      return problem.why;
    case 'no-column':
      return `the file has no column ${problem.column}; it has: ${problem.there.join(', ')}`;
    case 'not-yes-or-no':
      return `the column ${problem.column} must say yes or no (or 1 or 0); it says: ${problem.found.join(', ')}`;
    case 'one-kind':
      return `${problem.positives} of ${problem.rows} rows left: at least ${FEWEST_OF_A_KIND} must have left and as many stayed`;
  }
}

type Rows = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

async function readRows(
  path: string,
  sheet: string | undefined,
): Promise<Result<Rows, FileProblem>> {
  const opened = await openSource(path, { sheet });
  if (!opened.ok) return err({ type: 'unreadable', why: describeImportError(opened.error).en });
  const rows: (readonly string[])[] = [];
  try {
    for await (const { cells } of opened.value.rows()) rows.push(cells);
  } catch (error) {
    if (!(error instanceof SourceBroken)) throw error;
    return err({ type: 'unreadable', why: describeImportError(error.error).en });
  }
  return ok({ header: opened.value.headers, rows });
}

function yesOrNo([column]: readonly TextColumn[]): Result<Float64Array, FileProblem> {
  const { name = '', cells = [] } = column ?? {};
  const other = cells.filter((cell) => !isYes(cell) && !NO.has(cell.toLowerCase()));
  if (other.length > 0) {
    const found = [...new Set(other)].slice(0, 5).map((value) => value || '(blank)');
    return err({ type: 'not-yes-or-no', column: name, found });
  }
  return ok(Float64Array.from(cells, (cell) => (isYes(cell) ? 1 : 0)));
}

function silentIn(columns: readonly TextColumn[]): Result<Float64Array, FileProblem> {
  const rows = columns[0]?.cells.length ?? 0;
  return ok(
    Float64Array.from({ length: rows }, (_, row) =>
      columns.every(({ cells }) => Number(cells[row] ?? '') === 0) ? 1 : 0,
    ),
  );
}

const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[^\w]/g, '\\$&'))
      .join('.*')}$`,
  );
