// hub replay: decides stored decisions again and shows what does not come out the same.
import { Command } from 'commander';
import type { Day } from '#shared/base/month.ts';
import { ENGINE_VERSION } from '#shared/engine/engine_version.ts';
import {
  type Difference,
  type OlderEngine,
  type Replay,
  replayDecisions,
} from '#hub/replay/replay.ts';
import { addCommonOptions, type CommonOptions, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches, parseDay, wholeNumber } from './options.ts';
import { formatCount } from './format.ts';

type ReplayCommandOptions = CommonOptions & {
  readonly branch?: string;
  readonly since?: Day;
  readonly limit?: number;
};

const SHOWN = 50;

export const createReplayCommand = (): Command =>
  addCommonOptions(new Command('replay'))
    .description(
      'decide stored decisions again, the newest first, with the editions that they name; exit code 1 if one of this very engine differs',
    )
    .option('--branch <code>', 'of one branch; of all when left out')
    .option('--since <day>', 'of this business day and later, YYYY-MM-DD', parseDay)
    .option('--limit <count>', 'the newest so many', wholeNumber(1))
    .action((options: ReplayCommandOptions) =>
      withHub(options, async ({ database, progress }) => {
        await chosenBranches(database, options.branch);
        const task = progress.begin('replay: decisions');
        let shown = 0;
        const replay = await replayDecisions(database, {
          ...options,
          onProgress: (decisions) => task.update(decisions),
          onDifference: (difference) => {
            shown += 1;
            if (shown <= SHOWN) process.stdout.write(`${differenceLines(difference).join('\n')}\n`);
          },
        });
        task.end(`replay: ${formatCount(replay.decisions)} decisions`);
        process.stdout.write(`${replayLines(replay).join('\n')}\n`);
        return replay.different > 0 ? EXIT.refused : EXIT.done;
      }),
    );

const differenceLines = ({
  id,
  branch,
  device,
  day,
  engine,
  what,
}: Difference): readonly string[] => [
  `${id}  ${branch} ${device} ${day}${engine === ENGINE_VERSION ? '' : `, decided by engine ${engine}`}`,
  ...what.map((words) => `  ${words}`),
];

function replayLines(replay: Replay): readonly string[] {
  const { engine, decisions, same, different, older, otherEngine, missing } = replay;
  const listed = [...older.values()].reduce((sum, each) => sum + each.different, different);
  return [
    ...(listed > SHOWN ? [`${formatCount(listed)} differ, ${SHOWN} of them are listed`] : []),
    `engine ${engine}: ${formatCount(decisions)} decisions, ${formatCount(same)} the same, ${formatCount(different)} different`,
    ...[...older].flatMap(([name, each]) => olderLines(name, each)),
    ...skipped(otherEngine, (name) => `made by engine ${name}; only that engine can replay them`),
    ...skipped(missing, (name) => `they name ${name}, which this hub does not have`),
  ];
}

/** No fault: the engine has been changed since, and says in what. */
const olderLines = (
  engine: string,
  { same, different, changes }: OlderEngine,
): readonly string[] => [
  `  ${formatCount(same + different)} decided by an older engine, ${engine}: ${formatCount(same)} would be the same, ${formatCount(different)} not`,
  ...(different > 0 ? changes.map((change) => `    since ${change}`) : []),
];

const skipped = (
  counts: ReadonlyMap<string, number>,
  tell: (name: string) => string,
): readonly string[] =>
  [...counts].map(([name, count]) => `  ${formatCount(count)} skipped: ${tell(name)}`);
