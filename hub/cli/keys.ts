// hub keys: the keys that packs and changes of the branches are encrypted with.
import { Command } from 'commander';
import { beginKeyEpoch } from '#hub/db/key_epoch.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches } from './options.ts';

type RotateOptions = CommonOptions & { readonly branch?: string; readonly all?: boolean };

export const createKeysCommand = (): Command =>
  new Command('keys')
    .description('the keys that packs and changes are encrypted with')
    .addCommand(createRotate());

const createRotate = (): Command =>
  addCommonOptions(new Command('rotate'))
    .description(
      'what is published from now on gets another key, which each device fetches by itself; a revocation does so too',
    )
    .option('--branch <code>', 'of one branch')
    .option('--all', 'of all branches')
    .action((options: RotateOptions) => {
      if ((options.branch === undefined) === (options.all !== true)) {
        throw new HubProblem(EXIT.usage, 'say whose keys: --branch CODE or --all');
      }
      return withHub(options, async ({ database }) => {
        for (const { code } of await chosenBranches(database, options.branch)) {
          const epoch = await database.transaction((tx) =>
            beginKeyEpoch(tx, code, 'hub keys rotate', Date.now()),
          );
          process.stdout.write(`${code}: key ${epoch}, with the next hub publish\n`);
        }
        return EXIT.done;
      });
    });
