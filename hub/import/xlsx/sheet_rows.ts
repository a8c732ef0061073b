// The rows of one sheet as text, streamed.
import { addDays, day } from '#shared/base/month.ts';
import type { SourceRow } from '#hub/import/source.ts';
import { unescapeText, type Workbook } from './workbook.ts';
import { readXml, XmlBroken, type XmlEvent } from './xml.ts';

/** @param chunks of the sheet's XML. Rows that the sheet leaves out are left out here. */
export async function* readSheetRows(
  chunks: AsyncIterable<Buffer>,
  workbook: Workbook,
): AsyncGenerator<SourceRow> {
  const reader = createRowReader(workbook);
  for await (const events of readXml(chunks)) {
    for (const event of events) {
      const row = reader.see(event);
      if (row) yield row;
    }
  }
}

type OpenCell = {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  text: string;
};

function createRowReader(workbook: Workbook): { see(event: XmlEvent): SourceRow | undefined } {
  let row = 0;
  let cells: string[] = [];
  let cell: OpenCell | undefined;
  let inValue = false;
  let inGuide = false;
  const open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'row') {
      row = attributes['r'] === undefined ? row + 1 : Number(attributes['r']);
      cells = [];
    } else if (name === 'c') {
      const column =
        attributes['r'] === undefined ? cells.length : columnOfReference(attributes['r']);
      cell = {
        column,
        type: attributes['t'] ?? 'n',
        style: Number(attributes['s'] ?? '0'),
        text: '',
      };
    } else if (name === 'v' || name === 't') inValue = true;
    else if (name === 'rPh') inGuide = true;
  };
  const close = (name: string): SourceRow | undefined => {
    if (name === 'v' || name === 't') inValue = false;
    else if (name === 'rPh') inGuide = false;
    else if (name === 'c' && cell) {
      while (cells.length < cell.column) cells.push('');
      cells[cell.column] = textOfCell(cell, workbook);
      cell = undefined;
    } else if (name === 'row') return { row, cells };
    return undefined;
  };
  return {
    see(event) {
      if (event.type === 'open') open(event.name, event.attributes);
      else if (event.type === 'close') return close(event.name);
      else if (cell && inValue && !inGuide) cell.text += event.text;
      return undefined;
    },
  };
}

function textOfCell({ type, style, text }: OpenCell, workbook: Workbook): string {
  if (text === '') return '';
  switch (type) {
    case 's':
      return workbook.strings[Number(text)] ?? '';
    case 'b':
      return text === '1' ? 'true' : 'false';
    case 'd':
      return text.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
    case 'n': {
      const value = Number(text);
      if (!Number.isFinite(value)) return text;
      // 49.899999999999999 is how a spreadsheet stores 49.9.
      return workbook.dateStyles.has(style)
        ? dateOfSerial(value, workbook.from1904)
        : String(value);
    }
    default:
      return unescapeText(text);
  }
}

const twoDigits = (value: number): string => String(Math.floor(value)).padStart(2, '0');

/** Day 60 of the 1900 calendar, 29 February 1900, never was: earlier days are one too low. */
function dateOfSerial(serial: number, from1904: boolean): string {
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  if (days < 0 || days > 2_958_465) return String(serial);
  const date = from1904
    ? addDays(day('1904-01-01'), days)
    : addDays(day('1899-12-30'), days < 60 ? days + 1 : days);
  const time = seconds - days * 86_400;
  return time === 0
    ? date
    : `${date} ${twoDigits(time / 3600)}:${twoDigits((time / 60) % 60)}:${twoDigits(time % 60)}`;
}

/** What a spreadsheet can hold: XFD. */
const MOST_COLUMNS = 16_384;

/** `C7` is 2. */
function columnOfReference(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  if (column > MOST_COLUMNS) throw new XmlBroken(`a cell ${reference.slice(0, 20)}`);
  return column - 1;
}
