// hub settle: which of the money that branches claim has come, by the operator's top-up log.
import { fen, plainAmount } from '#shared/base/money.ts';
import { type Currencies, readCurrencies } from '#hub/db/branch.ts';
import { Command } from 'commander';
import { type Settlement, settleAll } from '#hub/settle/settle.ts';
import { addCommonOptions, type CommonOptions, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { formatCount } from './format.ts';

export const createSettleCommand = (): Command =>
  addCommonOptions(new Command('settle'))
    .description(
      'match what branches claim with the imported top-up log; branches get it with the next publish',
    )
    .option('--json', 'the figures as one JSON line; money in fen')
    .action((options: CommonOptions & { readonly json?: boolean }) =>
      withHub(options, async ({ database, progress }) => {
        const task = progress.begin('settle: claims');
        const settlement = await settleAll(database, (done) => task.update(done));
        task.end();
        const currencies = await readCurrencies(database);
        const lines = options.json
          ? [JSON.stringify(settlement)]
          : settlementLines(settlement, currencies);
        process.stdout.write(`${lines.join('\n')}\n`);
        return EXIT.done;
      }),
    );

export function settlementLines(
  { branches, restated }: Settlement,
  currencies: Currencies,
): readonly string[] {
  if (branches.length === 0) return ['no branch claims anything yet'];
  return [
    ...branches.flatMap((branch) => {
      const { claims, claimed, settled, waiting, short, not_found: missing, reversed } = branch;
      const currency = currencies.get(branch.branch) ?? 'CNY';
      const yuan = (amount: number): string => plainAmount(fen(amount), currency);
      const inFull = claims - waiting - short - missing - reversed;
      const through =
        branch.logThrough === null
          ? 'no row of the log is of this branch yet: hub import FILE --map top_ups'
          : `the log reaches to ${new Date(branch.logThrough).toISOString()}`;
      return [
        `${branch.branch}: ${yuan(settled)} settled of ${yuan(claimed)} claimed in ${formatCount(claims)} visits`,
        `  ${formatCount(inFull)} settled, ${formatCount(short)} short, ${formatCount(missing)} not found, ${formatCount(reversed)} reversed, ${formatCount(waiting)} waiting; ${through}`,
      ];
    }),
    ...(restated.length === 0
      ? []
      : [
          `restated by late rows or events: ${restated.map(({ branch, day }) => `${branch} ${day}`).join(', ')}`,
        ]),
  ];
}
