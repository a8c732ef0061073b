// How fields stand in the database: column names, types, and lists of them as SQL.
import { type Sql, sql } from '#hub/db/sql.ts';
import { type Entity, type Field, type FieldKind, FIELDS, KEY_FIELD } from '#hub/import/fields.ts';

/** A column or table name from this program's own constants, never from a file. */
export function nameSql(name: string): Sql {
  if (!/^[a-z_]+$/.test(name)) throw new Error(`not a name of ours: ${name}`);
  return sql(Object.assign([name], { raw: [name] }));
}

export const joinSql = (parts: readonly Sql[], separator: ',' | 'and' | 'or'): Sql =>
  parts.reduce((all, part) => {
    if (separator === ',') return sql`${all}, ${part}`;
    return separator === 'and' ? sql`${all} and ${part}` : sql`${all} or ${part}`;
  });

type ColumnType = 'text' | 'bigint' | 'date' | 'boolean' | 'timestamp';

const TYPES: Readonly<Partial<Record<FieldKind, ColumnType>>> = {
  money: 'bigint',
  'signed-money': 'bigint',
  minutes: 'bigint',
  data: 'bigint',
  count: 'bigint',
  number: 'bigint',
  'birth-year': 'bigint',
  percent: 'bigint',
  weekday: 'bigint',
  day: 'date',
  'past-day': 'date',
  'end-day': 'date',
  'local-time': 'timestamp',
  flag: 'boolean',
};

export const columnType = (field: Field): Sql => nameSql(TYPES[field.kind] ?? 'text');

/** The PIN is stored as its hash; the search keys of a name come from no column of the file. */
export const columnOfField = (field: string): string => (field === 'pin' ? 'pin_hash' : field);

export const entityColumns = (entity: Entity): readonly (readonly [string, Field])[] => {
  const own = Object.entries(FIELDS[entity]).map(
    ([name, field]) => [columnOfField(name), field] as const,
  );
  const derived = { kind: 'text', blank: '' } as const;
  return entity === 'customer' ? [...own, ['pinyin', derived], ['initials', derived]] : own;
};

/** Of the table, not of the file: rows of customers find their customer, and visits their instant, once staged. */
export function keyColumns(entity: Entity): readonly string[] {
  if (entity === 'visit_record') return ['customer', 'at'];
  if (entity === 'customer_file') return ['customer'];
  if (entity === 'top_up') return ['customer', 'serial'];
  const key = KEY_FIELD[entity];
  return 'branch' in FIELDS[entity] ? ['branch', key] : [key];
}

/** The columns beside the key that fields of the file fill. */
export function valueColumns(entity: Entity, fields: readonly string[]): readonly string[] {
  const other = new Set([...keyColumns(entity), 'branch', 'account', 'local_time', 'moment']);
  const own = fields.map(columnOfField).filter((column) => !other.has(column));
  // Found from the others, once staged.
  return entity === 'top_up' ? [...new Set([...own, 'kind', 'at', 'until', 'reverses'])] : own;
}

/** `s.a = t.a and s.b = t.b` */
export const sameKey = (entity: Entity): Sql =>
  joinSql(
    keyColumns(entity).map((column) => sql`s.${nameSql(column)} = t.${nameSql(column)}`),
    'and',
  );

/** `s.a is distinct from t.a or ...`; false when nothing but the key is imported. */
export const anyDiffers = (columns: readonly string[], left = 's', right = 't'): Sql =>
  columns.length === 0
    ? sql`false`
    : joinSql(
        columns.map(
          (column) =>
            sql`${nameSql(left)}.${nameSql(column)} is distinct from ${nameSql(right)}.${nameSql(column)}`,
        ),
        'or',
      );
