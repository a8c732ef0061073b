// The first (or a named) sheet of an XLSX workbook, streamed; cells become the text that a CSV would hold.
import exceljs from 'exceljs';
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

export async function openXlsx(
  path: string,
  options: SourceOptions,
): Promise<Result<Source, ImportError>> {
  try {
    let header: SourceRow | undefined;
    for await (const row of readRows(path, options.sheet)) {
      header = row;
      break;
    }
    if (!header) return err({ type: 'empty', path });
    const width = header.cells.length;
    return ok({
      path,
      headers: nameHeaders(header.cells),
      rawHeaders: header.cells,
      readAs: 'xlsx',
      progress: () => undefined,
      rows: () => rowsBelow(path, options.sheet, width),
    });
  } catch (error) {
    if (error instanceof SourceBroken) return err(error.error);
    throw error;
  }
}

/** A sheet does not store trailing empty cells: rows are padded to the header's width. */
async function* rowsBelow(
  path: string,
  sheet: string | undefined,
  width: number,
): AsyncGenerator<SourceRow> {
  let first = true;
  for await (const { row, cells } of readRows(path, sheet)) {
    if (!first)
      yield {
        row,
        cells: [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill('')],
      };
    first = false;
  }
}

async function* readRows(path: string, sheet: string | undefined): AsyncGenerator<SourceRow> {
  const reader = new exceljs.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
  });
  const seen: string[] = [];
  try {
    for await (const worksheet of reader) {
      // The streaming reader knows the name; its published type does not.
      const { name } = worksheet as unknown as { readonly name: string };
      seen.push(name);
      if (sheet !== undefined && name !== sheet) continue;
      for await (const row of worksheet) {
        const cells = textsOfRow(row);
        if (!isBlankRow(cells)) yield { row: row.number, cells };
      }
      return;
    }
  } catch (error) {
    throw new SourceBroken({ type: 'broken-workbook', path, reason: (error as Error).message });
  }
  if (sheet !== undefined) throw new SourceBroken({ type: 'no-sheet', path, sheet, sheets: seen });
}

function textsOfRow(row: exceljs.Row): readonly string[] {
  // Index 0 is unused; holes stand for empty cells.
  const values = (row.values as readonly exceljs.CellValue[]).slice(1);
  return Array.from(values, textOfCell);
}

function textOfCell(value: exceljs.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('text' in value) return textOfCell(value.text);
  if ('error' in value) return value.error;
  if ('result' in value) return textOfCell(value.result as exceljs.CellValue);
  return '';
}
