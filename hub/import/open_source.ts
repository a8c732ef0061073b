// Opens a file for reading as a table, by what its bytes say and what the caller states.
import { detectFile } from './detect.ts';
import { openCsv } from './csv_source.ts';
import type { OpenSource } from './source.ts';
import { openXlsx } from './xlsx_source.ts';

export const openSource: OpenSource = async (path, options) => {
  const file = await detectFile(path, options.encoding);
  if (!file.ok) return file;
  return file.value.kind === 'xlsx'
    ? openXlsx(path, options)
    : openCsv(path, file.value.encoding, file.value.bytes, options);
};
