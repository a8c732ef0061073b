// A first map for a file: what its headers have in common with the shipped maps. A person mends it.
import { err, ok, type Result } from '#shared/base/result.ts';
import { DATE_FORMATS, type DateFormat, parseDay } from './dates.ts';
import type { ImportError } from './errors.ts';
import { FIELDS, isFigure, KEY_FIELD, MONTH_FIELDS, UNITS } from './fields.ts';
import { createHeaderFinder, type HeaderFinder } from './headers.ts';
import { openSource } from './open_source.ts';
import { type ColumnSpec, columnNames, type ImportMap } from './map.ts';
import { lacksHeaders, nameByPosition } from './suggest_positions.ts';
import {
  LEFT_FLAG,
  MONTH_COLUMN,
  MONTH_TEMPLATES,
  ONE_MONTH,
  OTHER_NAMES,
} from './suggest_words.ts';
import { nameHeaders, SourceBroken, type SourceOptions, type SourceRow } from './source.ts';

const TOP_ROWS = 20;
const SAMPLES = 3;
/** Of a file without headers: whether somebody stands there twice is not told by a few rows. */
const ROWS_WITHOUT_HEADERS = 500;

/** @param known the shipped maps: their columns and aliases are the words that are recognised */
export async function suggestMap(
  path: string,
  options: SourceOptions,
  known: readonly ImportMap[],
): Promise<Result<string, ImportError>> {
  const read = await readTop(path, options);
  if (!read.ok) return read;
  const isOneColumn = read.value.every(({ cells }) => cells.length === 1);
  const inBlanks = isOneColumn && options.delimiter === undefined && areColumnsInBlanks(read.value);
  const stated = inBlanks ? ({ ...options, delimiter: 'blanks' } as const) : options;
  const again = inBlanks ? await readTop(path, stated) : read;
  if (!again.ok) return again;
  const top = again.value;
  const rows = options.headerRow === undefined ? top.slice(0, TOP_ROWS) : top.slice(0, 1);
  const below = (header: SourceRow): readonly SourceRow[] =>
    top.filter(({ row }) => row > header.row).slice(0, TOP_ROWS + SAMPLES);
  const tried = known.flatMap((map) => rows.map((header) => recognise(map, header, below(header))));
  const best = tried.reduce((one, other) => (other.score > one.score ? other : one));
  const cells = top.map((row) => row.cells);
  const customers = known.find(({ entity }) => entity === 'customer');
  const isNameless = best.score === 0 && lacksHeaders(cells[0] ?? [], cells.slice(1));
  return ok(
    isNameless
      ? written(path, stated, withoutHeaders(customers ?? best.map, top), top)
      : written(path, stated, best, below(best.header), top),
  );
}

/** Headers, if there are any, and the first rows. */
async function readTop(
  path: string,
  options: SourceOptions,
): Promise<Result<readonly SourceRow[], ImportError>> {
  const source = await openSource(path, options);
  if (!source.ok) return source;
  const top: SourceRow[] = [{ row: options.headerRow ?? 1, cells: source.value.rawHeaders }];
  try {
    for await (const row of source.value.rows()) {
      top.push(row);
      if (top.length > ROWS_WITHOUT_HEADERS) break;
    }
  } catch (error) {
    if (error instanceof SourceBroken) return err(error.error);
    throw error;
  }
  return ok(top);
}

/** Every line has as many words. A sentence is no table. */
function areColumnsInBlanks(rows: readonly SourceRow[]): boolean {
  const widths = new Set(rows.map(({ cells }) => (cells[0] ?? '').trim().split(/\s+/).length));
  return rows.length > 1 && widths.size === 1 && !widths.has(1);
}

function withoutHeaders(map: ImportMap, top: readonly SourceRow[]): Recognised {
  const positions = nameByPosition(top.map(({ cells }) => cells));
  const header = { row: (top[0]?.row ?? 1) - 1, cells: positions.headers };
  const { blanks } = positions;
  return {
    ...positions,
    map: { ...map, blanks: [...blanks] },
    header,
    score: 0,
    holdings: [],
    isNameless: true,
  };
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
  readonly holdings: readonly string[];
  readonly unused: readonly string[];
  /** The file has no headers: these are ours. */
  readonly isNameless?: boolean;
};

