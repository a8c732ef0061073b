// CSV in any of the known encodings, streamed.
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { LocalText } from '#shared/model/text.ts';
import { detectDelimiter, type DelimiterName, DELIMITERS, type Encoding } from './detect.ts';
import type { ImportError } from './errors.ts';
import {
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
    const delimiter = options.delimiter ?? detectDelimiter(await sampleOf(path, encoding));
    let read = 0;
    const open = (): AsyncIterable<SourceRow> =>
      readRows(path, encoding, delimiter, bytes, (count) => (read = count));
    const header = await firstRow(open());
    if (!header) return err({ type: 'empty', path });
    return ok({
      path,
      headers: nameHeaders(header.cells),
      rawHeaders: header.cells,
      readAs: `${encoding}, ${DELIMITER_WORDS[delimiter]}`,
      progress: () => (bytes === 0 ? 1 : Math.min(1, read / bytes)),
      rows: () => withoutFirst(open()),
    });
  } catch (error) {
    if (error instanceof SourceBroken) return err(error.error);
    throw error;
  }
}

const DELIMITER_WORDS: Readonly<Record<DelimiterName, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  tab: 'tab',
};

async function sampleOf(path: string, encoding: Encoding): Promise<string> {
  for await (const text of decoded(path, encoding, () => undefined)) return text.slice(0, SAMPLE);
  return '';
}

async function firstRow(rows: AsyncIterable<SourceRow>): Promise<SourceRow | undefined> {
  for await (const row of rows) return row;
  return undefined;
}

async function* withoutFirst(rows: AsyncIterable<SourceRow>): AsyncGenerator<SourceRow> {
  let first = true;
  for await (const row of rows) {
    if (!first) yield row;
    first = false;
  }
}

async function* readRows(
  path: string,
  encoding: Encoding,
  delimiter: DelimiterName,
  bytes: number,
  onBytes: (count: number) => void,
): AsyncGenerator<SourceRow> {
  let read = 0;
  const count = (sum: number): void => {
    read = sum;
    onBytes(sum);
  };
  const parser = parse({
    delimiter: DELIMITERS[delimiter],
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_RECORD,
  });
  // Errors of either end come out of the loop below.
  pipeline(Readable.from(decoded(path, encoding, count)), parser, () => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<readonly string[]>) {
      row += 1;
      if (!isBlankRow(cells)) yield { row, cells };
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
      throw new SourceBroken({ type: 'encoding', path, tried: encoding, at: count });
    }
    throw error;
  }
}

function csvError(path: string, error: CsvError, row: number): ImportError {
  const unclosed: LocalText = {
    zh: '引号没有配对（字段以 " 开头却没有结束）',
    en: 'a quotation mark is not closed (a field begins with " and never ends)',
  };
  const other: LocalText = { zh: `CSV 格式错误：${error.message}`, en: error.message };
  const isUnclosed = ['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE'].includes(error.code);
  return { type: 'broken-csv', path, line: row + 1, reason: isUnclosed ? unclosed : other };
}
