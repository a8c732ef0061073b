// hub train: learns the models that score customers, and ships only those that are worth it.
import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { UNLIKELY_FIT } from '#shared/model/churn_model.ts';
import { type Leaver, leaverSchema } from '#shared/model/customer.ts';
import { type FileOptions, type FileTable, readChurnFile } from '#hub/train/churn_file.ts';
import { fileProblemText } from '#hub/train/churn_file_problem.ts';
import { type DelimiterName, DELIMITERS } from '#hub/import/delimiter.ts';
import { type Encoding, ENCODINGS } from '#hub/import/detect.ts';
import { weighTable } from '#hub/train/churn_weigh.ts';
import { curveLines } from '#hub/train/curve_lines.ts';
import { curvesPicture } from '#hub/train/curve_picture.ts';
import { foldsCsv } from '#hub/train/folds_csv.ts';
import { givingAway, namedAfterLeaving, ofTheSameMonth } from '#hub/train/giving_away.ts';
import { lifetimeLines, lifetimeRefusalText } from '#hub/train/lifetime_lines.ts';
import { trainChurn } from '#hub/train/train_churn.ts';
import { trainLifetime } from '#hub/train/train_lifetime.ts';
import { formatCount } from './format.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches, wholeNumber } from './options.ts';
import { createProgress, type Progress } from './progress.ts';
import { checkPlaces, writePlace } from './train_places.ts';
import {
  churnLines,
  churnRefusal,
  contestLine,
  givingAwayLines,
  metricsLines,
  namedLines,
  notBetterText,
  sameMonthLines,
} from './train_lines.ts';

type ChurnOptions = CommonOptions & {
  readonly branch?: string;
  readonly leaver?: Leaver;
  readonly dryRun?: boolean;
  readonly seed: number;
  readonly months: number;
  readonly file?: string;
  readonly target?: string;
  readonly left?: readonly string[];
  readonly silent?: readonly string[];
  readonly leaveOut?: readonly string[];
  readonly weight?: string;
  readonly customer?: string;
  readonly blanks?: readonly string[];
  readonly sheet?: string;
  readonly headerRow?: number;
  readonly encoding?: Encoding;
  readonly delimiter?: DelimiterName;
  readonly curves?: string;
  readonly folds?: string;
};
type LifetimeOptions = CommonOptions & { readonly sample: number; readonly seed: number };

export const createTrainCommand = (): Command =>
  new Command('train')
    .description('learn the models that score customers; `hub score` then uses them')
    .addCommand(createChurnCommand())
    .addCommand(createLifetimeCommand());

const createChurnCommand = (): Command =>
  addCommonOptions(new Command('churn'))
    .description('who leaves next month: learn it from the months on record, prove it, ship it')
    .addOption(
      new Option('--leaver <kind>', 'what counts as leaving (docs/churn.md)')
        .choices(leaverSchema.options)
        .default('silence'),
    )
    .option('--branch <code>', 'learn from one branch; from all when left out')
    .option('--months <count>', 'latest months to learn from', wholeNumber(1, 10), 3)
    .option('--seed <number>', 'the same seed gives the same model', wholeNumber(0, 2 ** 31), 1)
    .option('--dry-run', 'print what the model is worth, save nothing')
    .option('--curves <svg>', 'draw each curve of the additive model into this picture')
    .option(
      '--file <path>',
      'weigh the method on a table (CSV or XLSX), one row a customer; ships nothing',
    )
    .option('--sheet <name>', 'with --file: sheet of a workbook; the first when left out')
    .option('--header-row <number>', 'with --file: row of the headers', wholeNumber(1))
    .addOption(
      new Option('--encoding <encoding>', 'with --file: of a CSV').choices([
        ...ENCODINGS,
        'latin1',
      ]),
    )
    .addOption(new Option('--delimiter <delimiter>', 'likewise').choices(Object.keys(DELIMITERS)))
    .option('--target <column>', 'with --file: the column that says who left, yes or no')
    .option('--left <words>', 'with --target: its words that mean left, all others stayed', names)
    .option('--silent <columns>', 'with --file: who left has 0 or blank in all of these', names)
    .option('--leave-out <columns>', 'with --file: columns not to look at; * for any', names)
    .option('--weight <column>', 'with --file: how many customers each row stands for')
    .option(
      '--customer <column>',
      'with --file: whose row it is, where a customer has several; told by its name when left out',
    )
    .option('--blanks <words>', 'with --file: words that mean nothing is known: NA,NULL', names)
    .option(
      '--folds <csv>',
      'with --file: write of each row its fold, and what both models said unseen',
    )
    .action(async (options: ChurnOptions, command: Command) => {
      const { file } = options;
      const [others, where] =
        file === undefined
          ? [OF_A_TABLE, 'for a table: say --file too']
          : [OF_THE_HUB, 'for what the hub has on record: leave out --file, or these'];
      const strange = command.options.filter(
        (option) =>
          others.has(option.long ?? '') &&
          command.getOptionValueSource(option.attributeName()) === 'cli',
      );
      if (strange.length > 0) {
        const names = strange.map(({ long }) => long).join(', ');
        throw new HubProblem(
          EXIT.usage,
          `${names} ${strange.length === 1 ? 'is' : 'are'} ${where}`,
        );
      }
      await checkPlaces({ '--curves': options.curves, '--folds': options.folds });
      await (file === undefined ? learnChurn(options) : weighFile(file, options));
    });

