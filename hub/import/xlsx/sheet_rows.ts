// Rows of a worksheet as text (ECMA-376 part 1, 18.3.1): numbers plain, days as YYYY-MM-DD, truth as true and false.
import type { CellNote, SourceRow } from '#hub/import/source.ts';
import { type OpenCell, textOfCell } from './cell_text.ts';
import {
  isMarked,
  isTrue,
  LONGEST_STRING,
  type ReadableWorkbook,
  unescapeText,
} from './workbook.ts';
import { visitXml, type XmlAttributes, XmlBroken, type XmlVisitor } from './xml.ts';

/** @param chunks of the sheet's XML. Rows that the sheet leaves out are left out here. */
export async function* readSheetRows(
  chunks: AsyncIterable<Buffer>,
  workbook: ReadableWorkbook,
): AsyncGenerator<SourceRow> {
  let rows: SourceRow[] = [];
  let cells = 0;
  const onRow = (row: SourceRow): void => {
    rows.push(row);
    cells += row.cells.length;
    if (cells > MOST_CELLS_AT_ONCE)
      throw new XmlBroken(
        `its rows reach to column ${row.cells.length} with nearly nothing in them`,
      );
  };
  const reader = createRowReader(workbook, onRow);
  for await (const _ of visitXml(chunks, reader)) {
    yield* rows;
    rows = [];
    cells = 0;
  }
}

const TWICE = {
  zh: '一个值（同一单元格在文件里写了两次）',
  en: 'one value (the file tells this cell twice)',
};

function createRowReader(workbook: ReadableWorkbook, onRow: (row: SourceRow) => void): XmlVisitor {
  let row = 0;
  let rowText = '0';
  let isHidden = false;
  let hiddenColumns: (readonly [from: number, to: number])[] | undefined;
  let cells: string[] = [];
  let notes: Map<number, CellNote> | undefined;
  let cell: OpenCell | undefined;
  let column = 0;
  /** What the text that follows belongs to. */
  let place: 'value' | 'text' | undefined;
  /** Characters of the cell's text before this run of it. */
  let before = 0;
  let inGuide = false;
  /** Extensions may hold rows and cells of their own. */
  let extensions = 0;
  const note = (at: number, told: CellNote): void => {
    notes ??= new Map();
    notes.set(at, told);
  };
  const openRow = (attributes: XmlAttributes): void => {
    const told = attributes['r'] ?? String(row + 1);
    if (!/^\d{1,7}$/.test(told))
      throw new XmlBroken(`after row ${row} stands one without a number`);
    const next = Number(told);
    if (!(next > row && next <= MOST_ROWS))
      throw new XmlBroken(`row ${next} stands after row ${row}`);
    row = next;
    rowText = String(row);
    isHidden = isTrue(attributes['hidden']);
    cells = [];
    notes = undefined;
  };
  const openCell = (attributes: XmlAttributes): void => {
    const reference = attributes['r'];
    column = reference === undefined ? cells.length : columnOfReference(reference, rowText);
    if (column >= MOST_COLUMNS) throw new XmlBroken(`row ${row} has more than 16,384 columns`);
    cell = {
      type: attributes['t'] ?? 'n',
      style: Number(attributes['s'] ?? '0'),
      value: undefined,
      text: undefined,
      hasFormula: false,
      isStruck: false,
      isTwice: false,
    };
  };
  const closeCell = (closed: OpenCell): void => {
    const { text, note: told } = textOfCell(closed, workbook);
    const before = cells[column];
    const isTold = text !== '' || told !== undefined;
    if (isTold && before !== undefined && (before !== '' || notes?.has(column) === true))
      note(column, { fault: TWICE });
    else if (told) note(column, told);
    while (cells.length < column) cells.push('');
    if (isTold || before === undefined) cells[column] = text;
  };
  const open = (name: string, attributes: XmlAttributes): void => {
    if (name === 'extLst') extensions += 1;
    if (extensions > 0) return;
    if (name === 'row') openRow(attributes);
    else if (name === 'col' && isTrue(attributes['hidden']))
      (hiddenColumns ??= []).push([Number(attributes['min']) - 1, Number(attributes['max']) - 1]);
    else if (name === 'c') openCell(attributes);
    else if (name === 'rPh') inGuide = true;
    else if (!cell) return;
    else if (name === 'f') cell.hasFormula = true;
    else if (isMarked(name, attributes)) cell.isStruck = true;
    else if (name === 'v') {
      if (cell.value !== undefined) cell.isTwice = true;
      cell.value = '';
      place = 'value';
    } else if (name === 'is') {
      if (cell.text !== undefined) cell.isTwice = true;
      cell.text = '';
    } else if (name === 't' && !inGuide) {
      place = 'text';
      before = cell.text?.length ?? 0;
    }
  };
  const close = (name: string): void => {
    if (name === 'extLst') extensions -= 1;
    if (extensions > 0) return;
    // Each run was escaped by itself.
    if (place === 'text' && cell?.text !== undefined)
      cell.text = cell.text.slice(0, before) + unescapeText(cell.text.slice(before));
    if (name === 'v' || name === 't') place = undefined;
    else if (name === 'rPh') inGuide = false;
    else if (name === 'c' && cell) {
      closeCell(cell);
      cell = undefined;
    } else if (name === 'row') onRow({ row, cells, notes, isHidden, hiddenColumns });
  };
  const text = (run: string): void => {
    if (!cell || !place) return;
    if (place === 'value') cell.value = (cell.value ?? '') + run;
    else cell.text = (cell.text ?? '') + run;
    if (run.length > LONGEST_STRING) throw new XmlBroken('a text of more than 32,767 characters');
  };
  return { open, text, close };
}

/** Of one chunk, blanks counted: a chunk of usual rows with one stray cell each at the far right has fewer. */
const MOST_CELLS_AT_ONCE = 6_000_000;

/** What a spreadsheet can hold: XFD1048576. */
const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;

/** `C7` is 2. @throws XmlBroken when it is no cell of this row */
function columnOfReference(reference: string, row: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at += 1) {
    const value = reference.charCodeAt(at) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  if (
    column < 1 ||
    column > MOST_COLUMNS ||
    at + row.length !== reference.length ||
    !reference.endsWith(row)
  )
    throw new XmlBroken(`a cell ${reference.slice(0, 20)} in row ${row}`);
  return column - 1;
}
