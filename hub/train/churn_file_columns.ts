// Columns of text to columns of figures: numbers, days, kinds, and months that belong together.
import { DAY_MS } from '#shared/base/month.ts';
import type { RawColumn } from './logistic_columns.ts';

export type TextColumn = { readonly name: string; readonly cells: readonly string[] };
export type LeftOut = { readonly name: string; readonly why: string };

/** More kinds than this are names or numbers of something. */
const MOST_KINDS = 20;
/**
 * - `arpu_6`, `arpu_7`, `arpu_8`: the last, the mean of those before, and the change between them as a
 *   logarithm; for these two a blank month is a month with nothing
 * - days: days before the latest day of the file; of days by month, the latest counts
 * - kinds (`One year`): one column each, 1 or 0
 * - numbers stay numbers, a blank stays a blank
 */
export function columnsOfFile(columns: readonly TextColumn[]): {
  readonly raw: readonly RawColumn[];
  readonly leftOut: readonly LeftOut[];
} {
  const kinds = columns.map((column) => ({ column, ...kindOf(column) }));
  const leftOut = kinds.flatMap(({ column, kind, why }) =>
    kind === 'none' ? [{ name: column.name, why }] : [],
  );
  const ofKind = (wanted: Kind): readonly TextColumn[] =>
    kinds.flatMap(({ column, kind }) => (kind === wanted ? [column] : []));
  return {
    raw: [
      ...familiesOf(ofKind('number')).flatMap(figuresOfFamily),
      ...daysOfFamilies(familiesOf(ofKind('day'))),
      ...ofKind('kinds').flatMap(indicatorsOf),
    ],
    leftOut,
  };
}

type Kind = 'number' | 'day' | 'kinds' | 'none';

function kindOf({ cells }: TextColumn): { readonly kind: Kind; readonly why: string } {
  const filled = cells.filter((cell) => cell !== '');
  const different = new Set(filled);
  if (different.size === 0) return none('always blank');
  if (different.size === 1 && filled.length === cells.length) return none('always the same');
  if (filled.every((cell) => Number.isFinite(Number(cell)))) {
    const counts = filled.every((cell) => Number.isInteger(Number(cell)));
    return counts && different.size === cells.length && cells.length > 50
      ? none('another number in every row')
      : { kind: 'number', why: '' };
  }
  if (filled.every((cell) => dayOf(cell) !== null)) return { kind: 'day', why: '' };
  return different.size > MOST_KINDS
    ? none(`${different.size} different texts`)
    : { kind: 'kinds', why: '' };
}

type Family = { readonly stem: string; readonly months: readonly TextColumn[] };

const none = (why: string) => ({ kind: 'none', why }) as const;

/** Columns whose names differ in a last number only, by that number; any other is a family of its own. */
function familiesOf(columns: readonly TextColumn[]): readonly Family[] {
  const families = new Map<string, { number: number; column: TextColumn }[]>();
  for (const column of columns) {
    const [, stem = column.name, number] = /^(.+)_(\d{1,6})$/.exec(column.name) ?? [];
    const months = families.get(stem) ?? [];
    families.set(stem, months);
    months.push({ number: Number(number ?? 0), column });
  }
  return [...families].map(([stem, months]) => ({
    stem,
    months: months.toSorted((a, b) => a.number - b.number).map(({ column }) => column),
  }));
}

function figuresOfFamily({ stem, months }: Family): readonly RawColumn[] {
  const last = months.at(-1);
  if (last === undefined) return [];
  if (months.length === 1) {
    const values = last.cells.map((cell) => (cell === '' ? Number.NaN : Number(cell)));
    return [{ code: last.name, values: Float64Array.from(values) }];
  }
  const latest = Float64Array.from(last.cells, Number);
  const shown = latest.map((value, row) => (last.cells[row] === '' ? Number.NaN : value));
  const before = latest.map((_, row) => {
    const earlier = months.slice(0, -1).map(({ cells }) => Number(cells[row] ?? ''));
    return earlier.reduce((sum, value) => sum + value, 0) / earlier.length;
  });
  const change = latest.map((value, row) => logOf(value) - logOf(before[row] as number));
  return [
    { code: last.name, values: shown },
    { code: `${stem} before`, values: before },
    { code: `${stem} change`, values: change },
  ];
}

const logOf = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));

function daysOfFamilies(families: readonly Family[]): readonly RawColumn[] {
  const days = families.map(({ stem, months }) => ({
    code: `days since ${stem}`,
    days: (months[0]?.cells ?? []).map((_, row) =>
      Math.max(...months.map(({ cells }) => dayOf(cells[row] ?? '') ?? -Infinity)),
    ),
  }));
  const today = days.reduce(
    (latest, { days }) => days.reduce((a, b) => Math.max(a, b), latest),
    -Infinity,
  );
  return days.map(({ code, days }) => ({
    code,
    values: Float64Array.from(days, (day) => (day === -Infinity ? Number.NaN : today - day)),
  }));
}

/** `M/D/YYYY` or `YYYY-MM-DD`, in days. */
function dayOf(text: string): number | null {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const iso = month === undefined ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) : null;
  if (month === undefined && iso === null) return null;
  const at = Date.UTC(
    Number(year ?? iso?.[1]),
    Number(month ?? iso?.[2]) - 1,
    Number(day ?? iso?.[3]),
  );
  return Number.isNaN(at) ? null : at / DAY_MS;
}

/** Of two kinds one column says all. */
function indicatorsOf({ name, cells }: TextColumn): readonly RawColumn[] {
  const kinds = [...new Set(cells)].toSorted();
  const told = kinds.length === 2 ? kinds.slice(1) : kinds;
  return told.map((kind) => ({
    code: `${name}=${kind || '(blank)'}`,
    values: Float64Array.from(cells, (cell) => (cell === kind ? 1 : 0)),
  }));
}
