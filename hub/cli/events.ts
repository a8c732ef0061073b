// hub events walk-ins (the others: events_aside.ts): who was served at a counter and belongs to no customer that HQ can name.
import { fen, plainAmount } from '#shared/base/money.ts';
import { type Currencies, readCurrencies } from '#hub/db/branch.ts';
import { Command } from 'commander';
import { readUnknownWalkIns, type UnknownWalkIn } from '#hub/db/walk_ins.ts';
import { addCommonOptions, type CommonOptions, withHub } from './context.ts';
import { createDismiss, createQuarantined, createRecheck, createTake } from './events_aside.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches } from './options.ts';

type WalkInOptions = CommonOptions & { readonly branch?: string; readonly json?: boolean };

export const createEventsCommand = (): Command =>
  new Command('events')
    .description('what the counters reported')
    .addCommand(createWalkIns())
    .addCommand(createQuarantined())
    .addCommand(createRecheck())
    .addCommand(createTake())
    .addCommand(createDismiss());

const MOST = 1_000;

const createWalkIns = (): Command =>
  addCommonOptions(new Command('walk-ins'))
    .description('visits of people who were not in the list and whom HQ does not know either')
    .option('--branch <code>', 'of one branch')
    .option('--json', 'one JSON line a visit')
    .action((options: WalkInOptions) =>
      withHub(options, async ({ database }) => {
        const branch = options.branch ?? null;
        if (branch !== null) await chosenBranches(database, branch);
        const currencies = await readCurrencies(database);
        const unknown = await readUnknownWalkIns(database, branch, MOST);
        if (unknown.length === 0 && !options.json) process.stdout.write('none\n');
        for (const walkIn of unknown) {
          process.stdout.write(
            `${options.json ? JSON.stringify(walkIn) : describe(walkIn, currencies)}\n`,
          );
        }
        return EXIT.done;
      }),
    );

const WHY: Readonly<Record<UnknownWalkIn['why'], string>> = {
  several: 'several customers have this number',
  'another-time': 'the customer with this number had it at another time',
  nobody: 'no customer has this number',
};

/** Phones masked, as on every list. */
function describe(
  { branch, day, tail, purpose, prepaid, isFinished, why }: UnknownWalkIn,
  currencies: Currencies,
): string {
  const currency = currencies.get(branch) ?? 'CNY';
  const money = prepaid === null ? '' : ` ${plainAmount(fen(prepaid), currency)}`;
  const end = isFinished ? '' : ' (not finished)';
  return `${day} ${branch} ****${tail} ${purpose}${money}${end}: ${WHY[why]}`;
}
