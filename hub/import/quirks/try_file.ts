// One generated file, imported as far as its rows: everything goes in as it was meant, or is refused by name.
import type { ImportMap } from '#hub/import/map.ts';
import type { TestFiles } from '#hub/import/test_files.ts';
import { readFileAs } from '#hub/import/test_reading.ts';
import { asCsv } from './as_csv.ts';
import { asWorkbook } from './as_workbook.ts';
import { createRandom } from './random.ts';
import { AS_OF } from './cell.ts';
import { makeTable } from './table.ts';

export type Tried = {
  readonly meant: number;
  readonly imported: number;
  /** What came in otherwise than it was meant, or vanished without a word. */
  readonly silent: readonly string[];
};

export async function tryFile(seed: number, map: ImportMap, files: TestFiles): Promise<Tried> {
  const random = createRandom(seed);
  const table = makeTable(random);
  const file = random.chance(0.5) ? asCsv(table, random) : asWorkbook(table, random);
  const path = await files.write(file.name, file.bytes);
  const { decimal } = table;
  const result = await readFileAs(path, { ...map, decimal }, { ...file.options, asOf: AS_OF });
  const meant = table.meant.length;
  // Refused as a whole, with the reason.
  if ('type' in result) return { meant, imported: 0, silent: [] };
  const silent: string[] = [];
  // A line break may make two refused rows of one: rows are known by their accounts.
  const byAccount = new Map(table.meant.map((row) => [row['account'], row]));
  const refused = new Set(result.bad.map(([row]) => row)).size;
  if (result.rows.length > meant || result.rows.length + refused < meant)
    silent.push(`seed ${seed}: ${meant} rows, ${result.rows.length} imported, ${refused} refused`);
  for (const row of result.rows) {
    const wanted = byAccount.get(row['account']);
    if (!wanted) silent.push(`seed ${seed}: account ${String(row['account'])} is nobody's`);
    for (const [field, value] of Object.entries(wanted ?? {})) {
      const found = valueOf(row, field);
      if (found !== value)
        silent.push(`seed ${seed}: ${field} ${String(found)}, meant ${String(value)}`);
    }
  }
  return { meant, imported: result.rows.length, silent };
}

/** `2026-10 spend` is in the row's month. */
function valueOf(row: Readonly<Record<string, unknown>>, field: string): unknown {
  const [month = '', name] = field.split(' ');
  if (name === undefined) return row[field];
  return (row[month] as Readonly<Record<string, unknown>> | undefined)?.[name];
}
