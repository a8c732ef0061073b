// hub demo-quarter: visits and a top-up log for the demo province, of which one knows what the sentences brought.
import { Command } from 'commander';
import { dayOfInstant } from '#shared/base/month.ts';
import { addQuarter } from '#hub/demo/quarter/add_quarter.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { formatCount } from './format.ts';
import { wholeNumber } from './options.ts';

type DemoQuarterOptions = CommonOptions & {
  readonly brings: number;
  readonly takes: number;
  readonly invents: number;
  readonly objects: number;
  readonly seed: number;
};

const FEN = 100;

export const createDemoQuarterCommand = (): Command =>
  addCommonOptions(new Command('demo-quarter'))
    .description(
      'add two months of visits to the demo province, and write the top-up log that tells of their money',
    )
    .argument('<log>', 'CSV to write: import it with --map top_ups')
    .option('--brings <yuan>', 'really, a customer who heard a sentence', wholeNumber(0, 100), 6)
    .option('--takes <percent>', 'of them who put the money down', wholeNumber(1, 100), 20)
    .option(
      '--invents <percent>',
      'of the others, recorded so although no money came',
      wholeNumber(0, 100),
      0,
    )
    .option(
      '--objects <percent>',
      'of them who first say something against it: answers worded anew since the catalog before work better',
      wholeNumber(0, 100),
      0,
    )
    .option('--seed <number>', 'the same seed gives the same quarter', wholeNumber(0, 2 ** 31), 1)
    .action((log: string, options: DemoQuarterOptions) =>
      withHub(options, async ({ database, progress }) => {
        const task = progress.begin('demo quarter: visits');
        const added = await addQuarter(database, log, {
          seed: options.seed,
          today: dayOfInstant(Date.now(), 'Asia/Shanghai'),
          brings: options.brings * FEN,
          takes: options.takes / 100,
          invents: options.invents / 100,
          objects: options.objects / 100,
        });
        task.end();
        if (added.type === 'no-demo')
          throw new HubProblem(EXIT.refused, 'there is no demo province: hub demo makes one');
        if (added.type === 'there-already')
          throw new HubProblem(EXIT.refused, 'the demo province has its quarter already');
        const { events, rows, heard, heldOut } = added;
        process.stdout.write(
          `${formatCount(heard)} customers heard a sentence, ${formatCount(heldOut)} would have: ${formatCount(events)} events, ${formatCount(rows)} rows in ${log}\n`,
        );
        return EXIT.done;
      }),
    );