function recognise(map: ImportMap, header: SourceRow, samples: readonly SourceRow[]): Recognised {
  const headers = nameHeaders(header.cells);
  const finder = createHeaderFinder(headers);
  const key = findName(finder, headers, map.key, [map.key.unit]);
  const columns: string[] = [];
  for (const [name, spec] of Object.entries(map.columns)) {
    const kind = FIELDS[map.entity][name]?.kind ?? 'text';
    const found = findName(finder, headers, spec, [spec.unit, ...(UNITS[kind] ?? [])]);
    if (!found) continue;
    if (kind === 'code' && name !== KEY_FIELD[map.entity]) {
      columns.push(...linesOfCode(name, found, textsOf(found.names, headers, samples)));
      continue;
    }
    const timed =
      kind === 'moment' || kind === 'local-time'
        ? withDayBeside(finder, headers, spec, found, samples)
        : found;
    columns.push(lineOf(name, timed, kind, textsOf(timed.names, headers, samples)));
  }
  const taken = (field: string): boolean => columns.some((line) => line.startsWith(`  ${field}:`));
  if (map.entity === 'customer')
    for (const { field, unit, names } of [...OTHER_NAMES, LEFT_FLAG]) {
      const index = taken(field) ? undefined : finder.find(names, unit);
      if (index === undefined) continue;
      const found = { names: [headers[index] ?? ''], unit };
      const kind = unit === 'birthday' ? 'day' : (FIELDS.customer[field]?.kind ?? 'text');
      const line = lineOf(field, found, kind, textsOf(found.names, headers, samples));
      if (field !== LEFT_FLAG.field) columns.push(line);
      else
        columns.push('  # Where it says who has left already, not who will:', `  # ${line.trim()}`);
    }
  const months = map.entity === 'customer' ? recogniseMonths(finder, headers, map) : [];
  const holdings = map.holdings
    .filter((spec) => finder.find([spec.column, ...(spec.aliases ?? [])]) !== undefined)
    .map(({ column, aliases = [], values, otherwise }) => {
      const name = [column, ...aliases].find((one) => finder.find([one]) !== undefined) ?? column;
      return `  - ${JSON.stringify({ column: name, values, ...(otherwise === undefined ? {} : { otherwise }) })}`;
    });
  // Many operators know a customer by the number alone.
  const phoneSpec = map.entity === 'customer' ? map.columns['phone'] : undefined;
  const phone = phoneSpec && findName(finder, headers, phoneSpec, [undefined])?.names[0];
  const score =
    (key ? 2 : 0) +
    columns.filter(isSetting).length +
    Math.max(0, months.length - 2) +
    holdings.length;
  const unused = finder.unused().map((index) => headers[index] ?? '');
  return {
    map,
    header,
    headers,
    score,
    key: key?.names[0] ?? phone,
    columns,
    months,
    holdings,
    unused,
  };
}

const TIME_ALONE = /^(?:上午|下午)? ?\d{1,2}[:：]\d{2}/;

/** A time that stands in a column of its own, with the column of its day. */
function withDayBeside(
  finder: HeaderFinder,
  headers: readonly string[],
  spec: ColumnSpec,
  found: Found,
  samples: readonly SourceRow[],
): Found {
  const texts = textsOf(found.names, headers, samples);
  if (texts.length === 0 || !texts.every((text) => TIME_ALONE.test(text))) return found;
  const days = spec.aliases?.filter((name) => /日期?$/.test(name)) ?? [];
  const index = finder.find(days);
  const day = index === undefined ? undefined : headers[index];
  return day === undefined || found.names.includes(day)
    ? found
    : { ...found, names: [day, ...found.names], take: 'joined' };
}

function lineOf(field: string, found: Found, kind: string, texts: readonly string[]): string {
  const isDay =
    (kind === 'day' || kind === 'past-day' || kind === 'end-day') && found.unit !== 'flag';
  // 0.72 is hardly less than one percent in every row.
  const isShare =
    kind === 'percent' && texts.length > 0 && texts.every((text) => /^0?\.\d+$|^[01]$/.test(text));
  const told = isShare ? { ...found, unit: 'share' } : found;
  return `  ${field}: ${settings(told, isDay ? formatOf(texts) : undefined)}`;
}

/** A code is one of a list that the hub has. Where names stand in the column, a person says the code of each. */
function linesOfCode(field: string, found: Found, texts: readonly string[]): readonly string[] {
  const names = [...new Set(texts.filter((text) => !CODE.test(text.trim())))];
  if (field !== 'plan') return [`  ${field}: ${settings(found)}`];
  if (names.length === 0)
    return [
      `  # Of the ${field}s that the hub has: import them first, or take this line out.`,
      `  ${field}: ${settings(found)}`,
    ];
  const values = names.map((text) => `${JSON.stringify(text)}: CODE`).join(', ');
  return [
    `  # Names, where a code of the ${field}s that the hub has is needed: say the code of each name (all names) and take the # away.`,
    `  # ${field}: { column: ${quoted(found.names[0] ?? '')}, values: { ${values} } }`,
  ];
}