const OF_A_TABLE: ReadonlySet<string> = new Set(
  '--sheet --header-row --encoding --delimiter --target --left --silent --leave-out --weight --customer --blanks --folds'.split(
    ' ',
  ),
);
const OF_THE_HUB: ReadonlySet<string> = new Set(['--leaver', '--branch', '--months']);

const learnChurn = (options: ChurnOptions): Promise<void> =>
  withHub(options, async ({ database, progress }) => {
    const { branch } = options;
    await chosenBranches(database, branch);
    const tasks = createTasks(progress);
    const trained = await trainChurn(database, {
      branch,
      leaver: options.leaver ?? 'silence',
      seed: options.seed,
      windows: options.months,
      dryRun: options.dryRun === true,
      workers: availableParallelism(),
      onProgress: tasks.update,
    });
    tasks.end();
    if (!trained.ok) {
      const { lines, why } = churnRefusal(trained.error);
      print(lines);
      throw new HubProblem(EXIT.refused, why);
    }
    const { model } = trained.value;
    const { version } = model;
    if ('terms' in model) await writePlace(options.curves, () => curvesPicture(model));
    print([
      ...churnLines(trained.value),
      ...(options.curves === undefined || 'terms' in model
        ? []
        : [`${options.curves}: not drawn, a logistic model has no curves`]),
      options.dryRun === true ? 'nothing saved' : `${version}: in force; \`hub score\` uses it`,
    ]);
    return EXIT.done;
  });

/** Needs no database. */
async function weighFile(file: string, options: ChurnOptions): Promise<void> {
  const { target, left, silent, leaveOut = [], weight, customer, blanks, seed } = options;
  const { sheet, headerRow, encoding, delimiter } = options;
  if ((target === undefined) === (silent === undefined))
    throw new HubProblem(EXIT.usage, 'say who left: --target COLUMN or --silent COLUMNS');
  const asked: FileOptions['target'] =
    target === undefined ? { silentIn: silent ?? [] } : { column: target };
  const progress = createProgress(options.quiet ? { write: () => undefined } : process.stderr);
  const tasks = createTasks(progress);
  const read = await readChurnFile(file, {
    target: asked,
    left,
    leaveOut,
    weight,
    customer,
    blanks,
    sheet,
    headerRow,
    encoding,
    delimiter,
    seed,
    onRows: (rows) => tasks.update('rows', rows),
  });
  tasks.end();
  if (!read.ok) throw new HubProblem(EXIT.refused, fileProblemText(read.error, file));
  const { table, sources } = read.value;
  const weighed = await weighTable(table, {
    seed: options.seed,
    workers: availableParallelism(),
    onStep: (done, of, doing) => tasks.update('prove', done, of, doing),
  });
  tasks.end();
  const { better, evaluation, curves, heldOut } = weighed;
  const given = givingAway(table, sources);
  const kindsOf = new Map(
    table.columns.flatMap(({ code, kinds }) =>
      kinds === undefined ? [] : [[code, kinds] as const],
    ),
  );
  print([
    `${file}: ${table.columns.length} columns to learn from`,
    ...rowLines(read.value),
    ...columnLines(read.value),
    contestLine(better, evaluation.metrics),
    ...metricsLines(evaluation.metrics),
    ...givingAwayLines(given),
    ...namedLines(
      namedAfterLeaving(table.columns.map(({ code }) => sources.get(code) ?? code)),
      given,
    ),
    ...sameMonthLines(
      ofTheSameMonth(
        target === undefined ? (silent ?? []) : [target],
        table.columns.map(({ code }) => code),
      ),
    ),
    '  curves of the additive model, those that reach furthest first:',
    ...curveLines(curves, kindsOf).map((line) => `    ${line}`),
  ]);
  await writePlace(options.curves, () => curvesPicture(curves, kindsOf));
  await writePlace(options.folds, () => foldsCsv(read.value, heldOut));
  const { auc, bestColumn, proof } = evaluation.metrics;
  if (auc <= bestColumn.auc)
    throw new HubProblem(EXIT.refused, `${file}: ${notBetterText(evaluation.metrics, given)}`);
  if (proof?.word === 'off')
    throw new HubProblem(
      EXIT.refused,
      `${file}: the chances that the model says are too far from what happened (test of fit p ${proof.fit.p.toPrecision(2)}, expected ${UNLIKELY_FIT} or more): see the tenth with the largest gap above`,
    );
}

