// hub retain: lets go of what HQ keeps for a time only, by the days of the policy.
import { Command } from 'commander';
import { retain, type Retained } from '#hub/retain.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { formatCount } from './format.ts';

export const createRetainCommand = (): Command =>
  addCommonOptions(new Command('retain'))
    .description(
      'let go of what is kept for a time only (`keepDays` of the policy); figures stay. hub publish and hub serve do it too',
    )
    .option('--dry-run', 'count what would go')
    .action((options: CommonOptions & { readonly dryRun?: boolean }) =>
      withHub(options, async ({ database }) => {
        const isDry = options.dryRun === true;
        const done = await retain(database, { now: Date.now(), isDry });
        process.stdout.write(`${retainedLines(done, isDry).join('\n')}\n`);
        return EXIT.done;
      }),
    );

function retainedLines({ keepDays, counts }: Retained, isDry: boolean): readonly string[] {
  if (keepDays === undefined)
    throw new HubProblem(EXIT.refused, 'there is no policy yet: hub catalog, then hub retain');
  const line = (what: string, days: number | null, ...parts: readonly number[]): string =>
    days === null
      ? `${what}: kept for good`
      : `${what} of more than ${days} days: ${parts.map(formatCount).join(' and ')} ${isDry ? 'would go' : 'gone'}`;
  return [
    line(
      'notes, words and phones (events and visits by the phone)',
      keepDays.contents,
      counts.contents,
      counts.phones,
    ),
    line('inputs of decisions', keepDays.inputs, counts.inputs),
    line('what was put aside', keepDays.aside, counts.aside),
    line('look-ups', keepDays.lookUps, counts.lookUps),
  ];
}
