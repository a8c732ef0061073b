// Any table of customers as a churn table: CSV or XLSX, one row a customer, and a column that says who left.
import { createRandom } from '#shared/base/random.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { describeImportError } from '#hub/import/errors.ts';
import { openSource } from '#hub/import/open_source.ts';
import { type Source, SourceBroken, type SourceRow } from '#hub/import/source.ts';
import { columnsOfFile, type FileColumns, type TextColumn } from './churn_file_columns.ts';
import { FEWEST_OF_A_KIND, type FileProblem } from './churn_file_problem.ts';
import { silentIn, weightsIn, yesOrNo } from './churn_file_target.ts';
import type { ChurnTable } from './churn_fit.ts';

export type FileOptions = {
  /** Column that says yes or no; or columns that are all 0 or blank for a customer who left. */
  readonly target: { readonly column: string } | { readonly silentIn: readonly string[] };
  /** Words of the target that mean left, all others stayed; left out: the usual ones. */
  readonly left?: readonly string[] | undefined;
  /** By lot, where the file has more rows than are needed; 1 when left out. */
  readonly seed?: number | undefined;
  /** Rows at most; 200,000, fewer of a very wide table, when left out. */
  readonly mostRows?: number | undefined;
  /** Columns not to look at; `*` stands for any letters. */
  readonly leaveOut: readonly string[];
  /** Column that says how many customers a row stands for; one each when left out. */
  readonly weight?: string | undefined;
  /** Words that mean nothing is known, in any column: `NA`. */
  readonly blanks?: readonly string[] | undefined;
  /** Of a workbook; the first when left out. */
  readonly sheet?: string | undefined;
};

export type FileTable = Pick<FileColumns, 'leftOut' | 'strays' | 'merged' | 'commas'> & {
  readonly table: ChurnTable;
  /** How the file was read: `utf-8, comma`. */
  readonly readAs: string;
  readonly otherSheets: readonly string[];
  /** Rows, as a spreadsheet counts them, that cannot be trusted as a whole: left out. */
  readonly broken: readonly number[];
  /** Of the file; the table has fewer where its rows were taken by lot, or did not say who left. */
  readonly rows: number;
  /** Rows whose target is blank: left out. */
  readonly untold: number;
};

const MOST_ROWS = 200_000;
/** Of a wide table so many cells are kept at most. */
const MOST_CELLS = 20_000_000;

export async function readChurnFile(
  path: string,
  options: FileOptions,
): Promise<Result<FileTable, FileProblem>> {
  const { target, leaveOut, weight, blanks = [] } = options;
  const read = await readRows(path, options);
  if (!read.ok) return read;
  const { source, rows, numbers, count, broken } = read.value;
  const header = source.headers;
  const nothing = new Set(blanks);
  const columns = header.map((name, at): TextColumn => ({
    name,
    cells: rows.map((row) => {
      const cell = (row[at] ?? '').trim();
      return nothing.has(cell) ? '' : cell;
    }),
  }));
  const answering = 'column' in target ? [target.column] : target.silentIn;
  const asked = weight === undefined ? answering : [...answering, weight];
  const missing = asked.find((name) => !header.includes(name));
  if (missing !== undefined) return err({ type: 'no-column', column: missing, there: header });
  const empty = leaveOut.find((pattern) => !header.some((name) => patternOf(pattern).test(name)));
  if (empty !== undefined) return err({ type: 'no-such', pattern: empty, there: header });
  const answers = columns.filter(({ name }) => answering.includes(name));
  const said = 'column' in target ? yesOrNo(answers, options.left) : silentIn(answers, numbers);
  if (!said.ok) return said;
  const counted = weightsIn(
    columns.find(({ name }) => name === weight),
    numbers,
  );
  if (!counted.ok) return counted;
  const told = rows.flatMap((_, row) => (Number.isNaN(said.value[row]) ? [] : [row]));
  const left = Float64Array.from(told, (row) => said.value[row] as number);
  const weights = counted.value && Float64Array.from(told, (row) => counted.value?.[row] as number);
  const positives = left.reduce((sum, value) => sum + value, 0);
  if (Math.min(positives, left.length - positives) < FEWEST_OF_A_KIND)
    return err({ type: 'one-kind', rows: left.length, positives });
  const patterns = leaveOut.map(patternOf);
  const { raw, leftOut, ...notes } = columnsOfFile(
    columns
      .filter(({ name }) => !asked.includes(name) && !patterns.some((each) => each.test(name)))
      .map(({ name, cells }) => ({ name, cells: told.map((row) => cells[row] as string) })),
  );
  if (raw.length === 0) return err({ type: 'nothing-to-learn-from', leftOut });
  const groups = Float64Array.from(left, (_, row) => row);
  return ok({
    table: { columns: raw, target: left, groups, ...(weights && { weights }) },
    readAs: source.readAs,
    otherSheets: source.otherSheets,
    broken,
    rows: count,
    untold: rows.length - told.length,
    leftOut,
    ...notes,
  });
}

type Rows = {
  readonly source: Source;
  readonly rows: readonly (readonly string[])[];
  /** Of each row, as a spreadsheet counts them. */
  readonly numbers: readonly number[];
  readonly broken: readonly number[];
  /** Of the file. */
  readonly count: number;
};

/** Of a longer file as many rows as are needed, by lot (Vitter 1985, algorithm R), in the order of the file. */
async function readRows(
  path: string,
  { sheet, seed = 1, mostRows }: FileOptions,
): Promise<Result<Rows, FileProblem>> {
  const opened = await openSource(path, { sheet });
  if (!opened.ok) return err({ type: 'unreadable', why: describeImportError(opened.error).en });
  const source = opened.value;
  const most =
    mostRows ?? Math.min(MOST_ROWS, Math.floor(MOST_CELLS / Math.max(1, source.headers.length)));
  const kept: SourceRow[] = [];
  const broken: number[] = [];
  const random = createRandom(seed);
  let count = 0;
  try {
    for await (const row of source.rows()) {
      if (row.fault !== undefined) {
        broken.push(row.row);
        continue;
      }
      const place = count < most ? count : Math.floor(random() * (count + 1));
      if (place < most) kept[place] = row;
      count += 1;
    }
  } catch (error) {
    if (!(error instanceof SourceBroken)) throw error;
    return err({ type: 'unreadable', why: describeImportError(error.error).en });
  }
  const inOrder = kept.toSorted((a, b) => a.row - b.row);
  const rows = inOrder.map(({ cells }) => cells);
  return ok({ source, rows, numbers: inOrder.map(({ row }) => row), count, broken });
}

const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[^\w]/g, '\\$&'))
      .join('.*')}$`,
  );
