// hub staff: who signs in at the branches, and what HQ does when somebody cannot, or must not.
import { randomInt } from 'node:crypto';
import { Command } from 'commander';
import { isWeakPin } from '#shared/model/pin.ts';
import type { Database } from '#hub/db/database.ts';
import {
  blockStaff,
  giveOnePin,
  readStaffOverview,
  releaseStaff,
  type StaffOverview,
} from '#hub/db/staff.ts';
import { hashPin } from '#hub/import/pin_hash.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches } from './options.ts';

type ListOptions = CommonOptions & { readonly branch?: string; readonly json?: boolean };
type OneOptions = CommonOptions & { readonly branch: string };

export const createStaffCommand = (): Command =>
  new Command('staff')
    .description('the people of the branches: how they sign in; release, bar, let in, a new PIN')
    .addCommand(createList())
    .addCommand(
      createAct('release', 'wrong PINs are forgotten at every counter', async (db, branch, id) => {
        return (await releaseStaff(db, branch, id, Date.now())) ? `${id} may try again` : null;
      }),
    )
    .addCommand(
      createAct('block', 'no counter of the branch lets them in', async (db, branch, id) => {
        return (await blockStaff(db, branch, id, true)) ? `${id} is barred` : null;
      }),
    )
    .addCommand(
      createAct('unblock', 'let in again whom HQ or a manager barred', async (db, branch, id) => {
        return (await blockStaff(db, branch, id, false)) ? `${id} may sign in` : null;
      }),
    )
    .addCommand(
      createAct(
        'new-pin',
        'for an own PIN that was forgotten: one for once',
        async (db, branch, id) => {
          const pin = drawPin();
          const isGiven = await giveOnePin(db, branch, id, await hashPin(pin), Date.now());
          return isGiven ? `${id}: ${pin}, good for one sign-in` : null;
        },
      ),
    );

const createList = (): Command =>
  addCommonOptions(new Command('list'))
    .description('who has an own PIN, who is locked out or barred')
    .option('--branch <code>', 'of one branch')
    .option('--json', 'one JSON line a person')
    .action((options: ListOptions) =>
      withHub(options, async ({ database }) => {
        if (options.branch !== undefined) await chosenBranches(database, options.branch);
        for (const one of await readStaffOverview(database, options.branch ?? null)) {
          process.stdout.write(`${options.json ? JSON.stringify(one) : describe(one)}\n`);
        }
        return EXIT.done;
      }),
    );

/** @param act gives the line to print; null when the branch has no such member */
const createAct = (
  name: string,
  description: string,
  act: (db: Database, branch: string, id: string) => Promise<string | null>,
): Command =>
  addCommonOptions(new Command(name))
    .description(description)
    .argument('<staff>', 'staff code')
    .requiredOption('--branch <code>', 'branch of the person')
    .action((id: string, options: OneOptions) =>
      withHub(options, async ({ database }) => {
        await chosenBranches(database, options.branch);
        const said = await act(database, options.branch, id);
        if (said === null) {
          throw new HubProblem(EXIT.refused, `${options.branch} has no ${id}; hub staff list`);
        }
        process.stdout.write(
          `${said}. Tell the branch by: hub publish --branch ${options.branch}\n`,
        );
        return EXIT.done;
      }),
    );

const DIGITS = 6;

/** By chance, and none of those that are guessed first. */
function drawPin(): string {
  for (;;) {
    const pin = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
    if (!isWeakPin(pin)) return pin;
  }
}

function describe(one: StaffOverview): string {
  const { branch, id, name, role, lockedAt } = one;
  const by = one.blockedBy === null ? '' : ` by ${one.blockedBy}: ${one.reason}`;
  return [
    `${branch} ${id} ${name} (${role})`,
    ...(one.active ? [] : ['has left']),
    one.hasOwnPin ? 'own PIN' : 'PIN from HQ',
    ...(one.isBlocked ? [`barred${by}`] : []),
    ...(lockedAt.length === 0 ? [] : [`locked out at ${lockedAt.join(', ')}`]),
  ].join(', ');
}
