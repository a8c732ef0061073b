// hub person: what is held of a customer, for the person who asks (PIPL, article 45).
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { findPersons, readHeld } from '#hub/db/person.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches } from './options.ts';

type ExportOptions = CommonOptions & { readonly branch?: string };

export const createPersonCommand = (): Command =>
  new Command('person')
    .description('what is held of a customer, for the person who asks')
    .addCommand(createExport());

const createExport = (): Command =>
  addCommonOptions(new Command('export'))
    .description(
      'all that HQ holds of a customer, as JSON by its places; docs/privacy.md explains these',
    )
    .argument('<account>', 'as HQ’s files have it')
    .argument('<file>', 'the JSON to write; it must not be there yet')
    .option('--branch <code>', 'of one branch; of every branch that has the account when left out')
    .action((account: string, file: string, options: ExportOptions) =>
      withHub(options, async ({ database }) => {
        const persons = await database.transaction(
          async (tx) => {
            if (options.branch !== undefined) await chosenBranches(tx, options.branch);
            const found = await findPersons(tx, account, options.branch ?? null);
            const all = [];
            for (const one of found) all.push({ ...one, held: await readHeld(tx, one) });
            return all;
          },
          { snapshot: true },
        );
        if (persons.length === 0) {
          throw new HubProblem(
            EXIT.refused,
            `no customer has the account ${account}${options.branch === undefined ? '' : ` at ${options.branch}`}`,
          );
        }
        await writeOwn(file, `${JSON.stringify({ account, persons }, null, 2)}\n`);
        for (const { branch, id, held } of persons) {
          const rows = Object.values(held).reduce((sum, each) => sum + each.length, 0);
          process.stdout.write(`${branch} ${account} (customer ${id}): ${rows} rows in ${file}\n`);
        }
        return EXIT.done;
      }),
    );

/** For its owner's eyes alone, and never over another file. */
async function writeOwn(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new HubProblem(EXIT.environment, `cannot write ${file}: ${error.message}`);
    throw error;
  }
}
