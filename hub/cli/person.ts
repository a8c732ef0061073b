// hub person: what is held of a customer, for the person who asks, and its end (PIPL, articles 45 and 47).
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { admitAgain, erasePerson, marksOf } from '#hub/db/erasure.ts';
import { findPersons, readHeld } from '#hub/db/person.ts';
import { erasureListOf, noteAdmission, noteErasure } from '#hub/erasure_list.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches } from './options.ts';

type ExportOptions = CommonOptions & { readonly branch?: string };

export const createPersonCommand = (): Command =>
  new Command('person')
    .description('what is held of a customer, for the person who asks, and its end')
    .addCommand(createExport())
    .addCommand(createErase())
    .addCommand(createAdmit());

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
          throw nobody(account, options.branch);
        }
        await writeOwn(file, `${JSON.stringify({ account, persons }, null, 2)}\n`);
        for (const { branch, id, held } of persons) {
          const rows = Object.values(held).reduce((sum, each) => sum + each.length, 0);
          process.stdout.write(`${branch} ${account} (customer ${id}): ${rows} rows in ${file}\n`);
        }
        return EXIT.done;
      }),
    );

type EraseOptions = ExportOptions & { readonly by: string; readonly reason: string };

const createErase = (): Command =>
  addCommonOptions(new Command('erase'))
    .description(
      'erase a customer at HQ and, with the next publish, at the branches; figures stay. For good: export first',
    )
    .argument('<account>', 'as HQ’s files have it')
    .requiredOption('--by <name>', 'who orders it')
    .requiredOption(
      '--reason <words>',
      'why, such as the number of the request; nothing of the person',
    )
    .option('--branch <code>', 'of one branch; of every branch that has the account when left out')
    .action((account: string, options: EraseOptions) =>
      withHub(options, async (hub) => {
        const { database } = hub;
        if (options.branch !== undefined) await chosenBranches(database, options.branch);
        const persons = await findPersons(database, account, options.branch ?? null);
        if (persons.length === 0) throw nobody(account, options.branch);
        const { erasureKey } = await hub.secret();
        const list = erasureListOf(hub.secretFile());
        const order = { at: Date.now(), by: options.by, reason: options.reason };
        for (const person of persons) {
          await noteErasure(
            list,
            person.branch,
            await marksOf(database, person, erasureKey),
            order,
          );
          await database.transaction((tx) => erasePerson(tx, person, order, erasureKey));
          process.stdout.write(
            `${person.branch} ${account} is erased; the row ${person.id} is nobody’s\n`,
          );
        }
        const branches = persons
          .map(({ branch }) => `hub publish --branch ${branch}`)
          .join(' and ');
        process.stdout.write(
          `next: ${branches}, and delete the files that HQ’s own systems exported; older backups stay as they are, and ${list} erases again what is restored of them\n`,
        );
        return EXIT.done;
      }),
    );

const createAdmit = (): Command =>
  addCommonOptions(new Command('admit'))
    .description('let an import take somebody again who was erased: they are a customer anew')
    .argument('<account>')
    .requiredOption('--branch <code>')
    .action((account: string, options: CommonOptions & { readonly branch: string }) =>
      withHub(options, async (hub) => {
        const { erasureKey } = await hub.secret();
        const { branch } = options;
        const marks = await admitAgain(hub.database, branch, account, erasureKey);
        const [mark] = marks;
        if (mark === undefined)
          throw new HubProblem(
            EXIT.refused,
            `nobody with the account ${account} was erased at ${branch}`,
          );
        await noteAdmission(erasureListOf(hub.secretFile()), branch, mark, Date.now());
        process.stdout.write(`${branch} ${account}: the next import takes them\n`);
        return EXIT.done;
      }),
    );

const nobody = (account: string, branch: string | undefined): HubProblem =>
  new HubProblem(
    EXIT.refused,
    `no customer has the account ${account}${branch === undefined ? '' : ` at ${branch}`}`,
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
