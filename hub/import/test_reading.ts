// Reads a file through a map as an import does, without a database: for tests.
import type { Day } from '#shared/base/month.ts';
import { describeImportError, type ImportError } from './errors.ts';
import type { Cell } from './fields.ts';
import { openSource, sourceOptions } from './open_source.ts';
import { loadMap, parseMap } from './load_map.ts';
import type { ImportMap } from './map.ts';
import type { BadCell, Unmatched } from './record.ts';
import { bindMap } from './row_reader.ts';
import { SourceBroken, type SourceOptions } from './source.ts';

export type ReadFile = {
  /** Fields by name; months as `2026-10`: fields; holdings as codes. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Row, column, value, what was expected. */
  readonly bad: readonly (readonly [number, string, string, string])[];
  readonly noData: readonly (readonly [number, string])[];
  readonly unmatched: Unmatched;
  readonly otherSheets: readonly string[];
};

export async function namedMap(name: string): Promise<ImportMap> {
  const map = await loadMap(name, 'hub/maps');
  if (!map.ok) throw new Error(describeImportError(map.error).en);
  return map.value.map;
}

/** @throws with the problems of the map */
export function mapOf(text: string): ImportMap {
  const map = parseMap(text, 'test.yaml');
  if (!map.ok) throw new Error(describeImportError(map.error).en);
  return map.value;
}

const named = (fields: readonly string[], cells: readonly Cell[]): object =>
  Object.fromEntries(fields.map((field, index) => [field, cells[index]]));

export async function readFileAs(
  path: string,
  map: ImportMap,
  options: SourceOptions & { readonly asOf?: string } = {},
): Promise<ReadFile | ImportError> {
  const source = await openSource(path, sourceOptions(map, options));
  if (!source.ok) return source.error;
  const { headers, above, readAs, otherSheets } = source.value;
  const asOf = (options.asOf ?? map.as_of ?? '2026-10-31') as Day;
  const bound = bindMap(map, headers, { asOf, branch: 'B-01', above });
  if (!bound.ok)
    return bound.error.type === 'missing-columns'
      ? { ...bound.error, path, headers, readAs, otherSheets, headerRow: undefined }
      : { ...bound.error, path };
  const reader = bound.value;
  const rows: Readonly<Record<string, unknown>>[] = [];
  const bad: BadCell[] = [];
  const noData: (readonly [number, string])[] = [];
  try {
    for await (const row of source.value.rows()) {
      const read = reader.read(row);
      if ('otherUnit' in read)
        return { type: 'other-unit', path, row: row.row, text: read.otherUnit };
      if ('noData' in read) noData.push([row.row, read.noData]);
      else if ('bad' in read) bad.push(...read.bad);
      else {
        const { values, months, holdings } = read.record;
        rows.push({
          ...named(reader.fields, values),
          ...Object.fromEntries(
            months.map((month) => [month.month, named(reader.monthFields, month.values)]),
          ),
          holdings: holdings.map(({ code }) => code),
        });
      }
    }
  } catch (error) {
    if (error instanceof SourceBroken) return error.error;
    throw error;
  }
  return {
    rows,
    bad: bad.map(({ row, column, value, expected }) => [row, column, value, expected.en]),
    noData,
    unmatched: reader.unmatched,
    otherSheets,
  };
}
