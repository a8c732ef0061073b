// A first map for a file: what its headers have in common with the shipped maps. A person mends it.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ImportError } from './errors.ts';
import { FIELDS, KEY_FIELD, UNITS } from './fields.ts';
import { createHeaderFinder, type HeaderFinder } from './headers.ts';
import { openSource } from './import_file.ts';
import type { ColumnSpec, ImportMap } from './map.ts';
import { nameHeaders, SourceBroken, type SourceOptions, type SourceRow } from './source.ts';

const TOP_ROWS = 20;
const SAMPLES = 3;

/** @param known the shipped maps: their columns and aliases are the words that are recognised */
export async function suggestMap(
  path: string,
  options: SourceOptions,
  known: readonly ImportMap[],
): Promise<Result<string, ImportError>> {
  const source = await openSource(path, options);
  if (!source.ok) return source;
  const top: SourceRow[] = [{ row: options.headerRow ?? 1, cells: source.value.rawHeaders }];
  try {
    for await (const row of source.value.rows()) {
      top.push(row);
      if (top.length > TOP_ROWS + SAMPLES) break;
    }
  } catch (error) {
    if (error instanceof SourceBroken) return err(error.error);
    throw error;
  }
  const rows = options.headerRow === undefined ? top.slice(0, TOP_ROWS) : top.slice(0, 1);
  const tried = known.flatMap((map) => rows.map((header) => recognise(map, header)));
  const best = tried.reduce((one, other) => (other.score > one.score ? other : one));
  const samples = top.filter(({ row }) => row > best.header.row).slice(0, SAMPLES);
  return ok(written(path, best, samples));
}

type Recognised = {
  readonly map: ImportMap;
  readonly header: SourceRow;
  readonly headers: readonly string[];
  readonly score: number;
  readonly key: string | undefined;
  /** Lines of YAML. */
  readonly columns: readonly string[];
  readonly months: readonly string[];
  readonly unused: readonly string[];
};

function recognise(map: ImportMap, header: SourceRow): Recognised {
  const headers = nameHeaders(header.cells);
  const finder = createHeaderFinder(headers);
  const key = findName(finder, headers, map.key, [map.key.unit]);
  const columns: string[] = [];
  const months: string[] = [];
  for (const [name, spec] of Object.entries(map.columns)) {
    const units = UNITS[FIELDS[map.entity][name]?.kind ?? 'text'] ?? [];
    const found = findName(finder, headers, spec, [spec.unit, ...units]);
    if (found) columns.push(`  ${name}: ${settings(found.name, found.unit)}`);
  }
  for (const [name, spec] of Object.entries(map.months?.columns ?? {})) {
    const templates = [spec.column ?? '', ...(spec.aliases ?? [])];
    const template = templates.find((one) => finder.monthsOf(one, spec.unit).length > 0);
    if (template === undefined) continue;
    months.push(`    ${name}: ${settings(template, spec.unit)}`);
    for (const month of finder.monthsOf(template, spec.unit))
      finder.find([template.replaceAll('{month}', month)], spec.unit);
  }
  const holdings = map.holdings.filter(
    (spec) => finder.find([spec.column, ...(spec.aliases ?? [])]) !== undefined,
  );
  const score = (key ? 2 : 0) + columns.length + months.length + holdings.length;
  const unused = finder.unused();
  return { map, header, headers, score, key: key?.name, columns, months, unused };
}

function findName(
  finder: HeaderFinder,
  headers: readonly string[],
  spec: ColumnSpec,
  units: readonly (string | undefined)[],
): { readonly name: string; readonly unit: string | undefined } | undefined {
  const names = [...(spec.columns ?? []), spec.column ?? '', ...(spec.aliases ?? [])];
  for (const unit of units) {
    const index = finder.find(names.filter(Boolean), unit);
    if (index !== undefined) return { name: headers[index] ?? '', unit };
  }
  return undefined;
}

const settings = (column: string, unit: string | undefined): string =>
  unit === undefined ? quoted(column) : `{ column: ${quoted(column)}, unit: ${unit} }`;

/** JSON's texts are YAML's too. */
const quoted = (text: string): string =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) && !/^(null|true|false|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);

function written(path: string, best: Recognised, samples: readonly SourceRow[]): string {
  const { map, header, headers, key, columns, months, unused } = best;
  const sampleOf = (name: string): string => {
    const index = headers.indexOf(name);
    const texts = samples.map(({ cells }) => cells[index] ?? '').filter((text) => text !== '');
    return texts.map((text) => JSON.stringify(text.slice(0, 30))).join(', ');
  };
  return [
    `# A first map for ${path}: check every line, above all the units (docs/maps.md).`,
    `entity: ${map.entity}`,
    ...(header.row === 1 ? [] : [`header_row: ${header.row}`]),
    ...(key === undefined
      ? [`# Not recognised: the column of the ${KEY_FIELD[map.entity]}.`, 'key: "?"']
      : [`key: ${quoted(key)}`]),
    ...(columns.length === 0 ? [] : ['columns:', ...columns]),
    ...(months.length === 0 ? [] : ['months:', '  of: header', '  columns:', ...months]),
    ...(unused.length === 0
      ? []
      : [
          '# Not recognised, with what stands there:',
          ...unused.map((name) => `#   ${name.replace(/\s+/g, ' ')}: ${sampleOf(name)}`),
        ]),
    `# Fields of a ${map.entity}: ${Object.keys(FIELDS[map.entity]).join(', ')}`,
    '',
  ].join('\n');
}
