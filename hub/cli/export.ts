// hub export: accounts with groups, scores, chances, who is held out and what would be said, for the analyst's own tools.
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { exportLines } from '#hub/export/export_lines.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches } from './options.ts';
import { catalogOf, intendedIn } from './simulate_options.ts';

/** It names customers by their accounts. */
const OWNER_ONLY = 0o600;

type ExportCommandOptions = CommonOptions & {
  readonly branch?: string;
  readonly catalog?: string;
  readonly intended: string;
};

export const createExportCommand = (): Command =>
  addCommonOptions(new Command('export'))
    .description(
      'accounts with groups, scores, chances and who is held out, and what a catalog would say, as CSV',
    )
    .argument('<file>', 'the CSV to write')
    .option('--branch <code>', 'customers of one branch; of all when left out')
    .option(
      '--catalog <catalog>',
      'also what it would say to each who comes for a top-up: a folder, the version of an edition, or current',
    )
    .option(
      '--intended <amount>',
      'what they mean to prepay: an amount, usual (what each usually does) or nothing',
      'usual',
    )
    .action((file: string, options: ExportCommandOptions) =>
      withHub(options, async ({ database, progress }) => {
        const task = progress.begin(`writing ${file}, customers`);
        const part = `${file}.part`;
        try {
          await database.transaction(
            async (tx) => {
              const branches = await chosenBranches(tx, options.branch);
              const { catalog, intended } = options;
              const variant = catalog === undefined ? undefined : await catalogOf(catalog, tx);
              const lines = exportLines(
                tx,
                branches,
                variant && { variant, intended: intendedIn(intended, branches) },
                (count) => task.update(count),
              );
              await pipeline(Readable.from(lines), createWriteStream(part, { mode: OWNER_ONLY }));
            },
            { snapshot: true },
          );
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
