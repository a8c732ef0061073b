// Customers of a test's own branch, from lines of CSV by the shipped map.
import type { Day } from '#shared/base/month.ts';
import type { Database } from '#hub/db/database.ts';
import { importFile } from './import_file.ts';
import { loadMap } from './load_map.ts';
import type { ImportReport } from './report.ts';
import type { TestFiles } from './test_files.ts';

/** @throws where a row is refused */
export async function importTestCustomers(
  db: Database,
  files: TestFiles,
  { branch, asOf }: { readonly branch: string; readonly asOf: Day },
  lines: readonly string[],
): Promise<{ readonly file: string; readonly report: ImportReport }> {
  const map = await loadMap('customers', 'hub/maps');
  if (!map.ok) throw new Error(map.error.type);
  const file = await files.write('customers.csv', lines.join('\n'));
  const imported = await importFile(db, file, map.value, {
    apply: true,
    branch,
    newBranch: {
      name: { zh: '城关', en: 'Chengguan' },
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
    },
    asOf,
  });
  if (!imported.ok) throw new Error(imported.error.type);
  if (!imported.value.applied) throw new Error(JSON.stringify(imported.value.bad.first));
  return { file, report: imported.value };
}
