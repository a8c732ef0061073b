// hub points lease: which device of a branch lets customers spend points.
import { Command } from 'commander';
import { readPointsLease } from '#hub/db/points.ts';
import { type MovePointsError, movePointsLease } from '#hub/lend/points.ts';
import {
  addCommonOptions,
  type CommonOptions,
  type HubContext,
  HubProblem,
  withHub,
} from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches } from './options.ts';

type LeaseOptions = CommonOptions & {
  readonly branch: string;
  readonly device?: string;
  readonly force?: boolean;
};

export const createPointsCommand = (): Command =>
  new Command('points').description('points of customers').addCommand(createLease());

const createLease = (): Command =>
  addCommonOptions(new Command('lease'))
    .description('show, or move, the right of one device of a branch to let points be spent')
    .requiredOption('--branch <code>', 'the branch')
    .option('--device <id>', 'who is to have it')
    .option(
      '--force',
      'at once: what the present holder let be spent and has not reported can be spent a second time',
    )
    .action((options: LeaseOptions) =>
      withHub(options, async (hub) => {
        await chosenBranches(hub.database, options.branch);
        process.stdout.write(
          `${options.device === undefined ? await show(hub, options) : await move(hub, options.device, options)}\n`,
        );
        return EXIT.done;
      }),
    );

async function show({ database }: HubContext, { branch }: LeaseOptions): Promise<string> {
  const lease = await readPointsLease(database, branch);
  if (lease === undefined) return `${branch}: nobody; the first device that enrols gets it`;
  const { holder, holderName, counted, next, nextName } = lease;
  return next === null
    ? `${branch}: ${holder} ${holderName}, its events up to ${counted} are in the published points`
    : `${branch}: asked back from ${holder} ${holderName} for ${next} ${nextName ?? ''}`;
}

async function move(
  { database }: HubContext,
  device: string,
  { branch, force = false }: LeaseOptions,
): Promise<string> {
  const moved = await movePointsLease(database, { branch, device, force });
  if (!moved.ok) throw new HubProblem(EXIT.refused, explain(moved.error, branch, device));
  const { state, from } = moved.value;
  if (state === 'asked-back') {
    return (
      `asked back from ${from ?? ''}: run \`hub publish --branch ${branch}\` now, and again once that device has ` +
      `been in contact for some minutes; then ${device} gets it. Until then nobody there lets points be spent.`
    );
  }
  const risk =
    force && from !== null
      ? ` What ${from} let be spent and has not reported, and what it lets be spent until it hears of this, can be spent a second time.`
      : '';
  return `${device} has it from the next \`hub publish --branch ${branch}\` on.${risk}`;
}

function explain(error: MovePointsError, branch: string, device: string): string {
  return error.type === 'is-holder'
    ? `${device} has it already`
    : `${branch} has no device ${device}; there are: ${error.devices.join(', ') || 'none yet'}`;
}
