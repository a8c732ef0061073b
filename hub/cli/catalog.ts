// hub catalog check | load: reviewed text files become the catalog in force.
import { Command } from 'commander';
import { saveEditions } from '../db/catalog.ts';
import { loadCatalogFolder } from '../services/catalog/load_catalog_folder.ts';
import { problemLine } from '../services/catalog/problem.ts';
import { shippedCatalogFolder } from '../services/catalog/shipped_catalog.ts';
import { addCommonOptions, type CommonOptions, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';

export const createCatalogCommand = (): Command =>
  new Command('catalog')
    .description('check a folder of offers, or put it in force')
    .addCommand(createCheckCommand())
    .addCommand(createLoadCommand());

const createCheckCommand = (): Command =>
  new Command('check')
    .exitOverride()
    .description(
      'print every problem of a catalog folder with file, line and remedy; exit code 1 if any',
    )
    .argument('[folder]', 'catalog folder; without it the one that ships with the product')
    .action(async (folder: string | undefined) => {
      const loaded = await loadCatalogFolder(folder ?? shippedCatalogFolder());
      if (loaded.ok) {
        const { catalog, policy } = loaded.value;
        process.stdout.write(
          `catalog ${catalog.version}, policy ${policy.version}: ${catalog.offers.length} offers, no problem\n`,
        );
        process.exitCode = EXIT.done;
        return;
      }
      const { problems } = loaded.error;
      for (const problem of problems) process.stdout.write(`${problemLine(problem)}\n`);
      process.stdout.write(`${countOf(problems.length)}\n`);
      process.exitCode = EXIT.refused;
    });

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
        for (const problem of problems) process.stderr.write(`${problemLine(problem)}\n`);
        process.stderr.write(`hub: ${countOf(problems.length)}; nothing was loaded\n`);
        process.exitCode = EXIT.refused;
        return;
      }
      const { catalog, policy } = loaded.value;
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

const countOf = (problems: number): string => `${problems} problem${problems === 1 ? '' : 's'}`;
