// Opens a file as a table, with what the caller and the map state of it.
import { ok } from '#shared/base/result.ts';
import { openCsv } from './csv_source.ts';
import { detectFile } from './detect.ts';
import type { ImportMap } from './map.ts';
import { type OpenSource, type SourceOptions, withRowNumber } from './source.ts';
import { openXlsx } from './xlsx_source.ts';

/** What the caller states counts before what the map says. */
export const sourceOptions = (map: ImportMap, options: SourceOptions): SourceOptions => ({
  sheet: options.sheet ?? map.sheet,
  headerRow: options.headerRow ?? map.header_row,
  delimiter: options.delimiter ?? map.delimiter,
  encoding: options.encoding ?? map.encoding,
  headers: map.headers,
  rowNumber: map.row_number,
  decimal: map.decimal,
});

/** Opens a file as a table, by what its bytes say and what the caller states. */
export const openSource: OpenSource = async (path, options) => {
  const file = await detectFile(path, options.encoding);
  if (!file.ok) return file;
  const source =
    file.value.kind === 'xlsx'
      ? await openXlsx(path, options)
      : await openCsv(path, file.value.encoding, file.value.bytes, options);
  return source.ok ? ok(withRowNumber(source.value, options.rowNumber)) : source;
};