const isSetting = (line: string): boolean => !line.startsWith('  #');

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** With the months in the headers, as a shipped map of one operator has them, in a column of their own, or unnamed. */
function recogniseMonths(
  finder: HeaderFinder,
  headers: readonly string[],
  { months }: ImportMap,
): readonly string[] {
  const specs = Object.entries(months?.columns ?? {});
  const inHeaders = specs.flatMap(([name, spec]) => {
    const templates = [
      spec.column ?? '',
      ...(spec.aliases ?? []),
      ...(MONTH_TEMPLATES[name] ?? []),
    ];
    const units = [spec.unit, ...(UNITS[MONTH_FIELDS[name]?.kind ?? 'text'] ?? [])];
    for (const unit of units)
      for (const template of templates) {
        const found = finder.monthsOf(template, unit);
        if (found.length === 0) continue;
        for (const month of found) finder.find([template.replaceAll('{month}', month)], unit);
        return [`    ${name}: ${settings({ names: [template], unit })}`];
      }
    return [];
  });
  if (inHeaders.length > 0) return block('header', inHeaders);
  if (typeof months?.of === 'object') {
    const written = Object.keys(months.of);
    const found = specs.filter(([, spec]) =>
      written.every((one) =>
        columnNames(spec).every(
          (name) => finder.find([name.replaceAll('{month}', one)]) !== undefined,
        ),
      ),
    );
    return block(
      JSON.stringify(months.of),
      found.map(
        ([name, spec]) => `    ${name}: ${settings({ names: columnNames(spec), unit: spec.unit })}`,
      ),
    );
  }
  const lines = new Map<string, string>();
  const own = specs.flatMap(([field, spec]) => {
    const names = columnNames(spec).filter((name) => !name.includes('{month}'));
    return names.length === 0
      ? []
      : [{ field, names, ...(spec.unit === undefined ? {} : { unit: spec.unit }) }];
  });
  for (const { field, unit, names } of [...own, ...ONE_MONTH]) {
    const index = lines.has(field) ? undefined : finder.find(names, unit);
    if (index !== undefined)
      lines.set(field, `    ${field}: ${settings({ names: [headers[index] ?? ''], unit })}`);
  }
  const monthAt = lines.size === 0 ? undefined : finder.find(MONTH_COLUMN);
  return monthAt === undefined
    ? block('as-of', [...lines.values()])
    : [`  of: rows`, `  month: ${quoted(headers[monthAt] ?? '')}`, '  columns:', ...lines.values()];
}

const block = (of: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`  of: ${of}`, '  columns:', ...lines];

type Found = {
  readonly names: readonly string[];
  readonly unit?: string | undefined;
  readonly take?: 'joined';
};

/** Columns that are added up must all be there. */
function findName(
  finder: HeaderFinder,
  headers: readonly string[],
  spec: ColumnSpec,
  units: readonly (string | undefined)[],
): Found | undefined {
  if (spec.columns) {
    const isWhole = spec.columns.every((name) => finder.find([name], spec.unit) !== undefined);
    return isWhole ? { names: spec.columns, unit: spec.unit } : undefined;
  }
  for (const unit of units) {
    const index = finder.find([spec.column ?? '', ...(spec.aliases ?? [])], unit);
    if (index !== undefined) return { names: [headers[index] ?? ''], unit };
  }
  return undefined;
}

/** The one order in which all days can be read, where it is not told by itself. */
function formatOf(texts: readonly string[]): DateFormat | undefined {
  if (texts.every((text) => parseDay(text, 'auto') !== undefined)) return undefined;
  const fits = DATE_FORMATS.filter((format) =>
    texts.every((text) => parseDay(text, format) !== undefined),
  );
  return fits.length === 1 ? fits[0] : undefined;
}

