// hub work: another pair of hands for what waits in the queue, on this machine or another.
import { Command } from 'commander';
import { countUnfinished } from '#hub/db/queue_job.ts';
import { type BranchJob, JOB_KINDS, openBranchQueue } from '#hub/queue/branch_queue.ts';
import { workOff } from '#hub/queue/work_off.ts';
import {
  addCommonOptions,
  type CommonOptions,
  type HubContext,
  HubProblem,
  withHub,
} from './context.ts';
import { EXIT } from './exit_code.ts';
import { formatCount } from './format.ts';
import { SILENT } from './over_branches.ts';
import { publishOne } from './publish.ts';
import { scoreOne } from './score.ts';

type WorkOptions = CommonOptions & { readonly stay?: boolean };

export const createWorkCommand = (): Command =>
  addCommonOptions(new Command('work'))
    .description(
      'do what waits in the queue (publish --all, score), beside others; also what was left when they were ended',
    )
    .option('--stay', 'wait for more when nothing is left, until it is ended by a signal')
    .action((options: WorkOptions) =>
      withHub(options, async (hub) => {
        if (hub.database.kind === 'pglite') {
          throw new HubProblem(EXIT.usage, 'an embedded database has no queue: use DATABASE_URL');
        }
        const ending = new AbortController();
        for (const signal of ['SIGINT', 'SIGTERM'] as const) {
          process.once(signal, () => ending.abort());
        }
        const done = await workOff({
          queue: await openBranchQueue(hub.database),
          kinds: JOB_KINDS,
          work: async (job) => {
            const lines = await workOn(hub, job);
            for (const line of lines) hub.progress.line(line);
            return lines;
          },
          isOver: async () => !options.stay && (await countUnfinished(hub.database)) === 0,
          signal: ending.signal,
        });
        hub.progress.line(`${formatCount(done)} branches done here`);
        return EXIT.done;
      }),
    );

/** @returns the lines that report it */
const workOn = (hub: HubContext, { kind, branch, pack }: BranchJob) =>
  kind === 'publish'
    ? publishOne(hub, branch, pack, SILENT)
    : scoreOne(hub.database, branch, SILENT);
