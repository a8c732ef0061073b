// The first (or a named) sheet of an XLSX workbook, streamed; cells become the text that a CSV would hold.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ImportError } from './errors.ts';
import {
  isBlankRow,
  nameHeaders,
  type Source,
  SourceBroken,
  type SourceOptions,
  type SourceRow,
} from './source.ts';
import { readSheetRows } from './xlsx/sheet_rows.ts';
import { readWorkbook, type Workbook } from './xlsx/workbook.ts';
import { XmlBroken } from './xlsx/xml.ts';
import { openZip, ZipDamaged, type ZipEntry } from './xlsx/zip.ts';

export async function openXlsx(
  path: string,
  options: SourceOptions,
): Promise<Result<Source, ImportError>> {
  try {
    const zip = await openZip(path);
    const workbook = await readWorkbook(zip);
    const sheets = workbook.sheets.map(({ name }) => name);
    const { sheet } = options;
    const chosen = workbook.sheets.find(({ name }) => sheet === undefined || name === sheet);
    if (sheets.length === 0)
      return err({ type: 'broken-workbook', path, reason: 'it has no sheet' });
    const entry = chosen && zip.get(chosen.path);
    if (!entry) return err({ type: 'no-sheet', path, sheet: sheet ?? '', sheets });

    let read = 0;
    const open = (): AsyncIterable<SourceRow> =>
      readRows(path, entry, workbook, (bytes) => (read = bytes));
    const header = await firstRow(open());
    if (!header) return err({ type: 'empty', path });
    return ok({
      path,
      headers: nameHeaders(header.cells),
      rawHeaders: header.cells,
      readAs: sheets.length > 1 ? `xlsx, sheet ${chosen.name}` : 'xlsx',
      progress: () => Math.min(1, read / entry.packed),
      rows: () => rowsBelow(open(), header.cells.length),
    });
  } catch (error) {
    return err(errorOf(path, error));
  }
}

async function firstRow(rows: AsyncIterable<SourceRow>): Promise<SourceRow | undefined> {
  for await (const row of rows) return row;
  return undefined;
}

/** A sheet does not store trailing empty cells: rows are padded to the header's width. */
async function* rowsBelow(
  rows: AsyncIterable<SourceRow>,
  width: number,
): AsyncGenerator<SourceRow> {
  let first = true;
  for await (const { row, cells } of rows) {
    const padding = Array<string>(Math.max(0, width - cells.length)).fill('');
    if (!first) yield { row, cells: [...cells, ...padding] };
    first = false;
  }
}

async function* readRows(
  path: string,
  entry: ZipEntry,
  workbook: Workbook,
  onPacked: (bytes: number) => void,
): AsyncGenerator<SourceRow> {
  try {
    for await (const row of readSheetRows(entry.read(onPacked), workbook)) {
      if (!isBlankRow(row.cells)) yield row;
    }
  } catch (error) {
    throw new SourceBroken(errorOf(path, error));
  }
}

/** @throws what is neither damage nor a file that cannot be read. */
function errorOf(path: string, error: unknown): ImportError {
  if (error instanceof SourceBroken) return error.error;
  if (error instanceof ZipDamaged || error instanceof XmlBroken) {
    return { type: 'broken-workbook', path, reason: error.message };
  }
  throw error;
}