/** What databases and statistics programs write where nothing is known. */
const FOR_NOTHING = /^(?:\\N|null|nan|na|n\/a|#n\/a)$/i;

const wordsForNothing = (rows: readonly SourceRow[]): readonly string[] => [
  ...new Set(
    rows.flatMap(({ cells }) =>
      cells.map((cell) => cell.trim()).filter((cell) => FOR_NOTHING.test(cell)),
    ),
  ),
];

const textsOf = (
  names: readonly string[],
  headers: readonly string[],
  samples: readonly SourceRow[],
): readonly string[] =>
  names.flatMap((name) =>
    samples.map(({ cells }) => cells[headers.indexOf(name)] ?? '').filter((text) => text !== ''),
  );

/** Yuan, unless cells have the rupee's sign or numbers of India. */
const withCurrency = (lines: readonly string[], rows: readonly SourceRow[]): readonly string[] =>
  rows.some(({ cells }) => cells.some((cell) => /₹|\brs\.? ?\d|\bINR\b|^\+91/i.test(cell)))
    ? lines.map((line) => line.replace(/unit: yuan(?= [},])/, 'unit: rupee'))
    : lines;

/** What cells say of commas; undefined where they may be either. */
function decimalOf(samples: readonly SourceRow[]): '.' | ',' | undefined {
  const cells = samples.flatMap((row) => row.cells.map((cell) => cell.trim()));
  if (cells.some((cell) => /^-?\d{1,3}(,\d{3})*\.\d+$/.test(cell))) return '.';
  if (cells.some((cell) => /^-?\d+(\.\d{3})*,(\d{1,2}|\d{4,})$/.test(cell))) return ',';
  return cells.some((cell) => /^-?\d{1,3},\d{3}$/.test(cell)) ? undefined : '.';
}

const decimalLine = (decimal: '.' | ',' | undefined): string =>
  decimal === undefined
    ? "# Say decimal: '.' or decimal: ',' - cells such as 1,234 may be either."
    : `decimal: '${decimal}'`;

function settings({ names, unit, take }: Found, format?: DateFormat): string {
  const [first = ''] = names;
  if (names.length === 1 && unit === undefined && format === undefined) return quoted(first);
  const parts = [
    names.length === 1
      ? `column: ${quoted(first)}`
      : `columns: [${names.map((name) => quoted(name)).join(', ')}]`,
    ...(take === undefined ? [] : [`take: ${take}`]),
    ...(unit === undefined ? [] : [`unit: ${unit}`]),
    ...(format === undefined ? [] : [`format: ${format}`]),
  ];
  return `{ ${parts.join(', ')} }`;
}

/** JSON's texts are YAML's too. */
const quoted = (text: string): string =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) && !/^(null|true|false|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);

function written(
  path: string,
  stated: SourceOptions,
  best: Recognised,
  samples: readonly SourceRow[],
  all: readonly SourceRow[] = [],
): string {
  const { map, header, headers, key, columns, months, holdings, unused, isNameless } = best;
  const { sheet, delimiter, encoding } = stated;
  const blanks = [...new Set([...map.blanks, ...wordsForNothing(all)])];
  const hasFigures = Object.values(FIELDS[map.entity]).some(({ kind }) => isFigure(kind));
  const sampleOf = (name: string): string =>
    textsOf([name], headers, samples.slice(0, SAMPLES))
      .map((text) => JSON.stringify(text.slice(0, 30)))
      .join(', ');
  return [
    `# A first map for ${path}: check every line, above all the units (docs/maps.md).`,
    `entity: ${map.entity}`,
    ...(sheet === undefined ? [] : [`sheet: ${quoted(sheet)}`]),
    ...(isNameless
      ? [
          '# The file has no headers: these names are ours, by what stands in the columns, in their order.',
          `headers: [${headers.map(quoted).join(', ')}]`,
        ]
      : header.row === 1
        ? []
        : [`header_row: ${header.row}`]),
    ...(delimiter === undefined ? [] : [`delimiter: ${JSON.stringify(delimiter)}`]),
    ...(encoding === undefined ? [] : [`encoding: ${encoding}`]),
    ...(hasFigures ? [decimalLine(decimalOf(samples))] : []),
    ...(blanks.length === 0 ? [] : [`blanks: ${JSON.stringify(blanks)}`]),
    ...(key === undefined
      ? [
          `# Not recognised: the column of the ${KEY_FIELD[map.entity]}. A file without one: row_number: row, and key: row.`,
          'key: "?"',
        ]
      : [`key: ${quoted(key)}`]),
    ...(columns.length === 0
      ? []
      : [columns.some(isSetting) ? 'columns:' : '# columns:', ...withCurrency(columns, all)]),
    ...(months.length === 0 ? [] : ['months:', ...withCurrency(months, all)]),
    ...(holdings.length === 0 ? [] : ['holdings:', ...holdings]),
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
