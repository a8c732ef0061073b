// Binds a map to the headers of one file: afterwards each row is read by position.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Day } from '#shared/base/month.ts';
import type { LocalText } from '#shared/model/text.ts';
import { parseCells } from './cell.ts';
import { cleanCell } from './clean_cell.ts';
import {
  type Binder,
  bindColumn,
  type IdentityWatch,
  type RowCells,
  type Slot,
} from './column_slot.ts';
import type { MissingColumn } from './errors.ts';
import { type Field, FIELDS, KEY_FIELD } from './fields.ts';
import { createHeaderFinder } from './headers.ts';
import { bindHolding, type BoundHolding } from './holding_slot.ts';
import { type ColumnSpec, columnNames, type ImportMap } from './map.ts';
import { bindMonths, type MonthSlots } from './month_slots.ts';
import {
  areColumnNumbers,
  areHeaderWords,
  createNoDataTest,
  isSubtotal,
  placeOfTotal,
} from './no_data_rows.ts';
import { createPaidTest } from './not_paid.ts';
import { searchKeysOfName } from './pinyin.ts';
import { plainWord } from './plain_word.ts';
import type { BadCell, HeldRecord, ReadRow, RowReader } from './record.ts';
import type { CellNote } from './source.ts';
import { createUnitNoteTest } from './unit_notes.ts';

export type BindOptions = {
  readonly asOf: Day | undefined;
  readonly branch: string | undefined;
  /** Cells above the headers. */
  readonly above?: readonly string[];
};

export type Unbound =
  | { readonly type: 'missing-columns'; readonly missing: readonly MissingColumn[] }
  | {
      readonly type: 'columns-twice';
      readonly columns: readonly (readonly [header: string, other: string])[];
    }
  | { readonly type: 'other-unit'; readonly text: string };

