// The map file: which column of a foreign table fills which field, and in what unit.
import { z } from 'zod';
import { daySchema, codeSchema } from '#shared/model/fields.ts';
import { localTextSchema } from '#shared/model/text.ts';
import { DATE_FORMATS } from './dates.ts';
import { DECIMAL_MARKS } from './decimal.ts';
import { type DelimiterName, DELIMITERS } from './delimiter.ts';
import { ENCODINGS } from './detect.ts';
import {
  ENTITIES,
  type Field,
  FIELDS,
  isFigure,
  KEY_FIELD,
  MONTH_FIELDS,
  UNITS,
} from './fields.ts';
import { CURRENCIES, CURRENCY_CODES, type Currency } from '#shared/base/currencies.ts';

const textSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String);
/** YAML makes nothing of a bare NULL; as the text of a cell it stands for itself. */
const blanksSchema = z
  .array(textSchema.nullable())
  .transform((texts) => texts.flatMap((text) => text ?? ['NULL', 'null', 'Null']))
  .prefault([]);
const namesSchema = z.array(z.string().min(1)).min(1);

const columnSettings = z.strictObject({
  /** The header's text; the second column of one name is `name#2`. */
  column: z.string().min(1).optional(),
  /** Several columns: their numbers are summed, the first that is not blank is taken, or a day and its time are one. */
  columns: namesSchema.min(2).optional(),
  take: z.enum(['sum', 'first', 'joined'], 'sum, first or joined').optional(),
  /** Other headers of the same column, in the order they are looked for. */
  aliases: namesSchema.optional(),
  unit: z.string().optional(),
  format: z.enum(DATE_FORMATS).prefault('auto'),
  /** What the file's words stand for: `{ 店主: manager }`; null: nothing. Other words stay as they are. */
  values: z.record(z.string(), textSchema.nullable()).optional(),
  /** What all other words stand for. */
  otherwise: textSchema.nullable().optional(),
  /** Cell texts of this column that mean: nothing here. */
  blanks: blanksSchema,
  /** The figure is multiplied by `times` and divided by `over`. */
  times: z.int().positive().optional(),
  over: z.int().positive().optional(),
  /** Amounts finer than the smallest unit are rounded. Left out, they are bad cells unless the field is an average. */
  rounded: z.literal(true, 'true').optional(),
  /** A blank cell means that there is none. Left out: it says nothing, and what is known stays. */
  blank: z.literal('none').optional(),
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
  aliases: namesSchema.optional(),
  optional: z.boolean().prefault(false),
  /** Cell text to what the customer then has; null: nothing. */
  values: z.record(z.string(), heldSchema.nullable()),
  /** What the customer has at all other words; left out, they are bad cells. */
  otherwise: heldSchema.nullable().optional(),
  /** A blank cell means nothing too. Left out: it says nothing, and what is known stays. */
  blank: z.literal('none').optional(),
  /** Column with the day on which it ends. */
  until: z
    .strictObject({ column: z.string().min(1), format: z.enum(DATE_FORMATS).prefault('auto') })
    .optional(),
});
export type HoldingSpec = z.infer<typeof holdingSchema>;

const monthsSchema = z.strictObject({
  /**
   * What stands for `{month}` in the column names: a table `{ _6: 2014-06 }`; `header`: any month
   * written there (`2026-09`, `202609`, `2026年9月`); `as-of`: one month, that of the as-of day;
   * `rows`: each row is one month of one customer, and `month` is its column.
   */
  of: z.union(
    [
      z.enum(['header', 'as-of', 'rows']),
      z.record(z.string(), z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month YYYY-MM')),
    ],
    'header, as-of, rows, or a table such as { _6: 2014-06 }',
  ),
  month: columnSchema.optional(),
  /** Of `rows`: several of a customer in one month are added up. Left out, they are bad rows. */
  repeated: z.literal('added', 'added').optional(),
  columns: z.record(z.string(), columnSchema),
});

const mapShape = z.strictObject({
  entity: z.enum(ENTITIES),
  description: z.string().optional(),
  /** Sheet of a workbook; the first that is not hidden when left out. */
  sheet: z.string().optional(),
  /** Row of the headers, as a spreadsheet counts; what stands above is skipped. */
  header_row: z.int().positive().optional(),
  /** Names of the columns of a file that has no headers; `header_row` is then its first row of data. */
  headers: namesSchema.optional(),
  /** Names a column that holds the number of each row: the key of a file that has none. */
  row_number: z.string().min(1).optional(),
  delimiter: z.enum(Object.keys(DELIMITERS) as DelimiterName[]).optional(),
  encoding: z.enum(ENCODINGS).optional(),
  /** What parts the fraction of figures; the other mark groups thousands. Left out, `1,234` is a bad cell. */
  decimal: z.enum(DECIMAL_MARKS, "'.' or ','").optional(),
  /** Words at the beginning of a row that make it a total or a note, beside the usual ones. */
  skip_words: z.array(z.string().min(1)).prefault([]),
  /** What a CSV row with fewer cells than headers is: a bad row, or one whose last cells are blank. */
  short_rows: z.enum(['refuse', 'blank'], 'refuse or blank').prefault('refuse'),
  /** Words that mean of a day that something ends: it has no end. */
  no_end: z.array(textSchema).prefault([]),
  as_of: daySchema.optional(),
  /** Column of the key: account, staff number, code. */
  key: columnSchema,
  columns: z.record(z.string(), columnSchema).prefault({}),
  constants: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))
    .prefault({}),
  /** Cell texts that mean: nothing here. */
  blanks: blanksSchema,
  months: monthsSchema.optional(),
  holdings: z.array(holdingSchema).prefault([]),
  /** Accounts that differ only by capitals, or by zeros before them, are of two customers. Left out, they are bad rows. */
  alike_accounts: z.literal('kept', 'kept').optional(),
  /** Who stands in the file has none but those of `holdings`. Left out: of others it says nothing. */
  other_holdings: z.literal('none', 'none').optional(),
});

