// hub learn: from the branches' answers to the chances of yes that the next publish gives back to them.
import { Command } from 'commander';
import type { BorneOut, Reliability } from '#hub/learn/reliability.ts';
import { type LearnedTreatment, type Learning, learnBeliefs } from '#hub/learn/learn.ts';
import { addCommonOptions, type CommonOptions, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { formatCount } from './format.ts';

const SHOWN = 15;

export const createLearnCommand = (): Command =>
  addCommonOptions(new Command('learn'))
    .description(
      'count all answers of the branches into chances of yes by treatment and group; branches get them with the next publish',
    )
    .option('--json', 'the report as one JSON line')
    .action((options: CommonOptions & { readonly json?: boolean }) =>
      withHub(options, async ({ database, progress }) => {
        const task = progress.begin('learn: answers');
        const learning = await learnBeliefs(database, (done) => task.update(done));
        task.end(`learn: ${formatCount(learning.answers.standing)} answers`);
        const lines = options.json ? [JSON.stringify(learning)] : learningLines(learning);
        process.stdout.write(`${lines.join('\n')}\n`);
        return EXIT.done;
      }),
    );

function learningLines(learning: Learning): readonly string[] {
  const { version, isNew, answers, counted, unsettled, cells, treatments } = learning;
  const waiting =
    answers.waiting === 0
      ? []
      : [
          `  ${formatCount(answers.waiting)} wait for earlier events of their device, which have not come yet`,
        ];
  const silent = answers.standing - counted;
  const more = treatments.length - SHOWN;
  return [
    `beliefs ${version} (${isNew ? 'new' : 'as before'}): ${formatCount(counted)} answers in ${formatCount(cells)} cells`,
    `  not counted: ${formatCount(silent)} "not said" or "has it", ${formatCount(answers.undone)} taken back`,
    ...(unsettled === 0
      ? []
      : [
          `  ${formatCount(unsettled)} accepted count as no: by the top-up log the money never came`,
        ]),
    ...waiting,
    ...(treatments.length === 0 ? [] : ['  rate of yes, and where it lies nine times in ten:']),
    ...treatments.slice(0, SHOWN).map(treatmentLine),
    ...(more > 0 ? [`  and ${more} more treatments`] : []),
    ...(learning.reliability === null ? [] : reliabilityLines(learning.reliability)),
  ];
}

const treatmentLine = ({ offer, treatment, said, yes, interval }: LearnedTreatment): string =>
  `  ${percent(yes / said)} (${percent(interval.low)} to ${percent(interval.high)})  ` +
  `${offer} / ${treatment}: ${formatCount(yes)} of ${formatCount(said)}`;

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`.padStart(6);

function reliabilityLines({
  month,
  answers,
  byChance,
  byGroup,
  byTreatment,
}: Reliability): readonly string[] {
  // Whatever is off is shown, however much it is.
  const shown = Math.max(SHOWN, byTreatment.filter(({ isOff }) => isOff).length);
  const more = byTreatment.length - shown;
  return [
    `  chances of yes said in ${month}, against ${formatCount(answers)} answers of that month:`,
    ...[...byChance, ...byGroup].map(borneOutLine),
    '  by treatment and group:',
    ...byTreatment
      .slice(0, shown)
      .map((row) => borneOutLine({ ...row, name: `${row.offer} / ${row.treatment}, ${row.name}` })),
    ...(more > 0 ? [`  and ${more} more, none of them off`] : []),
  ];
}

const borneOutLine = ({ name, answers, said, yes, isOff }: BorneOut): string =>
  `  ${percent(said)} said, ${percent(yes)} found  ${name}: ${formatCount(answers)} answers${isOff ? ', off by more than luck' : ''}`;