/** @throws when `asOf` or `branch` is missing where the map needs it: the caller checks first. */
export function bindMap(
  map: ImportMap,
  headers: readonly string[],
  options: BindOptions,
): Result<RowReader, Unbound> {
  const finder = createHeaderFinder(headers);
  const identities: IdentityWatch = { isRounded: false, alike: [] };
  const binder: Binder = { map, asOf: options.asOf, missing: [], absent: [], finder, identities };

  const keyField = KEY_FIELD[map.entity];
  const specs: Record<string, ColumnSpec> = { [keyField]: map.key, ...map.columns };
  const constants = constantsOf(map, options);
  const slots: [string, Slot][] = [];
  const columns = new Map<string, string>();
  const keptFields: string[] = [];
  for (const [name, field] of Object.entries(FIELDS[map.entity])) {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    const constant = constants[name];
    if (spec) {
      const bound = bindColumn(binder, name, field, spec);
      if (bound) slots.push([name, bound.slot]);
      const saysNothing = field.blank === null || field.blank === '';
      if (bound && saysNothing && spec.blank !== 'none') keptFields.push(name);
      columns.set(name, bound?.label ?? columnNames(spec).join(' + '));
    } else if (constant !== undefined) {
      slots.push([name, constantSlot(field, constant, name, options.asOf)]);
    }
  }
  const months = bindMonths(binder);
  const holdings = map.holdings.flatMap((spec) => bindHolding(binder, spec) ?? []);
  const { missing } = binder;
  if (missing.length > 0) return err({ type: 'missing-columns', missing });
  const twice = finder.twice();
  if (twice.length > 0) return err({ type: 'columns-twice', columns: twice });

  const unused = finder.unused();
  const otherUnit = createUnitNoteTest(map);
  const unitAbove = otherUnit(options.above ?? []);
  if (unitAbove !== undefined) return err({ type: 'other-unit', text: unitAbove });

  const nameAt = map.entity === 'customer' ? slots.findIndex(([name]) => name === 'name') : -1;
  const derived = nameAt < 0 ? [] : ['pinyin', 'initials'];
  const blanks = new Set(map.blanks);
  const namesOfKey = [...columnNames(map.key), ...(map.key.aliases ?? [])];
  const keyAt = finder.find(namesOfKey) ?? 0;
  const keyNames = new Set(namesOfKey.map(plainWord));
  const noData = createNoDataTest(map.skip_words);
  const isSkipped = (word: string): boolean =>
    map.skip_words.some((start) => plainWord(word).startsWith(plainWord(start)));
  const headerSet = new Set(headers);
  const unusedSet = new Set(unused);
  /** Below the first rows of data words of headers begin another table. */
  let hasData = false;
  /** Where the file's own headers stand in another order: what follows is another table. */
  let reordered: number | undefined;
  const row: BoundRow = {
    slots: slots.map(([, slot]) => slot),
    months: months.slots,
    holdings,
    nameAt,
  };
  const isPutDown = putDownTest(
    map,
    slots.map(([name]) => name),
  );
  const notPaid = createPaidTest(headers, unused);
  return ok({
    fields: [...slots.map(([name]) => name), ...derived],
    monthFields: months.fields,
    keptFields,
    holdingCodes: [...new Set(holdings.flatMap(({ codes }) => codes))].toSorted(),
    hasAllHoldings: map.other_holdings === 'none',
    unmatched: {
      columns: unused.map((index) => headers[index] ?? ''),
      fields: binder.absent,
      lateMonths: months.late,
    },
    columnOf: (field) => columns.get(field) ?? field,
    roundedIdentities: () => (identities.isRounded ? identities.alike : []),
    read: (source) => {
      let { notes } = source;
      const cells = source.cells.map((raw, index) => {
        const text = cleanCell(raw);
        if (text === '' || !blanks.has(text)) return text;
        if (notes?.has(index) === true) notes = without(notes, index);
        return '';
      });
      const keyed = cells[keyAt] ?? '';
      const text = noData(keyed, cells);
      if (text !== undefined) {
        const unit = otherUnit(cells);
        return unit === undefined ? { noData: text } : { otherUnit: unit };
      }
      if (keyed !== '' && cells.every((cell, at) => cell === '' || cell === headers[at])) {
        reordered = undefined;
        return { noData: keyed };
      }
      if (source.fault) return { bad: [badRow(source.row, cells, source.fault)] };
      if (areHeaders(cells, headerSet)) {
        reordered = source.row;
        return { bad: [badRow(source.row, cells, HEADERS)] };
      }
      if (hasData && !/[A-Za-z\d]/.test(keyed) && areHeaderWords(cells)) {
        reordered = source.row;
        return { bad: [badRow(source.row, cells, HEADERS)] };
      }
      if (reordered !== undefined)
        return { bad: [badRow(source.row, cells, belowOthers(reordered))] };
      const shape = checkWidth(source.row, cells, headers.length, map.short_rows === 'blank');
      if (shape) return { bad: [shape] };
      if (isSubtotal(keyed)) return { noData: keyed };
      const total = placeOfTotal(cells, keyAt, unusedSet);
      if (total >= 0) {
        const word = cells[total] ?? '';
        const column = headers[total] ?? '';
        return isSkipped(word)
          ? { noData: word }
          : { bad: [{ row: source.row, column, value: word, expected: TOTAL }] };
      }
      if (areColumnNumbers(cells)) return { bad: [badRow(source.row, cells, HEADERS)] };
      if (isHeading(keyed, cells)) return { bad: [badRow(source.row, cells, HEADING)] };
      if (keyNames.has(plainWord(keyed)) || areNames(cells))
        return { bad: [badRow(source.row, cells, HEADERS)] };
      const read = readRow({ row: source.row, cells, notes }, row);
      hasData ||= 'record' in read;
      const unpaid = isPutDown(read) ? notPaid(source.row, cells) : undefined;
      return unpaid === undefined ? read : { bad: [unpaid] };
    },
  });
}

/** Of a row of the top-up log: whether it is money that a customer put down, by its kind and its sign. */
function putDownTest(map: ImportMap, fields: readonly string[]): (read: ReadRow) => boolean {
  if (map.entity !== 'top_up') return () => false;
  const [kindAt, amountAt] = [fields.indexOf('kind'), fields.indexOf('amount')];
  return (read) => {
    if (!('record' in read)) return false;
    const { values } = read.record;
    return (values[kindAt] ?? 'top-up') === 'top-up' && Number(values[amountAt]) >= 0;
  };
}

/** `网格1`, `3号楼` above the rows of its customers: nobody's account. */
const isHeading = (key: string, cells: readonly string[]): boolean =>
  cells.length > 1 &&
  key !== '' &&
  (/\p{Script=Han}/u.test(key) || !/\d/.test(key)) &&
  cells.every((cell) => cell === '' || cell === key);

const TOTAL: LocalText = {
  zh: '一行数据（这里写着合计；请去掉这一行，或在映射的 skip_words 写上这个词）',
  en: 'a row of data (this one says that it is a total: take it out, or list the word under skip_words of the map)',
};

const filled = (cells: readonly string[]): readonly string[] => cells.filter((cell) => cell !== '');

