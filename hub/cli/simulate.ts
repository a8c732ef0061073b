// hub simulate: what a catalog would say to all customers, beside another one, or with a lever moved.
import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Currency } from '#shared/base/money.ts';
import { type Day, dayOfInstant } from '#shared/base/month.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import type { Branch } from '#shared/model/branch.ts';
import { type Purpose, purposeSchema } from '#shared/model/visit.ts';
import { countCustomers } from '#hub/db/customer_documents.ts';
import type { Database } from '#hub/db/database.ts';
import { readBeliefs, readModel } from '#hub/db/editions.ts';
import { moveLevers, onlyOffers } from '#hub/simulate/choose_catalog.ts';
import { FileUnwritable, openCsvFile } from '#hub/simulate/csv.ts';
import { customersOfBranches, madeUpCustomers } from '#hub/simulate/customer_sources.ts';
import { reportOf, type SimulationReport } from '#hub/simulate/report.ts';
import { simulationLines } from '#hub/simulate/report_lines.ts';
import type { CustomerBatch, Setup, Variant } from '#hub/simulate/scene.ts';
import { simulate } from '#hub/simulate/simulate.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches, parseDay, wholeNumber } from './options.ts';
import { formatCount } from './format.ts';
import { createProgress, type Progress } from './progress.ts';
import { catalogOf, intendedIn } from './simulate_options.ts';

type SimulateCommandOptions = CommonOptions & {
  readonly against?: string;
  readonly branch?: string;
  readonly all?: boolean;
  readonly customers?: number;
  readonly purpose: Purpose;
  readonly intended?: string;
  readonly lever?: ReadonlyMap<string, number>;
  readonly only?: readonly string[];
  readonly day?: Day;
  readonly csv?: string;
  readonly json?: boolean;
};

const SEED = 1;
const MOST_WORKERS = 8;

export const createSimulateCommand = (): Command =>
  addCommonOptions(new Command('simulate'))
    .description(
      'what a catalog would say to every customer: who gets what, who gets nothing and why, gain and cost',
    )
    .argument('<catalog>', 'a catalog folder, the version of an edition, or current')
    .option('--against <catalog>', 'a second catalog, side by side with the first')
    .option('--branch <code>', 'customers of one branch; of all when left out')
    .option('--all', 'customers of all branches')
    .option(
      '--customers <count>',
      'made up customers instead of those of the hub; needs no database',
      wholeNumber(1, 10_000_000),
    )
    .addOption(
      new Option('--purpose <purpose>', 'what everybody comes for')
        .choices(purposeSchema.options)
        .default('top-up'),
    )
    .option(
      '--intended <amount>',
      'what they mean to prepay: an amount, usual (what each usually does) or nothing; usual for a top-up',
    )
    .option(
      '--lever <offer=percent>',
      'move the lever of an offer and tell what that costs; may be given again',
      collectLever,
    )
    .option(
      '--only <offer>',
      'beside it, the same catalog with this offer alone: what choosing is worth; may be given again',
      (offer, before: readonly string[] = []) => [...before, offer],
    )
    .option('--day <day>', 'the day of the visits, YYYY-MM-DD; today when left out', parseDay)
    .option('--csv <file>', 'a line for every customer and catalog')
    .option('--json', 'the report as one JSON line')
    .action((catalog: string, options: SimulateCommandOptions) => {
      refuseContradictions(options);
      const hasDatabase = options.data !== undefined || Boolean(process.env['DATABASE_URL']);
      if (options.customers !== undefined && !hasDatabase) {
        const progress = createProgress(
          options.quiet ? { write: () => undefined } : process.stderr,
        );
        return run(catalog, options, null, progress);
      }
      return withHub(options, async ({ database, progress }) => {
        await run(catalog, options, database, progress);
        return EXIT.done;
      });
    });

function refuseContradictions(options: SimulateCommandOptions) {
  const { against, lever, only, all, branch, customers } = options;
  if ([against, lever, only].filter((each) => each !== undefined).length > 1) {
    throw new HubProblem(
      EXIT.usage,
      'say one of --against, --lever and --only: one difference at a time',
    );
  }
  const whose = [branch !== undefined, all === true, customers !== undefined];
  if (whose.filter(Boolean).length > 1) {
    throw new HubProblem(EXIT.usage, 'say one of --branch, --all and --customers');
  }
}

