// Binds a map to the headers of one file: afterwards each row is read by position.
import { type Day, isDay, month } from '#shared/base/month.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { type CellRule, parseCells } from './cell.ts';
import { parseDay } from './dates.ts';
import type { MissingColumn } from './errors.ts';
import { type Cell, type Field, FIELDS, KEY_FIELD, MONTH_FIELDS } from './fields.ts';
import { type ColumnSpec, columnNames, type HoldingSpec, type ImportMap } from './map.ts';
import { searchKeysOfName } from './pinyin.ts';
import type { BadCell, HeldRecord, ImportRecord, ReadRow, RowReader } from './record.ts';

export type BindOptions = { readonly asOf: Day | undefined; readonly branch: string | undefined };

export type MissingColumns = {
  readonly type: 'missing-columns';
  readonly missing: readonly MissingColumn[];
};

/** The value of one field of a row, or what is wrong with it. */
type Slot = (row: number, cells: readonly string[], bad: BadCell[]) => Cell;
type MonthSlots = {
  readonly month: string;
  readonly columns: readonly number[];
  readonly slots: readonly Slot[];
};
type HoldingSlot = (
  row: number,
  cells: readonly string[],
  bad: BadCell[],
) => HeldRecord | undefined;

/** @throws when `asOf` or `branch` is missing where the map needs it: the caller checks first. */
export function bindMap(
  map: ImportMap,
  headers: readonly string[],
  options: BindOptions,
): Result<RowReader, MissingColumns> {
  const missing: MissingColumn[] = [];
  const find = columnFinder(headers);
  const binder: Binder = { map, headers, asOf: options.asOf, missing, find };

  const keyField = KEY_FIELD[map.entity];
  const specs: Record<string, ColumnSpec> = { [keyField]: map.key, ...map.columns };
  const constants = constantsOf(map, options);
  const slots: [string, Slot][] = [];
  const columns = new Map<string, string>();
  for (const [name, field] of Object.entries(FIELDS[map.entity])) {
    const spec = specs[name];
    const constant = constants[name];
    if (spec) {
      const slot = bindColumn(binder, name, field, spec);
      if (slot) slots.push([name, slot]);
      columns.set(name, columnNames(spec).join(' + '));
    } else if (constant !== undefined) {
      slots.push([name, constantSlot(field, constant, name, options.asOf)]);
    }
  }
  const monthFields = presentMonthFields(binder);
  const months = bindMonths(binder, monthFields);
  const holdings = map.holdings.flatMap((spec) => bindHolding(binder, spec) ?? []);
  if (missing.length > 0) return err({ type: 'missing-columns', missing });

  const nameAt = map.entity === 'customer' ? slots.findIndex(([name]) => name === 'name') : -1;
  const derived = nameAt < 0 ? [] : ['pinyin', 'initials'];
  const blanks = new Set(map.blanks);
  return ok({
    fields: [...slots.map(([name]) => name), ...derived],
    monthFields,
    holdingCodes: [...new Set(holdings.flatMap(({ codes }) => codes))].toSorted(),
    columnOf: (field) => columns.get(field) ?? field,
    read: (row, raw) => {
      const shape = checkWidth(row, raw, headers.length);
      if (shape) return { bad: [shape] };
      const cells = raw.map((cell) => (blanks.has(cell.trim()) ? '' : cell.trim()));
      return readRow(
        row,
        cells,
        slots.map(([, slot]) => slot),
        months,
        holdings,
        nameAt,
      );
    },
  });
}

function readRow(
  row: number,
  cells: readonly string[],
  slots: readonly Slot[],
  months: readonly MonthSlots[],
  holdings: readonly { readonly slot: HoldingSlot }[],
  nameAt: number,
): ReadRow {
  const bad: BadCell[] = [];
  const values = slots.map((slot) => slot(row, cells, bad));
  if (nameAt >= 0) {
    const keys = searchKeysOfName(String(values[nameAt]));
    values.push(keys.pinyin, keys.initials);
  }
  const used = months
    .filter(({ columns }) => columns.some((index) => cells[index] !== ''))
    .map((bound) => ({
      month: bound.month,
      values: bound.slots.map((slot) => slot(row, cells, bad)),
    }));
  const held = new Map<string, HeldRecord>();
  for (const { slot } of holdings) {
    const holding = slot(row, cells, bad);
    if (holding) held.set(holding.code, holding);
  }
  if (bad.length > 0) return { bad };
  const record: ImportRecord = { row, values, months: used, holdings: [...held.values()] };
  return { record };
}

