// Any table of customers as a churn table: CSV or XLSX, one row a customer, and a column that says who left.
import { createRandom } from '#shared/base/random.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { DelimiterName } from '#hub/import/delimiter.ts';
import type { Encoding } from '#hub/import/detect.ts';
import { cleanCell } from '#hub/import/clean_cell.ts';
import { describeImportError } from '#hub/import/errors.ts';
import { narrow } from '#hub/import/narrow.ts';
import { openSource } from '#hub/import/open_source.ts';
import { nameHeaders, type Source, SourceBroken } from '#hub/import/source.ts';
import {
  columnsOneByOne,
  type FileColumns,
  leanOf,
  type TextColumn,
} from './churn_file_columns.ts';
import { type Customers, groupedByCustomer, maySayWhose } from './churn_file_customers.ts';
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
  /** Column that says whose row it is; told by its name when left out. */
  readonly customer?: string | undefined;
  /** Words that mean nothing is known, in any column: `NA`. */
  readonly blanks?: readonly string[] | undefined;
  /** Of a workbook; the first when left out. */
  readonly sheet?: string | undefined;
  /** Row of the headers; the first when left out. */
  readonly headerRow?: number | undefined;
  /** Told from the bytes when left out. */
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: DelimiterName | undefined;
  /** Called with the rows that are read. */
  readonly onRows?: ((rows: number) => void) | undefined;
};

export type FileTable = Omit<FileColumns, 'raw'> & {
  readonly table: ChurnTable;
  /** Of each row of the table, as a spreadsheet counts them. */
  readonly numbers: readonly number[];
  /** How the file was read: `utf-8, comma`. */
  readonly readAs: string;
  readonly otherSheets: readonly string[];
  /** Rows, as a spreadsheet counts them, that cannot be trusted as a whole: left out. */
  readonly broken: readonly number[];
  /** Rows with cells beyond the last header, which are not looked at. */
  readonly wide: readonly number[];
  /** The rows have a cell more than there are headers, another in each: the first, a numbering without a header. */
  readonly isNumbered: boolean;
  /** Names that several columns have: the second is `name#2`. */
  readonly twice: readonly string[];
  /** Of the file; the table has fewer where its rows were taken by lot, or did not say who left. */
  readonly rows: number;
  /** Rows whose target is blank: left out. */
  readonly untold: number;
  /** Words of the target, the commonest first; null where silence says who left. */
  readonly words: { readonly left: readonly string[]; readonly stayed: readonly string[] } | null;
  /** Where a customer has several rows, which lie in one fold. */
  readonly customers: Customers | null;
};

const MOST_ROWS = 200_000;
const ROWS_BETWEEN_NEWS = 1_000;
/** Of a wide table so many cells are kept at most. */
const MOST_CELLS = 20_000_000;

