// One field of a map bound to its column or columns: from the cells of a row to a value, or what is wrong with them.
import type { Day } from '#shared/base/month.ts';
import type { LocalText } from '#shared/model/text.ts';
import { type CellRule, parseCells } from './cell.ts';
import { CHARACTERS_LOST, isNines, noFigure, wordOfNoValue } from './clean_cell.ts';
import { DAY_FOR_TEXT, isRoundedIdentity, isShownDay } from './code_text.ts';
import { dayAndTime } from './dates.ts';
import type { MissingColumn } from './errors.ts';
import { type Cell, type Field, isCode, isFigure, noneOf } from './fields.ts';
import type { HeaderFinder } from './headers.ts';
import { type ColumnSpec, columnNames, type ImportMap, mapCurrency } from './map.ts';
import type { BadCell } from './record.ts';
import type { CellNote } from './source.ts';

/** A row as the slots see it: cells are clean, and blank where the map says so. */
export type RowCells = {
  readonly row: number;
  readonly cells: readonly string[];
  readonly notes: ReadonlyMap<number, CellNote> | undefined;
};

/** The value of one field of a row. What is wrong with it is added to `bad`. */
export type Slot = (cells: RowCells, bad: BadCell[]) => Cell;

export type Binder = {
  readonly map: ImportMap;
  readonly asOf: Day | undefined;
  /** Filled while binding: columns that must be there, and fields whose columns may be absent and are. */
  readonly missing: MissingColumn[];
  readonly absent: MissingColumn[];
  readonly finder: HeaderFinder;
  readonly identities: IdentityWatch;
};

/**
 * A spreadsheet makes zeros of what follows the 15th digit. Of eleven identity numbers one looks sound all the same:
 * where others of the file were rounded, it was too.
 */
export type IdentityWatch = {
  isRounded: boolean;
  readonly alike: { readonly row: number; readonly value: string }[];
};

export type BoundColumn = {
  readonly slot: Slot;
  readonly columns: readonly number[];
  readonly label: string;
};

/** The places of the columns; undefined when one is absent, which is then noted. */
export function findColumns(
  { finder, missing, absent }: Binder,
  field: string,
  spec: Pick<ColumnSpec, 'column' | 'columns' | 'aliases' | 'unit' | 'optional'>,
): readonly number[] | undefined {
  const names = spec.columns ?? (spec.column === undefined ? [] : [spec.column]);
  const found = names.map((column) => ({
    column,
    index: finder.find([column, ...(spec.aliases ?? [])], spec.unit),
  }));
  const lacking = found.filter(({ index }) => index === undefined);
  if (lacking.length === 0) return found.map(({ index }) => index ?? 0);
  const list = spec.optional ? absent : missing;
  list.push(...lacking.map(({ column }) => ({ field, column })));
  return undefined;
}

export function bindColumn(
  binder: Binder,
  name: string,
  field: Field,
  spec: ColumnSpec,
): BoundColumn | undefined {
  const columns = findColumns(binder, name, spec);
  if (!columns) return undefined;
  const rule: CellRule = {
    kind: field.kind,
    unit: spec.unit,
    format: spec.format,
    asOf: binder.asOf,
    factor: [spec.times ?? 1, spec.over ?? 1],
    decimal: binder.map.decimal,
    isExact: !(field.isReckoned || spec.rounded || spec.over !== undefined),
    noEnd: binder.map.no_end,
    isOfChina: mapCurrency(binder.map) === 'CNY',
  };
  const label = columnNames(spec).join(' + ');
  const textOf = createCellReader(field, spec);
  const isFirst = spec.take === 'first';
  const meant = new Set<unknown>(Object.values(spec.values ?? {}));
  const slot: Slot = (row, bad) => {
    const texts: string[] = [];
    for (const index of columns) {
      const read = textOf(index, row);
      if (typeof read !== 'string') {
        bad.push({ row: row.row, column: label, value: row.cells[index] ?? '', expected: read });
        return null;
      }
      if (read !== '') texts.push(read);
      if (isFirst && texts.length > 0) break;
    }
    if (texts.length === 0) {
      const blank = spec.blank === 'none' ? noneOf(field) : field.blank;
      if (blank !== 'required') return blank;
      bad.push({
        row: row.row,
        column: label,
        value: '',
        expected: { zh: '不能为空', en: 'a value (it is blank)' },
      });
      return null;
    }
    if (field.kind === 'id-tail') watchIdentity(binder.identities, row.row, texts[0] ?? '');
    const parsed = parseCells(spec.take === 'joined' ? [dayAndTime(texts)] : texts, rule);
    if ('value' in parsed) {
      const nines =
        field.ninesFrom === undefined || Math.abs(Number(parsed.value)) < field.ninesFrom
          ? undefined
          : texts.find((text) => isNines(text) && !meant.has(text));
      if (nines === undefined) return parsed.value;
      bad.push({ row: row.row, column: label, value: nines, expected: noFigure(nines) });
      return null;
    }
    const value = texts.join(' + ');
    bad.push({ row: row.row, column: label, value, expected: parsed.expected });
    return null;
  };
  return { slot, columns, label };
}

/** `东?路`: what an export writes for a character that it cannot. */
const LOST_INSIDE = /\p{Script=Han}[?□〓]+\p{Script=Han}/u;

function watchIdentity(watch: IdentityWatch, row: number, value: string): void {
  if (!/^\d{15}000$/.test(value)) return;
  if (isRoundedIdentity(value)) watch.isRounded = true;
  else watch.alike.push({ row, value });
}

/** The text of one cell in the map's words, blank where it says nothing; or what was expected in its place. */
function createCellReader(
  field: Field,
  spec: ColumnSpec,
): (index: number, row: RowCells) => string | LocalText {
  const blanks = new Set(spec.blanks);
  const values = spec.values && wordTable(spec.values);
  const isName = isCode(field.kind);
  const isText = !isFigure(field.kind);
  const isAsShown = isName || field.kind === 'text';
  return (index, { cells, notes }) => {
    let text = cells[index] ?? '';
    if (blanks.has(text) && text !== '') return '';
    const note = notes?.get(index);
    if (note) {
      if (note.fault) return note.fault;
      if (isName && note.noCode) return note.noCode;
      if (field.isNoDay && note.noCode) return DAY_FOR_TEXT;
      if (isAsShown && note.shown !== undefined) text = note.shown;
    }
    if (text === '' || blanks.has(text)) return '';
    if (values) {
      const word = values.get(text);
      if (word !== undefined) return word ?? '';
      if (spec.otherwise !== undefined) return spec.otherwise ?? '';
    }
    if (field.isNoDay && isShownDay(text)) return DAY_FOR_TEXT;
    if (field.isNoDay && LOST_INSIDE.test(text)) return CHARACTERS_LOST;
    return (isText && wordOfNoValue(text)) || text;
  };
}

/** Words as a map writes them against cells that were trimmed: blanks around them do not count. */
export const wordTable = <T>(words: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(words).map(([word, value]) => [word.trim(), value]));
