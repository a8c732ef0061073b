// hub effect: what the sentences really brought, by customers whom the lot kept from them; or the same of any table.
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Day, isDay } from '#shared/base/month.ts';
import { readBranch } from '#hub/db/branch.ts';
import { readEffectTable, type TableProblem } from '#hub/effect/effect_table.ts';
import { estimateEffect } from '#hub/effect/estimate.ts';
import { publishFigures } from '#hub/effect/publish_figures.ts';
import { publishStrategies } from '#hub/effect/publish_strategies.ts';
import { type Grouping, GROUPINGS, measureEffect } from '#hub/effect/measure.ts';
import { describeImportError } from '#hub/import/errors.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { effectCsv, effectLines, measurementLines } from './effect_lines.ts';
import { EXIT } from './exit_code.ts';

type EffectOptions = CommonOptions & {
  readonly branch?: string;
  readonly by?: Grouping;
  readonly from?: Day;
  readonly to?: Day;
  readonly days: number;
  readonly preliminary?: boolean;
  readonly publish?: boolean;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly table?: string;
  readonly arm?: string;
  readonly heldOut?: string;
  readonly outcome?: string;
  readonly unit?: string;
  readonly covariate: readonly string[];
  readonly share?: number;
};

export const createEffectCommand = (): Command =>
  addCommonOptions(new Command('effect'))
    .description('what the sentences brought more than saying nothing, with its interval')
    .option('--branch <code>', 'of one branch; of all when left out')
    .addOption(new Option('--by <group>', 'one figure each').choices(GROUPINGS))
    .option('--from <day>', 'first sentence on this day or later, YYYY-MM-DD', parseDay)
    .option('--to <day>', 'first sentence on this day or before, YYYY-MM-DD', parseDay)
    .option('--days <count>', 'days of money that count', wholeDays, 30)
    .option('--preliminary', 'by what counters recorded, although there is a top-up log')
    .option(
      '--publish',
      "of each branch, and of the strategies: its page shows it after the next publish, HQ's page at once",
    )
    .option('--json', 'the figures as one JSON line; money in fen')
    .option('--csv', 'the figures as CSV; money in fen')
    .option('--table <file>', 'of a table instead, CSV or XLSX: one row a unit; needs no database')
    .option('--arm <column>', 'with --table: the column that tells the arms apart')
    .option('--held-out <value>', 'with --table: what that column says of units left alone')
    .option('--outcome <column>', 'with --table: the column that is measured')
    .option('--covariate <column>', 'with --table: known before; may be given again', also, [])
    .option(
      '--unit <column>',
      'with --table: tells the units apart; one that is there twice is refused',
    )
    .option('--share <share>', 'with --table: share left alone by the lot, 0.05 for 5%', parseShare)
    .action((options: EffectOptions) =>
      options.table === undefined ? measureHub(options) : measureTable(options.table, options),
    );

const measureHub = (options: EffectOptions): Promise<void> =>
  withHub(options, async ({ database }) => {
    const { from, to, days, branch } = options;
    const by = options.publish ? 'branch' : options.by;
    if (options.publish && (branch !== undefined || options.by !== undefined))
      throw new HubProblem(
        EXIT.usage,
        '--publish measures every branch: leave out --branch and --by',
      );
    if (branch !== undefined && (await readBranch(database, branch)) === undefined)
      throw new HubProblem(EXIT.refused, `no branch ${branch}`);
    const basis = options.preliminary ? 'counter' : undefined;
    const measurement = await measureEffect(database, { branch, by, from, to, days, basis });
    if (options.publish) {
      await publishFigures(database, measurement, { from, to });
      await publishStrategies(database, { from, to, days, basis }, Date.now());
    }
    const { all, groups } = measurement;
    if (options.json) print([JSON.stringify(measurement)]);
    else print(options.csv ? effectCsv([all, ...groups]) : measurementLines(measurement));
    return all.result.ok ? EXIT.done : EXIT.refused;
  });

async function measureTable(path: string, options: EffectOptions): Promise<void> {
  const { arm, heldOut, outcome, unit, share, covariate: covariates } = options;
  if (arm === undefined || heldOut === undefined || outcome === undefined || share === undefined) {
    throw new HubProblem(
      EXIT.usage,
      '--table also needs --arm COLUMN, --held-out VALUE, --outcome COLUMN and --share SHARE',
    );
  }
  const read = await readEffectTable(path, { arm, heldOut, outcome, covariates, unit });
  if (!read.ok) throw new HubProblem(EXIT.refused, problemText(path, read.error));
  const result = estimateEffect(read.value, { share });
  if (options.json) print([JSON.stringify(result)]);
  else if (options.csv) print(effectCsv([{ name: outcome, result }]));
  else print(effectLines(outcome, result, 1));
  process.exitCode = result.ok ? EXIT.done : EXIT.refused;
}

function problemText(path: string, problem: TableProblem): string {
  switch (problem.type) {
    case 'file':
      return describeImportError(problem.error).en;
    case 'no-column':
      return `${path} has no column ${problem.column}; it has: ${problem.there.join(', ')}`;
    case 'not-a-number':
      return `${path}, row ${problem.row}, column ${problem.column}: ${problem.value === '' ? 'blank' : problem.value} is not a number that can be reckoned with (plain digits, no unit, no separators, at most 9,007,199,254,740,992); mend it or leave the row out`;
    case 'same-column':
      return `column ${problem.column} is named for two things; the arm, the outcome, the unit and each covariate are columns of their own`;
    case 'column-twice':
      return `${path} has more than one column ${problem.column}: rename all but the one that is meant`;
    case 'blank':
      return `${path}, row ${problem.row}, column ${problem.column}: blank; fill it in or leave the row out`;
    case 'unit-twice':
      return `${path}, row ${problem.row}: ${problem.unit} was there before; each unit counts once, so add its rows up first`;
    case 'arms':
      return `${path}, column ${problem.column}: must say two things, one of them ${problem.heldOut}; it says: ${problem.there.join(', ') || 'nothing, there is no row'}. Leave out rows of other arms`;
    case 'no-spread':
      return `${path}, column ${problem.column}: every row says ${problem.value}; there is nothing to compare`;
  }
}

const print = (lines: readonly string[]): void =>
  void process.stdout.write(`${lines.join('\n')}\n`);

const also = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function parseDay(text: string): Day {
  if (!isDay(text)) throw new InvalidArgumentError('Not a day YYYY-MM-DD.');
  return text;
}

function wholeDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 366)
    throw new InvalidArgumentError('Not a whole number of days from 1 to 366.');
  return days;
}

function parseShare(text: string): number {
  const share = Number(text);
  if (!(share > 0 && share < 1)) throw new InvalidArgumentError('Not a share between 0 and 1.');
  return share;
}
