// The months of a customer, from columns whose headers name them, or from rows of one month each.
import { month, monthOfDay } from '#shared/base/month.ts';
import { type Binder, bindColumn, findColumns, type RowCells, type Slot } from './column_slot.ts';
import { isOpenMonth, parseMonth } from './dates.ts';
import { MONTH_FIELDS } from './fields.ts';
import { type ColumnSpec, columnNames, type ImportMap } from './map.ts';
import type { BadCell } from './record.ts';

export type MonthSlots = {
  /** Undefined when the row says no month, which is then noted. */
  readonly month: (cells: RowCells, bad: BadCell[]) => string | undefined;
  readonly columns: readonly number[];
  readonly slots: readonly Slot[];
};

export type BoundMonths = {
  /** Month fields that the file has, in the order of MONTH_FIELDS. */
  readonly fields: readonly string[];
  readonly slots: readonly MonthSlots[];
  /** Headers of months after the as-of day: nothing can have happened in them. */
  readonly late: readonly string[];
};

type Months = NonNullable<ImportMap['months']>;
type Wanted = { readonly written: string; readonly month: string };

/**
 * A field whose columns the file lacks altogether is left as it is. Where only some months of the headers have it, it
 * is not known in the others, which are noted; a month that the map itself lists must have all that is not optional.
 */
export function bindMonths(binder: Binder): BoundMonths {
  const { months } = binder.map;
  if (!months) return { fields: [], slots: [], late: [] };
  if (months.of === 'rows') return bindMonthRows(binder, months);
  const last = binder.asOf === undefined ? '9999-12' : monthOfDay(binder.asOf);
  const all = wantedMonths(binder, months);
  const wanted = all.filter((one) => one.month <= last);
  const late = all
    .filter((one) => one.month > last)
    .flatMap(({ written }) =>
      Object.values(months.columns)
        .filter((spec) => hasMonth(binder, spec, written))
        .flatMap((spec) => columnNames(placeMonth(spec, written))),
    );
  const inSomeMonth = (spec: ColumnSpec): boolean =>
    wanted.some(({ written }) => hasMonth(binder, spec, written));
  const names = Object.keys(MONTH_FIELDS).filter((name) => {
    const spec = months.columns[name];
    if (!spec) return false;
    if (!spec.optional || inSomeMonth(spec)) return true;
    binder.absent.push(...columnNames(spec).map((column) => ({ field: name, column })));
    return false;
  });
  const slots = wanted.map(({ written, month: value }) => ({
    month: () => value,
    ...bindFields(binder, months, names, (spec) => ({
      ...placeMonth(spec, written),
      optional: spec.optional || (months.of === 'header' && inSomeMonth(spec)),
    })),
  }));
  return { fields: names, slots, late };
}

/** Of a long file: each row is one month. */
function bindMonthRows(binder: Binder, months: Months): BoundMonths {
  const spec = months.month;
  const [index] = (spec && findColumns(binder, 'month', { ...spec, optional: false })) ?? [];
  const names = Object.keys(MONTH_FIELDS).filter((name) => {
    const column = months.columns[name];
    return column && (!column.optional || findColumns(binder, name, column) !== undefined);
  });
  const last = binder.asOf === undefined ? '9999-12' : monthOfDay(binder.asOf);
  const bound = bindFields(binder, months, names, (column) => column);
  const slots: MonthSlots = {
    ...bound,
    month: ({ row, cells }, bad) => {
      const text = index === undefined ? '' : (cells[index] ?? '');
      const value = parseMonth(text, spec?.format ?? 'auto');
      if (value !== undefined && value >= '1990' && value <= last) return value;
      const expected =
        value !== undefined && value > last
          ? { zh: `不晚于 ${last} 的月份`, en: `a month not after ${last}` }
          : isOpenMonth(text)
            ? {
                zh: '月份，如 2026-10（2026.1 是一月，还是变成数字的 2026.10？请把该列设为文本，写成 2026-01）',
                en: 'a month such as 2026-10 (is 2026.1 January, or 2026.10 as a number? Make the column text and write 2026-01)',
              }
            : { zh: '月份，如 2026-10', en: 'a month such as 2026-10' };
      bad.push({ row, column: spec?.column ?? '', value: text, expected });
      return undefined;
    },
  };
  return { fields: names, slots: [slots], late: [] };
}

function bindFields(
  binder: Binder,
  months: Months,
  names: readonly string[],
  place: (spec: ColumnSpec) => ColumnSpec,
): Pick<MonthSlots, 'columns' | 'slots'> {
  const columns: number[] = [];
  const slots = names.map((name) => {
    const field = MONTH_FIELDS[name];
    const spec = months.columns[name];
    if (!field || !spec)
      throw new Error(`no month field ${name}: the map's schema lets this through`);
    const bound = bindColumn(binder, name, field, place(spec));
    columns.push(...(bound?.columns ?? []));
    return bound?.slot ?? (() => null);
  });
  return { columns, slots };
}

const placeMonth = (spec: ColumnSpec, written: string): ColumnSpec => {
  const placed = (name: string): string => name.replaceAll('{month}', written);
  return {
    ...spec,
    ...(spec.column === undefined ? {} : { column: placed(spec.column) }),
    ...(spec.columns === undefined ? {} : { columns: spec.columns.map(placed) }),
    ...(spec.aliases === undefined ? {} : { aliases: spec.aliases.map(placed) }),
  };
};

function hasMonth({ finder }: Binder, spec: ColumnSpec, written: string): boolean {
  const { aliases = [], unit, ...placed } = placeMonth(spec, written);
  return columnNames(placed as ColumnSpec).every(
    (column) => finder.find([column, ...aliases], unit) !== undefined,
  );
}

function wantedMonths(binder: Binder, months: Months): readonly Wanted[] {
  if (months.of === 'as-of') {
    if (binder.asOf === undefined) throw new Error('months of the as-of day need one');
    return [{ written: '', month: monthOfDay(binder.asOf) }];
  }
  if (typeof months.of !== 'string')
    return Object.entries(months.of).map(([written, value]) => ({ written, month: value }));
  const found = new Set<string>();
  for (const spec of Object.values(months.columns)) {
    for (const template of [...columnNames(spec), ...(spec.aliases ?? [])])
      for (const one of binder.finder.monthsOf(template, spec.unit)) found.add(month(one));
  }
  const required = Object.entries(months.columns).filter(([, spec]) => !spec.optional);
  if (found.size === 0) {
    const columns = required.flatMap(([, spec]) => columnNames(spec));
    binder.missing.push(...columns.map((column) => ({ field: 'months', column })));
  }
  return [...found].toSorted().map((one) => ({ written: one, month: one }));
}
