// hub effect: what the sentences really brought, by customers whom the lot kept from them; or the same of any table.
import { Command, InvalidArgumentError, Option } from 'commander';
import { CURRENCY_CODES, type Currency } from '#shared/base/currencies.ts';
import { type Day, isDay } from '#shared/base/month.ts';
import { readCurrencies } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import type { Basis } from '#hub/db/participants.ts';
import { readEffectTable, type TableProblem } from '#hub/effect/effect_table.ts';
import { estimateEffect } from '#hub/effect/estimate.ts';
import { publishFigures } from '#hub/effect/publish_figures.ts';
import { publishStrategies } from '#hub/effect/publish_strategies.ts';
import { type Grouping, GROUPINGS, measureEffect, type Measurement } from '#hub/effect/measure.ts';
import { describeImportError } from '#hub/import/errors.ts';
import { compareText } from '#shared/base/compare.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { clerkCsv, effectCsv, effectLines, measurementLines, strategyCsv } from './effect_lines.ts';
import { EXIT } from './exit_code.ts';

type EffectOptions = CommonOptions & {
  readonly branch?: string;
  readonly currency?: Currency;
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
    .addOption(
      new Option('--currency <currency>', 'of the branches that count in it').choices(
        CURRENCY_CODES,
      ),
    )
    .addOption(new Option('--by <group>', 'one figure each').choices(GROUPINGS))
    .option('--from <day>', 'first sentence on this day or later, YYYY-MM-DD', parseDay)
    .option('--to <day>', 'first sentence on this day or before, YYYY-MM-DD', parseDay)
    .option('--days <count>', 'days of money that count', wholeDays, 30)
    .option('--preliminary', 'by what counters recorded, although there is a top-up log')
    .option(
      '--publish',
      "of each branch, and of the strategies: its page shows it after the next publish, HQ's page at once",
    )
    .option('--json', 'the figures as one JSON line a currency; money in fen, or the like')
    .option('--csv', 'the figures as CSV; money in fen, or the like')
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
    .action(async (options: EffectOptions, command: Command) => {
      refuseMixed(options, (name) => command.getOptionValueSource(name) === 'cli');
      await (options.table === undefined
        ? measureHub(options)
        : measureTable(options.table, options));
    });

const OF_TABLE = ['arm', 'heldOut', 'outcome', 'covariate', 'unit', 'share'] as const;
const OF_HUB = [
  'branch',
  'currency',
  'by',
  'from',
  'to',
  'days',
  'preliminary',
  'publish',
] as const;

/** What would be passed over in silence is refused: the figure would be taken for another. */
function refuseMixed(
  { table, from, to, json, csv, publish }: EffectOptions,
  isGiven: (name: string) => boolean,
): void {
  const flags = (table === undefined ? OF_TABLE : OF_HUB)
    .filter(isGiven)
    .map((name) => (name === 'heldOut' ? '--held-out' : `--${name}`))
    .join(', ');
  if (flags !== '')
    throw new HubProblem(
      EXIT.usage,
      table === undefined
        ? `${flags}: only with --table FILE`
        : `${flags}: not with --table, which is measured as it is`,
    );
  if (csv && publish)
    throw new HubProblem(
      EXIT.usage,
      '--csv has no column for the currency of what --publish measures: leave it out, or say --json',
    );
  if (json && csv) throw new HubProblem(EXIT.usage, '--json or --csv, not both');
  if (from !== undefined && to !== undefined && from > to)
    throw new HubProblem(EXIT.usage, `--from ${from} is after --to ${to}`);
}

const measureHub = (options: EffectOptions): Promise<void> =>
  withHub(options, async ({ database }) => {
    const { from, to, days, branch } = options;
    const by = options.publish ? 'branch' : options.by;
    if (
      options.publish &&
      [branch, options.by, options.currency].some((each) => each !== undefined)
    )
      throw new HubProblem(
        EXIT.usage,
        '--publish measures every branch: leave out --branch, --by and --currency',
      );
    const basis: Basis | undefined = options.preliminary ? 'counter' : undefined;
    const measurements: Measurement[] = [];
    for (const currency of await currenciesOf(database, options)) {
      const asked = { currency, branch, by, from, to, days, basis };
      measurements.push(await measureEffect(database, asked));
    }
    if (options.publish) {
      await publishFigures(database, measurements, { from, to });
      await publishStrategies(database, { from, to, days, basis }, Date.now());
    }
    if (options.json) print(measurements.map((each) => JSON.stringify(each)));
    else if (options.csv) print(csvOf(measurements));
    else print(measurements.flatMap(measurementLines));
    return measurements.every(({ all }) => all.result.ok) ? EXIT.done : EXIT.refused;
  });

/** One table: of clerks and of strategies their own, of all else one row an effect. */
function csvOf(measurements: readonly Measurement[]): readonly string[] {
  const [first] = measurements;
  if (first?.clerks) return clerkCsv(first.clerks);
  if (first?.strategies) return strategyCsv(first.strategies);
  return effectCsv(measurements.flatMap(({ all, groups }) => [all, ...groups]));
}

/** In which the money is told: one, but where every branch gets a figure of its own. */
async function currenciesOf(
  db: Database,
  { branch, currency, publish }: EffectOptions,
): Promise<readonly Currency[]> {
  const known = await readCurrencies(db);
  if (branch !== undefined) {
    const own = known.get(branch);
    if (own === undefined) throw new HubProblem(EXIT.refused, `no branch ${branch}`);
    return [own];
  }
  const all = [...new Set(known.values())].toSorted(compareText);
  if (publish) return all;
  if (currency !== undefined) return [currency];
  if (all.length > 1)
    throw new HubProblem(
      EXIT.refused,
      `the branches count in ${all.join(' and ')}, and money of different currencies does not add up: say --currency, or one --branch`,
    );
  return all.length === 0 ? ['CNY'] : all;
}

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
  else print(effectLines(outcome, result, AS_IT_IS));
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

const AS_IT_IS = { scale: 1, name: '' };

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
