// hub audit: who looked at whom at the counters, and whether their logs are whole. It lists, and accuses nobody.
import { oneLine } from '#shared/base/one_line.ts';
import { Command } from 'commander';
import type { Day } from '#shared/base/month.ts';
import {
  type AuditState,
  type LookUp,
  type LookUpSum,
  readAuditStates,
  readLookUps,
  sumLookUps,
} from '#hub/db/look_ups.ts';
import { addCommonOptions, type CommonOptions, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches, parseDay } from './options.ts';

type AuditOptions = CommonOptions & {
  readonly branch?: string;
  readonly staff?: string;
  readonly customer?: string;
  readonly from?: Day;
  readonly to?: Day;
  readonly json?: boolean;
};

export const createAuditCommand = (): Command =>
  new Command('audit')
    .description('look-ups of customers at the counters')
    .addCommand(
      filtered('list', 'every look-up, sign-in and export; searches are only counted').action(
        (options: AuditOptions) =>
          withHub(options, async ({ database }) => {
            await known(database, options);
            for (const one of await readLookUps(database, options)) {
              process.stdout.write(`${options.json ? JSON.stringify(one) : lookUpLine(one)}\n`);
            }
            return EXIT.done;
          }),
      ),
    )
    .addCommand(
      filtered('sum', 'by person: customers opened and revealed, and without an errand').action(
        (options: AuditOptions) =>
          withHub(options, async ({ database }) => {
            await known(database, options);
            for (const one of await sumLookUps(database, options)) {
              process.stdout.write(`${options.json ? JSON.stringify(one) : sumLine(one)}\n`);
            }
            return EXIT.done;
          }),
      ),
    )
    .addCommand(
      addCommonOptions(new Command('check'))
        .description('whether each log follows on what it told before; exit 1 when one does not')
        .option('--branch <code>', 'of one branch')
        .option('--json', 'one JSON line a device')
        .action((options: AuditOptions) =>
          withHub(options, async ({ database }) => {
            await known(database, options);
            const states = await readAuditStates(database, options.branch ?? null);
            for (const state of states) {
              process.stdout.write(`${options.json ? JSON.stringify(state) : stateLine(state)}\n`);
            }
            return states.some(({ breaks }) => breaks > 0) ? EXIT.refused : EXIT.done;
          }),
        ),
    );

const filtered = (name: string, description: string): Command =>
  addCommonOptions(new Command(name))
    .description(description)
    .option('--branch <code>', 'at one branch')
    .option('--staff <code>', 'of one person')
    .option('--customer <account>', 'about one customer')
    .option('--from <day>', 'on this day or later, YYYY-MM-DD', parseDay)
    .option('--to <day>', 'on this day or before, YYYY-MM-DD', parseDay)
    .option('--json', 'one JSON line each');

async function known(
  database: Parameters<typeof chosenBranches>[0],
  { branch }: AuditOptions,
): Promise<void> {
  if (branch !== undefined) await chosenBranches(database, branch);
}

const minute = (at: number): string => `${new Date(at).toISOString().slice(0, 16)}Z`;

const lookUpLine = (one: LookUp): string =>
  [
    `${minute(one.at)} ${one.branch} ${one.device}: ${one.staff ?? 'nobody'} ${one.action}`,
    ...(one.account === null ? [] : [one.account]),
    ...(one.account === null || one.hasErrand ? [] : ['(no errand that day)']),
    ...(one.reason === null ? [] : [`because: ${oneLine(one.reason)}`]),
  ].join(' ');

const sumLine = (one: LookUpSum): string =>
  `${one.branch} ${one.staff}: opened ${one.opened} (${one.customers} customers, ` +
  `${one.withoutErrand} without an errand that day), revealed ${one.revealed}, ` +
  `files ${one.files}, beyond the budget ${one.beyond}`;

function stateLine({
  branch,
  device,
  name,
  through,
  breaks,
  broken,
  brokenAt,
}: AuditState): string {
  const known = through === null ? 'nothing told yet' : `${through} rows`;
  const odd =
    breaks === 0
      ? 'whole'
      : `BROKEN ${breaks} times, last ${minute(brokenAt ?? 0)}: ${broken ?? ''}. ` +
        'Its log was cut or written anew: ask at the branch';
  return `${branch} ${device} ${name}: ${known}, ${odd}`;
}
