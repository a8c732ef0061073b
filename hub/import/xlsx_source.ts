// The first (or a named) sheet of an XLSX workbook, streamed; cells become the text that a CSV would hold.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ImportError } from './errors.ts';
import {
  findHeader,
  isBlankRow,
  nameHeaders,
  type Source,
  SourceBroken,
  type SourceOptions,
  type SourceRow,
} from './source.ts';
import { createMergedTest, readMerged } from './xlsx/merged_cells.ts';
import { readSheetRows } from './xlsx/sheet_rows.ts';
import { readWorkbook, type ReadableWorkbook, type Sheet, type Workbook } from './xlsx/workbook.ts';
import { XmlBroken } from './xlsx/xml.ts';
import { findPart, openZip, ZipDamaged, type ZipEntry } from './xlsx/zip.ts';

export async function openXlsx(
  path: string,
  options: SourceOptions,
): Promise<Result<Source, ImportError>> {
  try {
    const zip = await openZip(path);
    if (findPart(zip, 'xl/workbook.bin')) return err({ type: 'binary', path, kind: 'xlsb' });
    const workbook = { ...(await readWorkbook(zip)), decimal: options.decimal ?? '.' } as const;
    if (workbook.sheets.length === 0)
      return err({ type: 'broken-workbook', path, reason: 'it has no sheet' });
    const chosen = chooseSheet(workbook, options.sheet);
    if (!chosen) {
      const sheets = workbook.sheets.map(({ name }) => name);
      return err({ type: 'no-sheet', path, sheet: options.sheet ?? '', sheets });
    }
    const entry = chosen.path === undefined ? undefined : findPart(zip, chosen.path);
    if (!entry) {
      const reason = `its sheet ${chosen.name} is missing`;
      return err({ type: 'broken-workbook', path, reason });
    }

    let read = 0;
    const open = (): AsyncIterable<SourceRow> =>
      readRows(path, entry, workbook, (bytes) => (read = bytes));
    const header = await findHeader(open(), options);
    const otherSheets = workbook.sheets
      .filter((sheet) => sheet !== chosen)
      .map(({ name, isHidden }) => (isHidden ? `${name} (hidden)` : name));
    if (!header) return err({ type: 'empty', path, otherSheets });
    for (const [index, { fault }] of header.notes ?? []) {
      if (!fault) continue;
      const reason = `the header in row ${header.row}, column ${index + 1} cannot be read; expected ${fault.en}`;
      return err({ type: 'broken-workbook', path, reason });
    }
    const merged = await readMerged(entry);
    const headers = nameHeaders(header.cells);
    return ok({
      path,
      headers,
      hiddenColumns: headers.filter((_, at) =>
        header.hiddenColumns?.some(([from, to]) => from <= at && at <= to),
      ),
      rawHeaders: header.cells,
      above: header.above,
      readAs: workbook.sheets.length > 1 ? `xlsx, sheet ${chosen.name}` : 'xlsx',
      otherSheets,
      progress: () => Math.min(1, read / entry.packed),
      rows: () => rowsBelow(open(), header, createMergedTest(merged)),
    });
  } catch (error) {
    return err(errorOf(path, error));
  }
}

/** A hidden sheet is read only by its name. */
const chooseSheet = (workbook: Workbook, name: string | undefined): Sheet | undefined =>
  workbook.sheets.find((sheet) => (name === undefined ? !sheet.isHidden : sheet.name === name));

/** A sheet does not store trailing empty cells: rows are padded to the header's width. */
async function* rowsBelow(
  rows: AsyncIterable<SourceRow>,
  header: SourceRow,
  withMerged: (row: SourceRow) => SourceRow,
): AsyncGenerator<SourceRow> {
  for await (const row of rows) {
    if (row.row <= header.row) continue;
    const padding = Array<string>(Math.max(0, header.cells.length - row.cells.length)).fill('');
    yield withMerged(padding.length === 0 ? row : { ...row, cells: [...row.cells, ...padding] });
  }
}

async function* readRows(
  path: string,
  entry: ZipEntry,
  workbook: ReadableWorkbook,
  onPacked: (bytes: number) => void,
): AsyncGenerator<SourceRow> {
  try {
    for await (const row of readSheetRows(entry.read(onPacked), workbook)) {
      if (!isBlankRow(row.cells) || row.notes) yield row;
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
