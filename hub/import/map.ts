// The map file: which column of a foreign table fills which field, and in what unit.
import { z } from 'zod';
import { daySchema, codeSchema } from '#shared/model/fields.ts';
import { localTextSchema } from '#shared/model/text.ts';
import { DATE_FORMATS } from './dates.ts';
import { ENTITIES, type Field, FIELDS, KEY_FIELD, MONTH_FIELDS, UNITS } from './fields.ts';
import type { Currency } from '#shared/base/money.ts';

const columnSettings = z.strictObject({
  /** The header's text; the second column of one name is `name#2`. */
  column: z.string().min(1).optional(),
  /** Several columns whose numbers are summed. */
  columns: z.array(z.string().min(1)).min(2).optional(),
  unit: z.string().optional(),
  format: z.enum(DATE_FORMATS).prefault('auto'),
  /** What the file's words stand for: `{ 店主: manager }`. Other words stay as they are. */
  values: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))
    .optional(),
  /** A file without this column leaves the field as it is. */
  optional: z.boolean().prefault(false),
});
export type ColumnSpec = Readonly<z.infer<typeof columnSettings>>;

/** `since: 入网日期` is short for `since: { column: 入网日期 }`. */
const columnSchema = z.preprocess(
  (value) => (typeof value === 'string' ? { column: value } : value),
  columnSettings,
);

const heldSchema = z.strictObject({ code: codeSchema, name: localTextSchema });

const holdingSchema = z.strictObject({
  column: z.string().min(1),
  optional: z.boolean().prefault(false),
  /** Cell text to what the customer then has; null: nothing. Other words are bad cells; blank is nothing. */
  values: z.record(z.string(), heldSchema.nullable()),
  /** Column with the day on which it ends. */
  until: z
    .strictObject({ column: z.string().min(1), format: z.enum(DATE_FORMATS).prefault('auto') })
    .optional(),
});
export type HoldingSpec = z.infer<typeof holdingSchema>;

const monthsSchema = z.strictObject({
  /**
   * What stands for `{month}` in the column names: a table `{ _6: 2014-06 }`; `header`: any month
   * written there (`2026-09`, `202609`, `2026年9月`); `as-of`: one month, that of the as-of day.
   */
  of: z.union([
    z.enum(['header', 'as-of']),
    z.record(z.string(), z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month YYYY-MM')),
  ]),
  columns: z.record(z.string(), columnSchema),
});

const mapShape = z.strictObject({
  entity: z.enum(ENTITIES),
  description: z.string().optional(),
  /** Sheet of a workbook; the first when left out. */
  sheet: z.string().optional(),
  as_of: daySchema.optional(),
  /** Column of the key: account, staff number, code. */
  key: columnSchema,
  columns: z.record(z.string(), columnSchema).prefault({}),
  constants: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))
    .prefault({}),
  /** Cell texts that mean: nothing here. */
  blanks: z.array(z.string()).prefault([]),
  months: monthsSchema.optional(),
  holdings: z.array(holdingSchema).prefault([]),
});

export const mapSchema = mapShape.superRefine((map, context) => {
  const complain = (path: readonly (string | number)[], message: string): void =>
    context.addIssue({ code: 'custom', path: [...path], message });
  const fields = FIELDS[map.entity];
  const keyField = KEY_FIELD[map.entity];
  const mapped = { ...map.columns, [keyField]: map.key };
  for (const [name, spec] of Object.entries(mapped)) {
    const path = name === keyField ? ['key'] : ['columns', name];
    checkField(
      fields[name],
      `${map.entity} has no field ${name}; it has: ${Object.keys(fields).join(', ')}`,
      spec,
      path,
      complain,
    );
  }
  if (keyField in map.columns)
    complain(['columns', keyField], `${keyField} is the key: name its column under "key"`);
  for (const name of Object.keys(map.constants)) {
    if (!fields[name]) complain(['constants', name], `${map.entity} has no field ${name}`);
    else if (name in mapped) complain(['constants', name], `${name} has a column already`);
  }
  for (const [name, field] of Object.entries(fields)) {
    const given = name in mapped || name in map.constants;
    const elsewhere = name === 'branch' || (name === 'as_of' && map.entity === 'customer');
    if (field.blank === 'required' && !given && !elsewhere)
      complain(['columns'], `the field ${name} is required: give it a column or a constant`);
  }
  if (map.entity !== 'customer' && (map.months || map.holdings.length > 0))
    complain([map.months ? 'months' : 'holdings'], 'only customers have months and holdings');
  for (const [name, spec] of Object.entries(map.months?.columns ?? {})) {
    const path = ['months', 'columns', name];
    checkField(
      MONTH_FIELDS[name],
      `a month has no field ${name}; it has: ${Object.keys(MONTH_FIELDS).join(', ')}`,
      spec,
      path,
      complain,
    );
    const placed = columnNames(spec).every((column) => column.includes('{month}'));
    if (map.months?.of !== 'as-of' && !placed)
      complain(path, 'the column must hold {month}, such as arpu{month}');
  }
});
export type ImportMap = Readonly<z.infer<typeof mapSchema>>;

export const columnNames = (spec: ColumnSpec): readonly string[] =>
  spec.columns ?? (spec.column === undefined ? [] : [spec.column]);

function checkField(
  field: Field | undefined,
  unknown: string,
  spec: ColumnSpec,
  path: readonly string[],
  complain: (path: readonly string[], message: string) => void,
): void {
  if (!field) return complain(path, unknown);
  const units = UNITS[field.kind] ?? [];
  if ((spec.column === undefined) === (spec.columns === undefined))
    complain(path, 'give either "column" or "columns"');
  if (
    spec.columns &&
    !['money', 'signed-money', 'minutes', 'data', 'count', 'day'].includes(field.kind)
  )
    complain([...path, 'columns'], 'only numbers can be summed');
  if (spec.columns && field.kind === 'day' && spec.unit !== 'flag')
    complain([...path, 'columns'], 'days cannot be summed');
  if (spec.unit !== undefined && !units.includes(spec.unit))
    complain(
      [...path, 'unit'],
      units.length === 0 ? 'this field has no unit' : `one of: ${units.join(', ')}`,
    );
  const asksUnit = ['money', 'signed-money', 'data'].includes(field.kind);
  if (asksUnit && spec.unit === undefined) complain(path, `state the unit: ${units.join(', ')}`);
}

const CURRENCIES: Readonly<Record<string, Currency>> = {
  yuan: 'CNY',
  fen: 'CNY',
  rupee: 'INR',
  paisa: 'INR',
};

/** The currency that the units speak of; the branch must have the same. Undefined when the map has no money in it. */
export function mapCurrency(map: ImportMap): Currency | undefined {
  const specs = [...Object.values(map.columns), ...Object.values(map.months?.columns ?? {})];
  return specs.map(({ unit }) => CURRENCIES[unit ?? '']).find((currency) => currency !== undefined);
}
