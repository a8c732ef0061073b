// CSV in any of the known encodings, streamed.
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { LocalText } from '#shared/model/text.ts';
import {
  DELIMITER_WORDS,
  detectDelimiter,
  type DelimiterName,
  DELIMITERS,
  statedDelimiter,
} from './delimiter.ts';
import type { Encoding } from './detect.ts';
import { findFault } from './encoding_survey.ts';
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

/** A quote that is never closed must not take the rest of a large file into memory. */
const LONGEST_RECORD = 1 << 20;
const SAMPLE = 64 * 1024;

export async function openCsv(
  path: string,
  encoding: Encoding,
  bytes: number,
  options: SourceOptions,
): Promise<Result<Source, ImportError>> {
  try {
    const sample = await sampleOf(path, encoding);
    const stated = statedDelimiter(sample);
    const delimiter = options.delimiter ?? stated ?? detectDelimiter(sample);
    let read = 0;
    const format = { encoding, delimiter, bytes, skipsFirst: stated !== undefined };
    const open = (): AsyncIterable<SourceRow> => readRows(path, format, (count) => (read = count));
    const header = await findHeader(open(), options);
    if (!header) return err({ type: 'empty', path });
    return ok({
      path,
      headers: nameHeaders(header.cells),
      rawHeaders: header.cells,
      above: header.above,
      readAs: `${encoding}, ${DELIMITER_WORDS[delimiter]}`,
      otherSheets: [],
      progress: () => (bytes === 0 ? 1 : Math.min(1, read / bytes)),
      rows: () => rowsBelow(open(), header.row),
    });
  } catch (error) {
    if (error instanceof SourceBroken) return err(error.error);
    throw error;
  }
}

/** Of the text: as it was detected or stated. */
type Format = {
  readonly encoding: Encoding;
  readonly delimiter: DelimiterName;
  readonly bytes: number;
  /** The first line tells the delimiter and is no row. */
  readonly skipsFirst: boolean;
};

async function sampleOf(path: string, encoding: Encoding): Promise<string> {
  for await (const text of decoded(path, encoding, () => undefined)) return text.slice(0, SAMPLE);
  return '';
}

async function* rowsBelow(
  rows: AsyncIterable<SourceRow>,
  headerRow: number,
): AsyncGenerator<SourceRow> {
  for await (const row of rows) if (row.row > headerRow) yield row;
}

async function* readRows(
  path: string,
  { encoding, delimiter, bytes, skipsFirst }: Format,
  onBytes: (count: number) => void,
): AsyncGenerator<SourceRow> {
  let read = 0;
  const count = (sum: number): void => {
    read = sum;
    onBytes(sum);
  };
  const parser = parse({
    delimiter: [...DELIMITERS[delimiter]],
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_RECORD,
  });
  // Errors of either end come out of the loop below.
  pipeline(Readable.from(decoded(path, encoding, count)), parser, () => undefined);
  const isBadlyQuoted = createQuoteTest(delimiter);
  let row = skipsFirst ? -1 : 0;
  try {
    for await (const parsed of parser as AsyncIterable<readonly string[]>) {
      const cells = delimiter === 'blanks' ? parsed.filter((cell) => cell !== '') : parsed;
      row += 1;
      if (row > 0 && !isBlankRow(cells))
        yield isBadlyQuoted(cells) ? { row, cells, fault: QUOTES } : { row, cells };
    }
    // Its last line may be half a line.
    if (read !== bytes) throw new SourceBroken({ type: 'changed', path });
  } catch (error) {
    if (error instanceof CsvError) throw new SourceBroken(csvError(path, error, row));
    // Away, or on a disk that failed.
    if (error instanceof Error && 'syscall' in error) {
      throw new SourceBroken({ type: 'unreadable', path, reason: error.message });
    }
    throw error;
  } finally {
    parser.destroy();
  }
}

/**
 * Tells rows whose quotation marks are no pairs: `"王"芳`, `"王\\"芳"`, a mark that was never closed until another cell
 * had one, and marks behind a blank (`, "东,路"`), which the parser takes for text, so that a delimiter or a line break
 * inside parts the cell. Rows may be inside such a cell. A sound cell that begins with a mark and has another looks the
 * same, and is refused too.
 */
function createQuoteTest(delimiter: DelimiterName): (cells: readonly string[]) => boolean {
  let isOpen = false;
  const [mark = ','] = DELIMITERS[delimiter];
  return (cells) => {
    if (cells.some((cell, at) => at > 1 && holdsRows(cell, at, mark))) return true;
    if (!cells.some((cell) => cell.includes('"'))) return isOpen;
    const wasOpen = isOpen;
    const odd = cells.filter((cell) => cell.split('"').length % 2 === 0);
    const opens = odd.some((cell) => /^\s+"/.test(cell));
    if (odd.length % 2 === 1) isOpen = wasOpen ? false : opens;
    return (
      wasOpen ||
      opens ||
      odd.length > 1 ||
      cells.some((cell) => cell.charCodeAt(0) === 0x22 && cell.includes('"', 1))
    );
  };
}

/** `…,"东路⏎A9,李,西路"` by marks in two rows: its last line has as many cells before as the cell has itself. */
const holdsRows = (cell: string, at: number, mark: string): boolean =>
  cell.includes('\n') && (cell.split(/\r\n?|\n/).at(-1) ?? '').split(mark).length - 1 === at;

const QUOTES: LocalText = {
  zh: '引号成对的单元格（字段以 " 开头，引号之后还有文字；请修正引号，或另存为 XLSX）',
  en: 'cells with their quotation marks in pairs (one begins with " and goes on behind the closing one: mend the marks, or save the table as XLSX)',
};

/** @throws SourceBroken at the first bytes that are not of this encoding. */
async function* decoded(
  path: string,
  encoding: Encoding,
  onBytes: (count: number) => void,
): AsyncGenerator<string> {
  // Leaves out a byte order mark.
  const decoder = new TextDecoder(encoding, { fatal: true });
  let count = 0;
  try {
    for await (const chunk of createReadStream(path, {
      highWaterMark: 1 << 18,
    }) as AsyncIterable<Buffer>) {
      const text = decoder.decode(chunk, { stream: true });
      count += chunk.length;
      onBytes(count);
      if (text !== '') yield text;
    }
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      const { at, line } = (await findFault(path, encoding)) ?? { at: count, line: 0 };
      throw new SourceBroken({ type: 'encoding', path, tried: encoding, at, line });
    }
    throw error;
  }
}

function csvError(path: string, error: CsvError, row: number): ImportError {
  const unclosed: LocalText = {
    zh: '引号没有配对（字段以 " 开头却没有结束）',
    en: 'a quotation mark is not closed (a field begins with " and never ends)',
  };
  const endless: LocalText = {
    zh: '一行超过 1 MB（引号没有配对，或这一行没有结束）',
    en: 'a row of more than 1 MB (a quotation mark is not closed, or the line never ends)',
  };
  const reasons: Readonly<Record<string, LocalText>> = {
    CSV_QUOTE_NOT_CLOSED: unclosed,
    CSV_MAX_RECORD_SIZE: endless,
  };
  const other: LocalText = { zh: 'CSV 格式错误', en: 'it is not written as CSV' };
  return { type: 'broken-csv', path, line: row + 1, reason: reasons[error.code] ?? other };
}
