// hub status: what each branch has, was given and sent. What a branch has not sent yet the hub cannot know.
import { Command } from 'commander';
import { type BranchOverview, readOverview } from '#hub/db/overview.ts';
import { type QueueState, readQueue } from '#hub/db/queue_job.ts';
import { addCommonOptions, type CommonOptions, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { formatBytes, formatCount } from './format.ts';

export const createStatusCommand = (): Command =>
  addCommonOptions(new Command('status'))
    .description('branches, customers, packs, devices and events; and the queue of work')
    .option(
      '--json',
      'one JSON line a branch, and one a kind of work that waits, is under way or failed',
    )
    .action((options: CommonOptions & { readonly json?: boolean }) =>
      withHub(options, async (hub) => {
        const branches = await readOverview(hub.database);
        if (branches.length === 0 && !options.json) process.stdout.write('no branches yet\n');
        for (const branch of branches) {
          const text = options.json ? JSON.stringify(branch) : describe(branch, Date.now());
          process.stdout.write(`${text}\n`);
        }
        for (const queue of await readQueue(hub.database)) {
          process.stdout.write(`${options.json ? JSON.stringify(queue) : describeQueue(queue)}\n`);
        }
        return EXIT.done;
      }),
    );

function describe(branch: BranchOverview, now: number): string {
  const published =
    branch.publishedAt === null
      ? 'never published'
      : `number ${branch.number} (${age(now - branch.publishedAt)} ago), ` +
        `pack ${branch.packNumber ?? 'none'} of ${formatBytes(branch.packBytes)}`;
  const events =
    branch.newestEventAt === null
      ? 'none'
      : `${formatCount(branch.events)}, the newest came ${age(now - branch.newestEventAt)} ago`;
  const aside = branch.quarantined === 0 ? '' : `, ${formatCount(branch.quarantined)} put aside`;
  const waiting =
    branch.waiting === 0
      ? ''
      : `, ${formatCount(branch.waiting)} of later counters wait for an upgrade of this hub`;
  const walkIns =
    branch.walkIns === 0
      ? []
      : [
          `  walk-ins  ${formatCount(branch.walkIns)}, ${formatCount(branch.unknownWalkIns)} without a customer (hub events walk-ins)`,
        ];
  return [
    `${branch.branch} ${branch.name}`,
    `  customers ${formatCount(branch.customers)}${branch.asOf === null ? '' : `, as of ${branch.asOf}`}`,
    `  published ${published}`,
    `  devices   ${branch.devices}`,
    ...branch.wrongClocks.map(describeClock),
    `  events    ${events}${aside}${waiting}`,
    ...walkIns,
  ].join('\n');
}

/** Of those that failed so many are named. */
const NAMED = 5;

function describeQueue({ queue, waiting, underWay, failed }: QueueState): string {
  const named = failed.slice(0, NAMED).map(({ branch, message }) => `\n  ${branch}: ${message}`);
  const more = failed.length > NAMED ? `\n  and ${formatCount(failed.length - NAMED)} more` : '';
  return (
    `queue ${queue}: ${formatCount(waiting)} branches wait, ${formatCount(underWay)} under way, ` +
    `${formatCount(failed.length)} failed of late${named.join('')}${more}`
  );
}

const describeClock = (clock: BranchOverview['wrongClocks'][number]): string => {
  const side = clock.minutesAhead > 0 ? 'ahead' : 'behind';
  return `            the clock of ${clock.name} is ${age(Math.abs(clock.minutesAhead) * 60_000)} ${side}`;
};

function age(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 120) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / 1440)} days`;
}
