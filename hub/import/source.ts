// A table in a file, row by row, whatever the file is. Rows are counted as a spreadsheet shows them: the header is 1.
import type { Result } from '#shared/base/result.ts';
import type { LocalText } from '#shared/model/text.ts';
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
  /** The spreadsheet does not show this row. */
  readonly isHidden?: boolean | undefined;
};

export interface Source {
  readonly path: string;
  /** Made unique by `nameHeaders`. */
  readonly headers: readonly string[];
  /** As they stand in the file, for a copy of it. */
  readonly rawHeaders: readonly string[];
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

/** The first row from `headerRow` on, or of all. */
export async function findHeader(
  rows: AsyncIterable<SourceRow>,
  headerRow = 1,
): Promise<SourceRow | undefined> {
  for await (const row of rows) if (row.row >= headerRow) return row;
  return undefined;
}

export const isBlankRow = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell.trim() === '');