async function run(
  name: string,
  options: SimulateCommandOptions,
  db: Database | null,
  progress: Progress,
): Promise<void> {
  const first = await catalogOf(name, db);
  const variants = await variantsOf(first, options, db);
  const branches = db === null ? [] : await chosenBranches(db, options.branch);
  const { purpose } = options;
  const intended = options.intended ?? (purpose === 'top-up' ? 'usual' : 'nothing');
  const zone = branches[0]?.timeZone ?? 'Asia/Shanghai';
  const setup: Setup = {
    variants,
    moved: [...(options.lever?.keys() ?? [])],
    beliefs: (db && (await readBeliefs(db))) ?? NO_BELIEFS,
    scene: {
      purpose,
      intended: intendedIn(intended, options.customers === undefined ? branches : []),
      day: options.day ?? dayOfInstant(Date.now(), zone),
    },
    scoring: options.customers === undefined ? null : await modelsOf(db),
    csv: options.csv !== undefined,
  };
  const report = await (options.customers === undefined && db !== null
    ? db.transaction(
        async (tx) => {
          const counts = await Promise.all(
            branches.map(async ({ code }) => (await countCustomers(tx, code)).count),
          );
          const total = counts.reduce((sum, each) => sum + each, 0);
          return simulateThem(setup, customersOfBranches(tx, branches), total, options, progress);
        },
        { snapshot: true },
      )
    : simulateThem(
        setup,
        madeUpCustomers(options.customers ?? 0, SEED, setup.scene.day),
        options.customers ?? 0,
        options,
        progress,
      ));
  const lines = options.json
    ? [JSON.stringify(report)]
    : simulationLines(report, currencyOf(branches, options));
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function simulateThem(
  setup: Setup,
  batches: AsyncIterable<CustomerBatch> | Iterable<CustomerBatch>,
  total: number,
  options: SimulateCommandOptions,
  progress: Progress,
): Promise<SimulationReport> {
  const task = progress.begin('simulate: customers', total);
  const csv = options.csv === undefined ? null : openCsvFile(options.csv);
  try {
    const simulation = await simulate(setup, batches, {
      workers: Math.min(availableParallelism(), MOST_WORKERS),
      onProgress: (customers) => task.update(customers),
      ...(csv === null ? {} : { onCsv: csv.write }),
    });
    await csv?.keep();
    task.end(`simulate: ${formatCount(simulation.customers)} customers`);
    return reportOf(setup, simulation);
  } catch (error) {
    await csv?.drop();
    if (error instanceof FileUnwritable) throw new HubProblem(EXIT.environment, error.message);
    throw error;
  }
}

async function variantsOf(
  first: Variant,
  { against, lever, only }: SimulateCommandOptions,
  db: Database | null,
): Promise<readonly Variant[]> {
  const known = first.catalog.offers.map(({ id }) => id);
  const unknown = [...(lever?.keys() ?? []), ...(only ?? [])].find((id) => !known.includes(id));
  if (unknown !== undefined) {
    throw new HubProblem(
      EXIT.refused,
      `no offer ${unknown} in catalog ${first.name}; there are: ${known.join(', ')}`,
    );
  }
  if (lever !== undefined) return moveLevers(first, lever);
  if (only !== undefined) return onlyOffers(first, new Set(only));
  if (against === undefined) return [first];
  const second = await catalogOf(against, db);
  // Two states of one edition, such as a folder that is being changed: told apart by letter.
  return first.name === second.name
    ? [
        { ...first, name: `${first.name} (A)` },
        { ...second, name: `${second.name} (B)` },
      ]
    : [first, second];
}

const modelsOf = async (db: Database | null): Promise<Setup['scoring']> => ({
  churn: db && (await readModel(db, 'churn')),
  lifetime: db && (await readModel(db, 'lifetime')),
});

/** Sums over branches of different currencies are shown without a sign. */
function currencyOf(
  branches: readonly Branch[],
  { customers }: SimulateCommandOptions,
): Currency | null {
  if (customers !== undefined) return 'CNY';
  const [currency, ...others] = new Set(branches.map((branch) => branch.currency));
  return others.length === 0 ? (currency ?? null) : null;
}

function collectLever(
  text: string,
  before: ReadonlyMap<string, number> | undefined,
): ReadonlyMap<string, number> {
  const [, offer, percent] = /^([\w.-]+)=(\d{1,4})$/.exec(text) ?? [];
  if (offer === undefined || percent === undefined || Number(percent) > 1000) {
    throw new InvalidArgumentError('OFFER=PERCENT, from 0 to 1000, such as data-pack=150.');
  }
  return new Map([...(before ?? []), [offer, Number(percent)]]);
}
