// A table in a file, row by row, whatever the file is. Rows are counted as a spreadsheet shows them: the header is 1.
import type { Result } from '#shared/base/result.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { DecimalMark } from './decimal.ts';
import type { DelimiterName } from './delimiter.ts';
import type { Encoding } from './detect.ts';
import type { ImportError } from './errors.ts';

/** What the text of a cell does not say of it. */
export type CellNote = {
  /** The cell cannot be read: what was expected in its place. */
  readonly fault?: LocalText;
  /** It is a number or a day that cannot stand for a name or code: what was expected in its place. */
  readonly noCode?: LocalText;
  /** As the spreadsheet shows it, where that differs: `0007` for 7. */
  readonly shown?: string;
};

export type SourceRow = {
  readonly row: number;
  readonly cells: readonly string[];
  /** By the place of the cell; most rows have none. */
  readonly notes?: ReadonlyMap<number, CellNote> | undefined;
  /** The row cannot be trusted as a whole: what was expected. */
  readonly fault?: LocalText | undefined;
  /** The spreadsheet does not show this row. */
  readonly isHidden?: boolean | undefined;
  /** The spreadsheet does not show these columns, from and to, by their place. */
  readonly hiddenColumns?: readonly (readonly [from: number, to: number])[] | undefined;
};

export interface Source {
  readonly path: string;
  /** Made unique by `nameHeaders`. */
  readonly headers: readonly string[];
  /** As they stand in the file, for a copy of it. */
  readonly rawHeaders: readonly string[];
  /** Cells that stand above the headers. */
  readonly above: readonly string[];
  /** Of `headers`: those whose columns the spreadsheet does not show. */
  readonly hiddenColumns?: readonly string[];
  /** `utf-8, comma`: how it was read. */
  readonly readAs: string;
  /** Sheets of the workbook that are not read; the hidden ones are marked. */
  readonly otherSheets: readonly string[];
  /** 0 to 1; undefined where the format does not tell. */
  readonly progress: () => number | undefined;
  /** Blank rows are left out. @throws SourceBroken half-way when the file turns out to be damaged. */
  readonly rows: () => AsyncIterable<SourceRow>;
}

export type SourceOptions = {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: DelimiterName | undefined;
  readonly sheet?: string | undefined;
  /** The row that holds the headers; the first that is not blank when left out. */
  readonly headerRow?: number | undefined;
  /** Names of the columns of a file that has no headers; data begins at `headerRow`. */
  readonly headers?: readonly string[] | undefined;
  /** Adds a column of this name that holds the number of each row, unless the file has one. */
  readonly rowNumber?: string | undefined;
  /** What parts the fraction in texts: number cells of a workbook are then written so too. */
  readonly decimal?: DecimalMark | undefined;
};

export type OpenSource = (
  path: string,
  options: SourceOptions,
) => Promise<Result<Source, ImportError>>;

/** Damage found while rows were already flowing; the import stops and changes nothing. */
export class SourceBroken extends Error {
  override readonly name = 'SourceBroken';
  readonly error: ImportError;

  constructor(error: ImportError) {
    super(error.type);
    this.error = error;
  }
}

/** The second column named `x` is addressed as `x#2`; a column without a name as `column 7`. */
export function nameHeaders(raw: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return raw.map((header, index) => {
    const name = header.trim() === '' ? `column ${index + 1}` : header.trim();
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}

/** What is stated; else the first row from `headerRow` on, or of all. `above`: what stands over it, where anything may. */
export async function findHeader(
  rows: AsyncIterable<SourceRow>,
  { headers, headerRow = 1 }: SourceOptions,
): Promise<(SourceRow & { readonly above: readonly string[] }) | undefined> {
  const above: string[] = [];
  if (headers && headerRow === 1) return { row: 0, cells: headers, above };
  for await (const row of rows) {
    if (row.row >= headerRow)
      return headers ? { row: headerRow - 1, cells: headers, above } : { ...row, above };
    if (above.length < MOST_ABOVE) above.push(...row.cells.filter((cell) => cell !== ''));
  }
  return headers && { row: headerRow - 1, cells: headers, above };
}

const MOST_ABOVE = 1_000;

/** The mark with which DOS programs end a file too. */
export const isBlankRow = (cells: readonly string[]): boolean =>
  cells.every((cell) => BLANK.test(cell));

// oxlint-disable-next-line no-control-regex -- that is what they write
const BLANK = /^[\s\u001a]*$/;

/** With the row's number as the first cell. */
export function withRowNumber(source: Source, name: string | undefined): Source {
  if (name === undefined || source.headers.includes(name)) return source;
  return {
    ...source,
    headers: [name, ...source.headers],
    rawHeaders: [name, ...source.rawHeaders],
    rows: () => numbered(source.rows()),
  };
}

async function* numbered(rows: AsyncIterable<SourceRow>): AsyncGenerator<SourceRow> {
  for await (const { row, cells, notes, ...rest } of rows)
    yield {
      ...rest,
      row,
      cells: [String(row), ...cells],
      notes: notes && new Map([...notes].map(([at, note]) => [at + 1, note])),
    };
}