export async function readChurnFile(
  path: string,
  options: FileOptions,
): Promise<Result<FileTable, FileProblem>> {
  const { target, leaveOut } = options;
  const weight = options.weight === undefined ? undefined : nameText(options.weight);
  const read = await readRows(path, options);
  if (!read.ok) return read;
  const { source, header, columns, numbers, count, broken, wide, isNumbered } = read.value;
  const answering = ('column' in target ? [target.column] : target.silentIn).map(nameText);
  const asked = weight === undefined ? answering : [...answering, weight];
  const customer = options.customer === undefined ? undefined : nameText(options.customer);
  const thereAre = { there: header, otherSheets: source.otherSheets };
  const named = customer === undefined ? asked : [...asked, customer];
  const missing = named.find((name) => !header.includes(name));
  if (missing !== undefined) {
    const option = answering.includes(missing)
      ? optionOf(target)
      : missing === weight
        ? '--weight'
        : '--customer';
    return err({ type: 'no-column', column: missing, option, ...thereAre });
  }
  const empty = leaveOut.find((pattern) => !header.some((name) => patternOf(pattern).test(name)));
  if (empty !== undefined) return err({ type: 'no-such', pattern: empty, ...thereAre });
  const answers = columns.filter(({ name }) => answering.includes(name)).map(textOf);
  const left = options.left?.map(plainText);
  const said = 'column' in target ? yesOrNo(answers, numbers, left) : silentIn(answers, numbers);
  if (!said.ok) return said;
  const [weighing] = columns.filter(({ name }) => name === weight).map(textOf);
  const counted = weightsIn(weighing, numbers);
  if (!counted.ok) return counted;
  const told = numbers.flatMap((_, row) => (Number.isNaN(said.value[row]) ? [] : [row]));
  const gone = Float64Array.from(told, (row) => said.value[row] as number);
  const weights = counted.value && Float64Array.from(told, (row) => counted.value?.[row] as number);
  if (told.length === 0) return err({ type: 'no-rows', columns: answering, rows: numbers.length });
  const positives = gone.reduce((sum, value) => sum + value, 0);
  if (Math.min(positives, gone.length - positives) < FEWEST_OF_A_KIND)
    return err({ type: 'one-kind', columns: answering, rows: gone.length, positives });
  const naming = columns.filter(({ name }) => !asked.includes(name));
  const { groups, customers } = groupedByCustomer(
    toldOf(
      naming.filter(({ name }) => maySayWhose(name, customer)),
      told,
      false,
    ),
    told.length,
    customer,
  );
  if (customers !== null) {
    const [left = 0, stayed = 0] = [1, 0].map(
      (kind) => new Set(groups.filter((_, row) => gone[row] === kind)).size,
    );
    if (Math.min(left, stayed) < FEWEST_OF_A_KIND)
      return err({ type: 'few-customers', ...customers, left, stayed });
  }
  const patterns = leaveOut.map(patternOf);
  const isNaming = (name: string): boolean => name === (customer ?? customers?.column);
  const looked = naming.filter(
    ({ name }) => !isNaming(name) && !patterns.some((each) => each.test(name)),
  );
  const { raw, leftOut, ...notes } = columnsOneByOne(
    toldOf(looked, told, true),
    leanOf(toldOf(looked, told, false)),
  );
  if (raw.length === 0) return err({ type: 'nothing-to-learn-from', leftOut });
  return ok({
    table: { columns: raw, target: gone, groups, ...(weights && { weights }) },
    numbers: told.map((row) => numbers[row] as number),
    readAs: source.readAs,
    otherSheets: source.otherSheets,
    broken,
    wide,
    isNumbered,
    twice: header.flatMap((name) => /^(.*)#2$/.exec(name)?.[1] ?? []),
    rows: count,
    untold: numbers.length - told.length,
    customers,
    words: 'column' in target ? wordsOf(answers[0]?.cells ?? [], said.value) : null,
    leftOut,
    ...notes,
  });
}

function wordsOf(cells: readonly string[], said: Float64Array): FileTable['words'] {
  const words = [new Map<string, number>(), new Map<string, number>()] as const;
  for (const [row, cell] of cells.entries()) {
    const of = words[said[row] as number];
    of?.set(cell, (of.get(cell) ?? 0) + 1);
  }
  const [stayed, left] = words.map((of) =>
    [...of].toSorted(([, a], [, b]) => b - a).map(([word]) => word),
  );
  return { left: left ?? [], stayed: stayed ?? [] };
}

type KeptColumn = {
  readonly name: string;
  /** Narrowed, by row. */
  readonly cells: () => readonly string[];
  readonly forget: () => void;
};

const textOf = ({ name, cells }: KeptColumn): TextColumn => ({ name, cells: cells() });

/** Cells of rows that say who left, one column after the other. */
function* toldOf(
  columns: readonly KeptColumn[],
  told: readonly number[],
  forgets: boolean,
): Generator<TextColumn> {
  for (const { name, cells, forget } of columns) {
    const all = cells();
    if (forgets) forget();
    yield { name, cells: told.length === all.length ? all : told.map((row) => all[row] as string) };
  }
}

type Rows = {
  readonly source: Source;
  readonly header: readonly string[];
  /** By column of the header. */
  readonly columns: readonly KeptColumn[];
  /** Of each row, as a spreadsheet counts them. */
  readonly numbers: readonly number[];
  readonly broken: readonly number[];
  readonly wide: readonly number[];
  readonly isNumbered: boolean;
  /** Of the file. */
  readonly count: number;
};

/** Of a longer file as many rows as are needed, by lot (Vitter 1985, algorithm R), in the order of the file. */
async function readRows(
  path: string,
  { sheet, headerRow, encoding, delimiter, seed = 1, mostRows, blanks = [], onRows }: FileOptions,
): Promise<Result<Rows, FileProblem>> {
  const asked = { sheet, headerRow, delimiter };
  const known = await openSource(path, { ...asked, encoding });
  // Of words it matters only which are alike: Latin letters do for any that are not recognised.
  const opened =
    !known.ok && known.error.type === 'other-encoding'
      ? await openSource(path, { ...asked, encoding: 'latin1' })
      : known;
  if (!opened.ok) return err({ type: 'unreadable', why: describeImportError(opened.error).en });
  const source = opened.value;
  const headers = nameHeaders(source.rawHeaders.map(nameText));
  const most =
    mostRows ?? Math.min(MOST_ROWS, Math.floor(MOST_CELLS / Math.max(1, headers.length)));
  const nothing = new Set(blanks.map(plainText));
  // One more, where programs number the rows and leave that column without a header.
  const stores = [...headers, ''].map(() => createWords(nothing));
  const isAnother = createRepeatTest();
  let isNumbered = true;
  const numbers: number[] = [];
  const broken: number[] = [];
  const wide: number[] = [];
  const random = createRandom(seed);
  let count = 0;
  try {
    for await (const { row, cells, fault } of source.rows()) {
      if (fault !== undefined) {
        broken.push(row);
        continue;
      }
      if (cells.slice(headers.length).some((cell) => cell.trim() !== '')) wide.push(row);
      const place = count < most ? count : Math.floor(random() * (count + 1));
      count += 1;
      isNumbered &&= isOneMore(cells, headers.length) && isAnother(cells[0] ?? '');
      if (count % ROWS_BETWEEN_NEWS === 0) onRows?.(count);
      if (place >= most) continue;
      numbers[place] = row;
      for (const [at, store] of stores.entries()) store.put(place, cells[at] ?? '');
    }
  } catch (error) {
    if (!(error instanceof SourceBroken)) throw error;
    return err({ type: 'unreadable', why: describeImportError(error.error).en });
  }
  onRows?.(count);
  for (const store of stores) store.end();
  const order = [...numbers.keys()].toSorted(
    (a, b) => (numbers[a] as number) - (numbers[b] as number),
  );
  isNumbered &&= count > 0;
  const header = isNumbered ? nameHeaders([NUMBERING, ...headers]) : headers;
  return ok({
    source,
    header,
    columns: header.map((name, at): KeptColumn => {
      const store = stores[at] ?? createWords(nothing);
      return { name, cells: () => store.take(order), forget: store.forget };
    }),
    numbers: order.map((place) => numbers[place] as number),
    count,
    broken,
    wide: isNumbered ? [] : wide,
    isNumbered,
  });
}

const NUMBERING = '(row)';

const isOneMore = (cells: readonly string[], headers: number): boolean =>
  cells.length === headers + 1 && cells[headers]?.trim() !== '';

/** Of rows beyond these nobody asks. */
const ROWS_COMPARED = 1_000;

function createRepeatTest(): (cell: string) => boolean {
  const known = new Set<string>();
  return (cell) => {
    if (known.size >= ROWS_COMPARED) return true;
    const before = known.size;
    return known.add(cell).size > before;
  };
}

/** As a person reads it, in one line. */
const nameText = (text: string): string => cleanCell(text).replaceAll(/\s+/g, ' ').trim();
/** In one width too. */
const plainText = (cell: string): string => narrow(nameText(cell));

/** Words that are remembered, so that each that comes back is kept once. */
const MOST_REMEMBERED = 50_000;

/** The words of one column, by place. */
function createWords(nothing: ReadonlySet<string>) {
  const words: string[] = [];
  const known = new Map<string, string>();
  return {
    put(place: number, cell: string): void {
      let word = known.get(cell);
      if (word === undefined) {
        word = plainText(cell);
        if (nothing.has(word)) word = '';
        if (known.size < MOST_REMEMBERED) known.set(cell, word);
      }
      words[place] = word;
    },
    take: (order: readonly number[]): readonly string[] =>
      order.map((place) => words[place] as string),
    forget(): void {
      words.length = 0;
    },
    /** Nothing more is put. */
    end: (): void => known.clear(),
  };
}

const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${nameText(text)
      .split('*')
      .map((part) => part.replace(/[^\w]/g, '\\$&'))
      .join('.*')}$`,
  );

const optionOf = (target: FileOptions['target']): string =>
  'column' in target ? '--target' : '--silent';
