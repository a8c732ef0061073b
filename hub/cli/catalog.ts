// hub catalog check | load: reviewed text files become the catalog in force.
import { Command } from 'commander';
import type { Day } from '#shared/base/month.ts';
import { readBranchStock, saveEditions } from '#hub/db/catalog.ts';
import type { Coverage } from '#hub/catalog/check_coverage.ts';
import { checkStock } from '#hub/catalog/check_stock.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { type CatalogFileProblem, inOrder, problemLine } from '#hub/catalog/problem.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { addCommonOptions, type CommonOptions, withHub } from './context.ts';
import { EXIT, type ExitCode } from './exit_code.ts';
import { parseDay } from './options.ts';

export const createCatalogCommand = (): Command =>
  new Command('catalog')
    .description('check a folder of offers, or put it in force')
    .addCommand(createCheckCommand())
    .addCommand(createLoadCommand());

type CheckOptions = CommonOptions & {
  readonly strict?: boolean;
  readonly stock?: boolean;
  readonly branch?: string;
  readonly on?: Day;
};

const createCheckCommand = (): Command =>
  addCommonOptions(new Command('check').exitOverride())
    .description(
      'print every problem of a catalog folder with file, line, field and remedy; exit code 1 if there is an error',
    )
    .argument('[folder]', 'catalog folder; without it the one that ships with the product')
    .option('--strict', 'warnings are errors')
    .option('--on <day>', 'validity as of this day, YYYY-MM-DD; today when left out', parseDay)
    .option('--stock', 'ask the hub which gifts its branches were given')
    .option('--branch <code>', 'the same, of one branch')
    .action(async (folder: string | undefined, options: CheckOptions) => {
      const path = folder ?? shippedCatalogFolder();
      const loaded = await loadCatalogFolder(path, options.on);
      if (!loaded.ok) {
        const { problems } = loaded.error;
        process.stdout.write(`${listOf(problems)}${countOf(problems)}\n`);
        process.exitCode = EXIT.refused;
        return;
      }
      const report = (stock: readonly CatalogFileProblem[]): ExitCode => {
        const { catalog, policy, warnings, coverage } = loaded.value;
        const problems = inOrder([...warnings, ...stock]);
        process.stdout.write(
          `${listOf(problems)}catalog ${catalog.version}, policy ${policy.version}: ` +
            `${catalog.offers.length} offers, ${countOf(problems)}\n${coverageLines(coverage)}`,
        );
        return options.strict === true && problems.length > 0 ? EXIT.refused : EXIT.done;
      };
      if (options.stock !== true && options.branch === undefined) {
        process.exitCode = report([]);
        return;
      }
      await withHub(options, async ({ database }) => {
        const branches = await readBranchStock(database, options.branch ?? null);
        if (branches.length === 0) {
          const which = options.branch === undefined ? 'no branch' : `no branch ${options.branch}`;
          process.stderr.write(`hub: there is ${which}; import or create it first\n`);
          return EXIT.refused;
        }
        return report(await checkStock(path, branches));
      });
    });

function coverageLines({ served, unserved }: Coverage): string {
  const rows = served.map(({ row, offers }) => `${row} ${offers}`).join(', ');
  const none = unserved.length === 0 ? '' : `served by no offer: ${unserved.join(', ')}\n`;
  return `offers by row: ${rows}\n${none}`;
}

const createLoadCommand = (): Command =>
  addCommonOptions(new Command('load').exitOverride())
    .description(
      'check a catalog folder and put its catalog and policy in force; branches get it with the next publish',
    )
    .argument('<folder>', 'catalog folder')
    .action(async (folder: string, options: CommonOptions) => {
      const loaded = await loadCatalogFolder(folder);
      if (!loaded.ok) {
        const { problems } = loaded.error;
        process.stderr.write(`${listOf(problems)}hub: ${countOf(problems)}; nothing was loaded\n`);
        process.exitCode = EXIT.refused;
        return;
      }
      const { catalog, policy, warnings } = loaded.value;
      process.stderr.write(listOf(warnings));
      await withHub(options, async ({ database }) => {
        const saved = await saveEditions(database, catalog, policy);
        if (!saved.ok) {
          const { kind, version } = saved.error;
          process.stderr.write(
            `hub: ${kind} ${version} is already there with other content: raise its version in ${kind}.yaml; nothing was loaded\n`,
          );
          return EXIT.refused;
        }
        process.stdout.write(
          `catalog ${catalog.version} (${saved.value.catalog}), policy ${policy.version} (${saved.value.policy}): in force\n`,
        );
        return EXIT.done;
      });
    });

const listOf = (problems: readonly CatalogFileProblem[]): string =>
  problems.map((problem) => `${problemLine(problem)}\n`).join('');

/** `2 errors, 1 warning`; `no problem`. */
function countOf(problems: readonly CatalogFileProblem[]): string {
  const parts = (['error', 'warning'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? 'no problem' : parts.join(', ');
}