/** The last top-up is one of them, and minutes were rounded row by row. */
const NEVER_ADDED: ReadonlySet<string> = new Set(['last_top_up', 'voice_minutes']);

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
  if (map.entity !== 'customer') {
    if (map.months || map.holdings.length > 0)
      complain([map.months ? 'months' : 'holdings'], 'only customers have months and holdings');
    if (map.other_holdings !== undefined)
      complain(['other_holdings'], 'only customers have holdings');
  }
  if (map.months && (map.months.of === 'rows') !== (map.months.month !== undefined))
    complain(['months', 'month'], 'name the column of the month with "of: rows", and only there');
  const isAdded = map.months?.repeated === 'added';
  if (isAdded && map.months?.of !== 'rows')
    complain(['months', 'repeated'], 'only the rows of "of: rows" are added up');
  for (const [name, spec] of Object.entries(map.months?.columns ?? {})) {
    const path = ['months', 'columns', name];
    if (isAdded && NEVER_ADDED.has(name))
      complain(path, `${name} of several rows cannot be added up: leave it out`);
    checkField(
      MONTH_FIELDS[name],
      `a month has no field ${name}; it has: ${Object.keys(MONTH_FIELDS).join(', ')}`,
      spec,
      path,
      complain,
    );
    const names = [...columnNames(spec), ...(spec.aliases ?? [])];
    const placed = names.every((column) => column.includes('{month}'));
    if (map.months?.of !== 'as-of' && map.months?.of !== 'rows' && !placed)
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
  const isJoined = spec.take === 'joined';
  const isSummed = spec.columns !== undefined && spec.take !== 'first' && !isJoined;
  if (isSummed && !isFigure(field.kind) && !(field.kind === 'past-day' && spec.unit === 'flag'))
    complain(
      [...path, 'columns'],
      'only numbers can be summed: take: first takes the first filled',
    );
  if (isJoined && field.kind !== 'moment' && field.kind !== 'local-time')
    complain([...path, 'take'], 'only a day and its time are joined');
  if (spec.take !== undefined && spec.columns === undefined)
    complain([...path, 'take'], 'it needs several "columns"');
  if (spec.aliases !== undefined && spec.columns !== undefined)
    complain([...path, 'aliases'], 'several columns have no other names');
  if ((spec.times !== undefined || spec.over !== undefined) && !isFigure(field.kind))
    complain(path, 'only figures can be multiplied or divided');
  if (spec.rounded && field.kind !== 'money' && field.kind !== 'signed-money')
    complain([...path, 'rounded'], 'only amounts of money are refused for a fraction');
  if (spec.otherwise !== undefined && spec.values === undefined)
    complain([...path, 'otherwise'], 'it needs "values"');
  if (spec.unit !== undefined && !units.includes(spec.unit))
    complain(
      [...path, 'unit'],
      units.length === 0 ? 'this field has no unit' : `one of: ${units.join(', ')}`,
    );
  const asksUnit = ['money', 'signed-money', 'data'].includes(field.kind);
  if (asksUnit && spec.unit === undefined) complain(path, `state the unit: ${units.join(', ')}`);
}

/** The currency that the units speak of; the branch must have the same. Undefined when the map has no money in it. */
export function mapCurrency(map: ImportMap): Currency | undefined {
  const specs = [...Object.values(map.columns), ...Object.values(map.months?.columns ?? {})];
  return specs
    .map(({ unit = '' }) => CURRENCY_CODES.find((code) => unit in CURRENCIES[code].units))
    .find((currency) => currency !== undefined);
}