const rowLines = ({
  table,
  rows,
  untold,
  readAs,
  otherSheets,
  broken,
  wide,
  isNumbered,
  twice,
  customers,
  words,
}: FileTable): readonly string[] => [
  `  read as ${readAs}${otherSheets.length === 0 ? '' : `; sheets not read: ${otherSheets.join(', ')}`}`,
  ...(broken.length === 0
    ? []
    : [`  ${formatCount(broken.length)} rows cannot be read and are left out: ${fewOf(broken)}`]),
  ...(wide.length === 0
    ? []
    : [
        `  ${formatCount(wide.length)} rows have more cells than there are headers, which are not looked at: ${fewOf(wide)}`,
      ]),
  ...(isNumbered
    ? ['  the rows have a cell more than there are headers: the first is taken for their numbering']
    : []),
  ...twice.map((name) => `  several columns are named ${name}: the second is ${name}#2`),
  ...(table.weights === undefined
    ? []
    : [
        `  ${formatCount(table.weights.length)} rows stand for ${formatCount(Math.round(table.weights.reduce((sum, weight) => sum + weight, 0)))} customers, as whom they count below`,
      ]),
  ...(words === null
    ? []
    : [`  left is who says ${fewOf(words.left)}; stayed is who says ${fewOf(words.stayed)}`]),
  ...(customers === null
    ? []
    : [
        `  the rows are of ${formatCount(customers.count)} customers, by ${customers.column}: all of one lie in one fold, and it is not learned from`,
      ]),
  ...(untold === 0 ? [] : [`  ${formatCount(untold)} rows do not say who left: not used`]),
  ...(table.target.length + untold === rows
    ? []
    : [`  ${formatCount(table.target.length + untold)} of ${formatCount(rows)} rows, by lot`]),
];

const MOST_WORDS = 5;

function fewOf(words: readonly (string | number)[]): string {
  const more = words.length > MOST_WORDS ? ` and ${words.length - MOST_WORDS} more` : '';
  return `${words.slice(0, MOST_WORDS).join(', ')}${more}`;
}

/** Of a wide table many are left out for one reason. */
const FEW_ALIKE = 5;

function leftOutLines(leftOut: FileTable['leftOut']): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { name, why } of leftOut) reasons.set(why, [...(reasons.get(why) ?? []), name]);
  return [...reasons].flatMap(([why, names]) =>
    names.length > FEW_ALIKE
      ? `  left out ${names.length} columns, ${why}: ${fewOf(names)}`
      : names.map((name) => `  left out ${name}: ${why}`),
  );
}

const columnLines = ({ leftOut, strays, merged, commas, months }: FileTable): readonly string[] => [
  ...leftOutLines(leftOut),
  ...strays.map(({ name, cells, words }) => {
    return `  ${name}: ${cells} ${cells === 1 ? 'cell' : 'cells'} read as blank: ${fewOf(words)}`;
  }),
  ...merged.map(
    ({ name, kinds, told }) =>
      `  ${name}: of ${formatCount(kinds)} kinds the ${told} commonest told apart, the others taken together`,
  ),
  ...(months.length === 0
    ? []
    : [
        `  months of one figure, of which the last, the mean before it and the change between are looked at: ${fewOf(months)}`,
      ]),
  ...(commas.length === 0 ? [] : [`  read with a decimal comma: ${fewOf(commas)}`]),
];

const createLifetimeCommand = (): Command =>
  addCommonOptions(new Command('lifetime'))
    .description('what a customer is worth over time: fit it to the top-ups on record, prove it')
    .option('--sample <count>', 'customers at most', wholeNumber(100, 1_000_000), 20_000)
    .option('--seed <number>', 'the same seed gives the same model', wholeNumber(0, 2 ** 31), 1)
    .action((options: LifetimeOptions) =>
      withHub(options, async ({ database, progress }) => {
        const task = progress.begin('read customers');
        const trained = await trainLifetime(database, {
          sample: options.sample,
          seed: options.seed,
          onProgress: (customers) => task.update(customers),
        });
        task.end();
        if (!trained.ok) throw new HubProblem(EXIT.refused, lifetimeRefusalText(trained.error));
        print(lifetimeLines(trained.value));
        return EXIT.done;
      }),
    );

/** One bar after another: rows or customers read, then folds proved. */
function createTasks(progress: Progress) {
  const labels = { rows: 'read rows', read: 'read customers', prove: 'prove: folds' } as const;
  let current: { step: keyof typeof labels; task: ReturnType<Progress['begin']> } | undefined;
  const end = (): void => {
    current?.task.end();
    current = undefined;
  };
  return {
    end,
    update(step: keyof typeof labels, done: number, of?: number, doing?: string): void {
      if (current?.step !== step) {
        end();
        current = { step, task: progress.begin(labels[step], of) };
      }
      current.task.update(done, doing);
    },
  };
}

const print = (lines: readonly string[]): void =>
  void process.stdout.write(`${lines.join('\n')}\n`);

function names(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