/** The file's own headers, and no other cell. */
const areHeaders = (cells: readonly string[], headers: ReadonlySet<string>): boolean => {
  const words = filled(cells);
  return words.length > 1 && words.every((word) => headers.has(word));
};

/** `CUST_NAME` and other names of a database's columns, and nothing else. */
const areNames = (cells: readonly string[]): boolean => {
  const words = filled(cells);
  return (
    words.length > 1 &&
    words.every((word) => /^[A-Za-z]+(?:_[A-Za-z]+)*$/.test(word)) &&
    words.some((word) => word.includes('_'))
  );
};

const belowOthers = (row: number): LocalText => ({
  zh: `第 1 个表头下的一行（第 ${row} 行起是另一个表头；请把表格各自导出）`,
  en: `a row of the first headers (row ${row} has others, or in another order: export each table by itself)`,
});

const HEADING: LocalText = {
  zh: '客户的一行（这一行只有第一格有字，像是分组的标题；请在映射的 skip_words 写上开头的字）',
  en: 'a row of data (only one cell of it is filled, like the heading of a group: list how it begins under skip_words of the map)',
};
const HEADERS: LocalText = {
  zh: '一行数据（这里又是表头；请把表格各自导出，或删去这一行）',
  en: 'a row of data (these are headers again, perhaps of another table: export each by itself, or take the row out)',
};

const without = (
  notes: ReadonlyMap<number, CellNote>,
  index: number,
): ReadonlyMap<number, CellNote> => new Map([...notes].filter(([at]) => at !== index));

type BoundRow = {
  readonly slots: readonly Slot[];
  readonly months: readonly MonthSlots[];
  readonly holdings: readonly BoundHolding[];
  readonly nameAt: number;
};

function readRow(cells: RowCells, { slots, months, holdings, nameAt }: BoundRow): ReadRow {
  const bad: BadCell[] = [];
  const values = slots.map((slot) => slot(cells, bad));
  if (nameAt >= 0) {
    const keys = searchKeysOfName(String(values[nameAt]));
    values.push(keys.pinyin, keys.initials);
  }
  const used = months
    .filter(({ columns }) =>
      columns.some((index) => cells.cells[index] !== '' || cells.notes?.has(index) === true),
    )
    .flatMap((bound) => {
      const value = bound.month(cells, bad);
      return value === undefined
        ? []
        : [{ month: value, values: bound.slots.map((slot) => slot(cells, bad)) }];
    });
  const held = new Map<string, HeldRecord>();
  const open = new Set<string>();
  for (const { codes, slot } of holdings) {
    const holding = slot(cells, bad);
    if (holding === 'open') codes.forEach((code) => open.add(code));
    else if (holding) held.set(holding.code, holding);
  }
  if (bad.length > 0) return { bad };
  const openHoldings = [...open].filter((code) => !held.has(code));
  return {
    record: { row: cells.row, values, months: used, holdings: [...held.values()], openHoldings },
  };
}

function constantsOf(map: ImportMap, options: BindOptions): Readonly<Record<string, string>> {
  const given: Record<string, string> = { ...map.constants };
  if (options.branch !== undefined && 'branch' in FIELDS[map.entity])
    given['branch'] = options.branch;
  if (map.entity === 'customer' && options.asOf !== undefined) given['as_of'] = options.asOf;
  return given;
}

function constantSlot(field: Field, text: string, name: string, asOf: Day | undefined): Slot {
  const isExact = !field.isReckoned;
  const parsed = parseCells([text], {
    kind: field.kind,
    unit: 'fen',
    format: 'auto',
    asOf,
    isExact,
  });
  if ('value' in parsed) return () => parsed.value;
  return ({ row }, bad) => {
    bad.push({ row, column: name, value: text, expected: parsed.expected });
    return null;
  };
}

/** Empty cells beyond the header are a spreadsheet's habit; filled ones mean a shifted row. */
function checkWidth(
  row: number,
  cells: readonly string[],
  width: number,
  mayBeShort: boolean,
): BadCell | undefined {
  const isFit =
    cells.length === width ||
    (cells.length < width && mayBeShort) ||
    (cells.length > width && cells.slice(width).every((cell) => cell === ''));
  if (isFit) return undefined;
  return badRow(row, cells, {
    zh: `${width} 列，实际 ${cells.length} 列`,
    en: `${width} columns, not ${cells.length}`,
  });
}

const badRow = (row: number, cells: readonly string[], expected: LocalText): BadCell => ({
  row,
  column: '*',
  value: cells.slice(0, 4).join(' | '),
  expected,
});
