// A table as a CSV file of one system or another, sometimes damaged on the way.
import iconv from 'iconv-lite';
import type { SourceOptions } from '#hub/import/source.ts';
import type { Random } from './random.ts';
import type { QuirkTable } from './table.ts';

export type QuirkFile = {
  readonly name: string;
  readonly bytes: Buffer;
  readonly options: SourceOptions;
  /** Row of the first customer, as a spreadsheet counts. */
  readonly firstRow: number;
};

export function asCsv(table: QuirkTable, random: Random): QuirkFile {
  const delimiter = random.pick([',', ';', '\t', '|']);
  const end = random.pick(['\n', '\r\n', '\r']);
  const isQuoted = random.chance(0.2);
  // Some write a quotation mark inside a cell as it is, some a blank before the quotes.
  const isBare = random.chance(0.05);
  const isSpaced = random.chance(0.02);
  const cell = (text: string): string =>
    isBare && !text.includes(delimiter) && !/[\r\n]/.test(text) ? text : quoteCell(text);
  const quoteCell = (text: string): string =>
    isSpaced && text.includes(delimiter)
      ? ` "${text}"`
      : isQuoted || text.includes(delimiter) || /["\r\n]/.test(text)
        ? `"${text.replaceAll('"', '""')}"`
        : text;
  // A delimiter too many at the end of each line, or of the rows alone.
  const tail = random.chance(0.05) ? delimiter : '';
  const line = (cells: readonly string[]): string => cells.map(cell).join(delimiter) + tail + end;
  const last = random.pick(['', '', '', '', '', '', end, `${end}${end}`, '\u001a']);
  const { columns, meant, title, total } = table;
  const width = columns.length;
  const lines = [
    ...(title === undefined ? [] : [line([title, ...Array<string>(width - 1).fill('')])]),
    line(columns.map(({ header }) => header)),
    ...meant.map((_, row) => line(columns.map(({ cells }) => cells[row]?.text ?? ''))),
    // Blank lines, or the mark that DOS programs end a file with.
    ...(last === '' ? [] : [last]),
    ...(total ? [line(total)] : []),
  ];
  const hasSep = random.chance(0.1) && width > 1;
  const body = (hasSep ? `sep=${delimiter}${end}` : '') + lines.join('');
  const headerRow = title === undefined ? 1 : 2;
  return {
    name: 'quirk.csv',
    bytes: encoded(body, lines, random),
    options: title === undefined ? {} : { headerRow },
    firstRow: headerRow + 1,
  };
}

function encoded(body: string, lines: readonly string[], random: Random): Buffer {
  switch (random.int(9)) {
    case 0:
      return iconv.encode(body, 'utf-16le', { addBOM: true });
    case 1:
      return iconv.encode(body, 'utf-16be', { addBOM: true });
    case 2:
    case 3:
      return iconv.encode(body, 'gb18030');
    case 4:
      return Buffer.from(`\uFEFF${body}`);
    case 5: {
      // The last row was appended by another program.
      const last = lines.at(-1) ?? '';
      const rest = body.slice(0, body.length - last.length);
      return Buffer.concat([iconv.encode(rest, 'gb18030'), Buffer.from(last)]);
    }
    case 6: {
      // A field was cut at a length in bytes.
      const bytes = Buffer.from(body);
      const at = bytes.lastIndexOf(0xe5);
      return at < 0 ? bytes : Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(at + 3)]);
    }
    default:
      return Buffer.from(body);
  }
}