type Binder = {
  readonly map: ImportMap;
  readonly headers: readonly string[];
  readonly asOf: Day | undefined;
  readonly missing: MissingColumn[];
  readonly find: (column: string) => number | undefined;
};

const plainHeader = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** Headers are found as written; else without regard to case, spaces and full-width forms. */
function columnFinder(headers: readonly string[]): (column: string) => number | undefined {
  const exact = new Map(headers.map((header, index) => [header, index]));
  const loose = new Map(headers.map((header, index) => [plainHeader(header), index]));
  return (column) => exact.get(column) ?? loose.get(plainHeader(column));
}

function bindColumn(
  binder: Binder,
  name: string,
  field: Field,
  spec: ColumnSpec,
): Slot | undefined {
  const found = columnNames(spec).map((column) => ({ column, index: binder.find(column) }));
  const absent = found.filter(({ index }) => index === undefined);
  if (absent.length > 0) {
    if (spec.optional) return undefined;
    binder.missing.push(...absent.map(({ column }) => ({ field: name, column })));
    return undefined;
  }
  const rule: CellRule = {
    kind: field.kind,
    unit: spec.unit,
    format: spec.format,
    asOf: binder.asOf,
  };
  const columns = found.map(({ index }) => index ?? 0);
  const label = found.map(({ column }) => column).join(' + ');
  return (row, cells, bad) => {
    const texts: string[] = [];
    for (const index of columns) {
      const text = cells[index] ?? '';
      if (text !== '') texts.push(spec.values?.[text] ?? text);
    }
    if (texts.length === 0) {
      if (field.blank !== 'required') return field.blank;
      bad.push({
        row,
        column: label,
        value: '',
        expected: { zh: '不能为空', en: 'a value (it is blank)' },
      });
      return null;
    }
    const parsed = parseCells(texts, rule);
    if ('value' in parsed) return parsed.value;
    bad.push({ row, column: label, value: texts.join(' + '), expected: parsed.expected });
    return null;
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
  const parsed = parseCells([text], { kind: field.kind, unit: 'fen', format: 'auto', asOf });
  if ('value' in parsed) return () => parsed.value;
  return (row, _cells, bad) => {
    bad.push({ row, column: name, value: text, expected: parsed.expected });
    return null;
  };
}

/** A field whose columns the file lacks altogether is left as it is; lacking in some months only is a fault. */
function bindMonths(binder: Binder, fields: readonly string[]): readonly MonthSlots[] {
  const { months } = binder.map;
  if (!months) return [];
  return wantedMonths(binder).map(({ written, month: value }) => {
    const columns: number[] = [];
    const slots = fields.map((name) => {
      const field = MONTH_FIELDS[name];
      const spec = months.columns[name];
      if (!field || !spec) {
        throw new Error(`no month field ${name}: the map's schema lets this through`);
      }
      const placed = { ...placeMonth(spec, written), optional: false };
      columns.push(...columnNames(placed).flatMap((column) => binder.find(column) ?? []));
      return bindColumn(binder, name, field, placed) ?? (() => field.blank as Cell);
    });
    return { month: value, columns, slots };
  });
}

/** Month fields that the file has, in the order of MONTH_FIELDS. */
function presentMonthFields(binder: Binder): readonly string[] {
  const { months } = binder.map;
  if (!months) return [];
  const written = wantedMonths(binder).map((wanted) => wanted.written);
  return Object.keys(MONTH_FIELDS).filter((name) => {
    const spec = months.columns[name];
    if (!spec) return false;
    const isThere = (text: string): boolean =>
      columnNames(placeMonth(spec, text)).every((column) => binder.find(column) !== undefined);
    return !spec.optional || written.some(isThere);
  });
}

const placeMonth = (spec: ColumnSpec, written: string): ColumnSpec => ({
  ...spec,
  ...(spec.column === undefined ? {} : { column: spec.column.replaceAll('{month}', written) }),
  ...(spec.columns === undefined
    ? {}
    : { columns: spec.columns.map((column) => column.replaceAll('{month}', written)) }),
});

function wantedMonths(
  binder: Binder,
): readonly { readonly written: string; readonly month: string }[] {
  const { months } = binder.map;
  if (!months) return [];
  if (months.of === 'as-of') {
    if (binder.asOf === undefined) throw new Error('months of the as-of day need one');
    return [{ written: '', month: month(binder.asOf.slice(0, 7)) }];
  }
  if (months.of !== 'header') {
    return Object.entries(months.of).map(([written, value]) => ({ written, month: value }));
  }
  const templates = Object.values(months.columns).flatMap(columnNames);
  const found = new Map<string, string>();
  for (const header of binder.headers) {
    for (const template of templates) {
      const [before = '', after = ''] = template.split('{month}');
      if (!header.startsWith(before) || !header.endsWith(after)) continue;
      const written = header.slice(before.length, header.length - after.length);
      const parts = /^(\d{4})(?:[-/.]?(\d{2})|年(\d{1,2})月)$/.exec(written);
      const value = parts ? `${parts[1]}-${(parts[2] ?? parts[3] ?? '').padStart(2, '0')}` : '';
      if (isDay(`${value}-01`)) found.set(written, value);
    }
  }
  const required = Object.entries(months.columns).filter(([, spec]) => !spec.optional);
  if (found.size === 0 && binder.missing.every(({ field }) => field !== 'months')) {
    const columns = required.flatMap(([, spec]) => columnNames(spec));
    binder.missing.push(...columns.map((column) => ({ field: 'months', column })));
  }
  return [...found].map(([written, value]) => ({ written, month: value }));
}

function bindHolding(
  binder: Binder,
  spec: HoldingSpec,
): { readonly codes: readonly string[]; readonly slot: HoldingSlot } | undefined {
  const index = binder.find(spec.column);
  if (index === undefined) {
    if (!spec.optional) binder.missing.push({ field: 'holdings', column: spec.column });
    return undefined;
  }
  const untilIndex = spec.until && binder.find(spec.until.column);
  if (spec.until && untilIndex === undefined) {
    binder.missing.push({ field: 'holdings', column: spec.until.column });
  }
  const words = Object.keys(spec.values);
  const slot: HoldingSlot = (row, cells, bad) => {
    const text = cells[index] ?? '';
    const held = text === '' ? null : spec.values[text];
    if (held === undefined) {
      const expected = { zh: `以下之一：${words.join('、')}`, en: `one of: ${words.join(', ')}` };
      bad.push({ row, column: spec.column, value: text, expected });
    }
    if (!held) return undefined;
    const untilText = untilIndex === undefined ? '' : (cells[untilIndex] ?? '');
    const until = untilText === '' ? null : parseDay(untilText, spec.until?.format ?? 'auto');
    if (until === undefined) {
      const expected = { zh: '日期，如 2026-10-31', en: 'a day such as 2026-10-31' };
      bad.push({ row, column: spec.until?.column ?? '', value: untilText, expected });
      return undefined;
    }
    return { code: held.code, nameZh: held.name.zh, nameEn: held.name.en, until };
  };
  const codes = Object.values(spec.values).flatMap((held) => (held ? [held.code] : []));
  return { codes, slot };
}

/** Empty cells beyond the header are a spreadsheet's habit; filled ones mean a shifted row. */
function checkWidth(row: number, cells: readonly string[], width: number): BadCell | undefined {
  const isFit =
    cells.length === width ||
    (cells.length > width && cells.slice(width).every((cell) => cell.trim() === ''));
  if (isFit) return undefined;
  return {
    row,
    column: '*',
    value: cells.slice(0, 4).join(' | '),
    expected: {
      zh: `${width} 列，实际 ${cells.length} 列`,
      en: `${width} columns, not ${cells.length}`,
    },
  };
}
