// hub publish: gives the branches what changed.
import { Command } from 'commander';
import { countCustomers } from '#hub/db/customer_documents.ts';
import { eraseAsListed, erasureListOf } from '#hub/erasure_list.ts';
import { retain, retainedSum } from '#hub/retain.ts';
import { reviveAll } from '#hub/serve/revive_aside.ts';
import { leftOutLines } from '#hub/publish/left_out_lines.ts';
import { publishBranch, type PublishReport } from '#hub/publish/publish.ts';
import {
  addCommonOptions,
  type CommonOptions,
  type HubContext,
  HubProblem,
  withHub,
} from './context.ts';
import { EXIT } from './exit_code.ts';
import { overBranches, workersOption } from './over_branches.ts';
import type { Progress } from './progress.ts';
import { chosenBranches } from './options.ts';
import { formatBytes, formatCount } from './format.ts';

type PublishOptions = CommonOptions & {
  readonly branch?: string;
  readonly all?: boolean;
  readonly pack?: boolean;
  readonly workers?: number;
};

export const createPublishCommand = (): Command =>
  addCommonOptions(new Command('publish'))
    .description('give a branch, or all, what changed since the last time; a pack when one is due')
    .option('--branch <code>', 'one branch')
    .option('--all', 'all branches')
    .option('--pack', 'build a pack even if none is due')
    .addOption(workersOption())
    .action((options: PublishOptions) => {
      if ((options.branch === undefined) === (options.all !== true)) {
        throw new HubProblem(EXIT.usage, 'say what to publish: --branch CODE or --all');
      }
      return withHub(options, async (hub) => {
        // What HQ was told of late makes some events believable: they count in what is published.
        await reviveAll(hub.database, Date.now());
        const { erasureKey } = await hub.secret();
        const list = erasureListOf(hub.secretFile());
        const again = await eraseAsListed(hub.database, erasureKey, list);
        if (again > 0)
          process.stdout.write(`${formatCount(again)} persons erased once more, by ${list}\n`);
        const gone = retainedSum(await retain(hub.database, { now: Date.now() }));
        if (gone > 0)
          process.stdout.write(
            `${formatCount(gone)} entries past the days of the policy let go (hub retain)\n`,
          );
        // Beside the lines of the branches, which others may read.
        for (const line of await leftOutLines(hub.database)) process.stderr.write(`${line}\n`);
        const branches = await chosenBranches(hub.database, options.branch);
        const pack = options.pack === true;
        return overBranches(hub, branches, {
          kind: 'publish',
          work: (...job) => publishOne(hub, ...job),
          pack,
          options,
        });
      });
    });

/** @returns the line that reports it. */
export async function publishOne(
  hub: HubContext,
  branch: string,
  pack: boolean,
  progress: Progress,
): Promise<readonly string[]> {
  const { count } = await countCustomers(hub.database, branch);
  const task = progress.begin(`publish ${branch}: customers`, count);
  const start = performance.now();
  const published = await publishBranch(hub.database, await hub.secret(), {
    branch,
    pack,
    now: Date.now(),
    onProgress: (customers) => task.update(customers),
  });
  const seconds = (performance.now() - start) / 1000;
  task.end(`publish ${branch}`);
  if (!published.ok) throw new HubProblem(EXIT.refused, `no branch ${branch}`);
  return [reportLine(published.value, seconds)];
}

function reportLine(report: PublishReport, seconds: number): string {
  const parts = [
    `${report.branch}: number ${report.number}`,
    `${formatCount(report.rows)} rows changed`,
    `${formatCount(report.customers)} customers`,
    report.pack
      ? `pack ${formatBytes(report.pack.bytes)} in ${report.pack.chunks} chunks`
      : `no new pack`,
    `${seconds.toFixed(1)} s`,
  ];
  return parts.join(', ');
}
