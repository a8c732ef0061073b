// hub export: accounts with groups, scores, chances and who is held out, for the analyst's own tools.
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { dayOfInstant } from '#shared/base/month.ts';
import { readBranches } from '#hub/db/branch.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import type { Database } from '#hub/db/database.ts';
import { readPolicy } from '#hub/db/editions.ts';
import { EXPORT_HEADER, exportLine } from '#hub/export/customer_lines.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';

const BATCH = 2_000;

export const createExportCommand = (): Command =>
  addCommonOptions(new Command('export'))
    .description('accounts with groups, scores, chances and who is held out, as CSV')
    .argument('<file>', 'the CSV to write')
    .option('--branch <code>', 'customers of one branch; of all when left out')
    .action((file: string, options: CommonOptions & { readonly branch?: string }) =>
      withHub(options, async ({ database, progress }) => {
        const task = progress.begin(`writing ${file}, customers`);
        const part = `${file}.part`;
        try {
          const lines = exportLines(database, options.branch, (count) => task.update(count));
          await pipeline(Readable.from(lines), createWriteStream(part));
          await rename(part, file);
        } catch (error) {
          task.end('stopped');
          await rm(part, { force: true });
          if (error instanceof Error && 'syscall' in error)
            throw new HubProblem(EXIT.environment, `cannot write ${file}: ${error.message}`);
          throw error;
        }
        task.end();
        return EXIT.done;
      }),
    );

async function* exportLines(
  database: Database,
  code: string | undefined,
  onCount: (count: number) => void,
): AsyncGenerator<string> {
  const all = await readBranches(database);
  const branches = all.filter((branch) => code === undefined || branch.code === code);
  if (branches.length === 0) {
    const known = all.map((branch) => branch.code).join(', ') || 'none';
    throw new HubProblem(EXIT.refused, `there is no such branch; there are: ${known}`);
  }
  const percent = (await readPolicy(database))?.holdoutPercent ?? 0;
  let count = 0;
  yield `\uFEFF${EXPORT_HEADER}`;
  for (const branch of branches) {
    const today = dayOfInstant(Date.now(), branch.timeZone);
    for await (const customers of customerBatches(database, branch.code, BATCH)) {
      count += customers.length;
      onCount(count);
      yield customers.map((customer) => exportLine(branch.code, customer, today, percent)).join('');
    }
  }
}
