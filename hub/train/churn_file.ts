// Any table of customers as a churn table: CSV or XLSX, one row a customer, and a column that says who left.
import { createRandom } from '#shared/base/random.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { describeImportError } from '#hub/import/errors.ts';
import { openSource } from '#hub/import/open_source.ts';
import { type Source, SourceBroken, type SourceRow } from '#hub/import/source.ts';
import { columnsOfFile, type FileColumns, type TextColumn } from './churn_file_columns.ts';
import { numberReader } from './churn_file_numbers.ts';
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

export type FileProblem =
  | { readonly type: 'unreadable'; readonly why: string }
  | { readonly type: 'no-column'; readonly column: string; readonly there: readonly string[] }
  | { readonly type: 'not-yes-or-no'; readonly column: string; readonly found: readonly string[] }
  | {
      readonly type: 'no-left-word';
      readonly column: string;
      readonly word: string;
      readonly found: readonly string[];
    }
  | { readonly type: 'nothing-to-learn-from'; readonly leftOut: FileColumns['leftOut'] }
  | { readonly type: 'no-such'; readonly pattern: string; readonly there: readonly string[] }
  | {
      readonly type: 'not-a-number' | 'not-a-weight';
      readonly column: string;
      readonly row: number;
      readonly found: string;
    }
  | { readonly type: 'one-kind'; readonly rows: number; readonly positives: number };

const YES: ReadonlySet<string> = new Set(
  'yes y true t 1 1.0 churn churned left leaver exited attrited gone 是 已流失 流失 离网 已离网'.split(
    ' ',
  ),
);
const NO: ReadonlySet<string> = new Set(
  'no n false f 0 0.0 stay stayed stayer retained active existing current 否 未流失 在网 未离网 正常'.split(
    ' ',
  ),
);
const MOST_ROWS = 200_000;
/** Of a wide table so many cells are kept at most. */
const MOST_CELLS = 20_000_000;
const MOST_TOLD = 5;
/** Five folds with four inside each need leavers in all. */
const FEWEST_OF_A_KIND = 25;

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

export function fileProblemText(problem: FileProblem): string {
  switch (problem.type) {
    case 'unreadable':
      return problem.why;
    case 'no-column':
      return `the file has no column ${problem.column}; it has: ${problem.there.join(', ')}`;
    case 'not-yes-or-no':
      return `the column ${problem.column} must say yes or no (or 1 or 0); it says: ${problem.found.join(', ')}. Name the words that mean left: --left WORD,WORD`;
    case 'no-left-word':
      return `no row of ${problem.column} says ${problem.word} (--left); it says: ${problem.found.join(', ')}`;
    case 'nothing-to-learn-from': {
      const why = problem.leftOut.map(({ name, why }) => `${name} (${why})`);
      return `beside who left no column is there to learn from${why.length === 0 ? '' : `; not looked at: ${why.join(', ')}`}`;
    }
    case 'no-such':
      return `no column is named like ${problem.pattern} (--leave-out); the file has: ${problem.there.join(', ')}`;
    case 'not-a-number':
      return `row ${problem.row}, ${problem.column}: expected a number or nothing, found ${problem.found}. Name words that mean nothing: --blanks WORD,WORD`;
    case 'not-a-weight':
      return `row ${problem.row}, ${problem.column}: expected how many customers the row stands for, a number above 0, found ${problem.found === '' ? 'nothing' : problem.found}`;
    case 'one-kind':
      return `${problem.positives} of ${problem.rows} rows left: at least ${FEWEST_OF_A_KIND} must have left and as many stayed`;
  }
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

/** A blank does not tell: NaN. */
function yesOrNo(
  [column]: readonly TextColumn[],
  left: readonly string[] | undefined,
): Result<Float64Array, FileProblem> {
  const { name = '', cells = [] } = column ?? {};
  const yes = left === undefined ? YES : new Set(left.map((word) => word.toLowerCase()));
  const isNo = (word: string): boolean => left !== undefined || NO.has(word);
  const told = [...new Set(cells)].filter((cell) => cell !== '');
  const there = new Set(told.map((cell) => cell.toLowerCase()));
  const unsaid = left?.find((word) => !there.has(word.toLowerCase()));
  if (unsaid !== undefined)
    return err({
      type: 'no-left-word',
      column: name,
      word: unsaid,
      found: told.slice(0, MOST_TOLD),
    });
  const words = new Map<string, number>();
  const other = new Set<string>();
  for (const cell of new Set(cells)) {
    const word = cell.toLowerCase();
    if (cell === '') words.set(cell, Number.NaN);
    else if (yes.has(word)) words.set(cell, 1);
    else if (isNo(word)) words.set(cell, 0);
    else other.add(cell);
  }
  if (other.size > 0)
    return err({ type: 'not-yes-or-no', column: name, found: [...other].slice(0, MOST_TOLD) });
  return ok(Float64Array.from(cells, (cell) => words.get(cell) ?? Number.NaN));
}

function silentIn(
  columns: readonly TextColumn[],
  numbers: readonly number[],
): Result<Float64Array, FileProblem> {
  const silent = new Float64Array(numbers.length).fill(1);
  for (const { name, cells } of columns) {
    const figureOf = numberReader(cells);
    for (const [at, cell] of cells.entries()) {
      const figure = cell === '' ? 0 : figureOf(cell);
      if (figure === null)
        return err({ type: 'not-a-number', column: name, row: numbers[at] ?? 0, found: cell });
      if (figure !== 0) silent[at] = 0;
    }
  }
  return ok(silent);
}

function weightsIn(
  column: TextColumn | undefined,
  numbers: readonly number[],
): Result<Float64Array | undefined, FileProblem> {
  if (column === undefined) return ok(undefined);
  const { name, cells } = column;
  const figureOf = numberReader(cells);
  const weights = Float64Array.from(cells, (cell) => figureOf(cell) ?? 0);
  const at = weights.findIndex((weight) => !(weight > 0));
  if (at < 0) return ok(weights);
  return err({
    type: 'not-a-weight',
    column: name,
    row: numbers[at] ?? 0,
    found: cells[at] ?? '',
  });
}

const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[^\w]/g, '\\$&'))
      .join('.*')}$`,
  );
