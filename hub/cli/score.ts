// hub score: groups, stages, risks and labels of all customers.
import { Command } from 'commander';
import { readBranches } from '../db/branch.ts';
import { countCustomers } from '../db/customer_documents.ts';
import { scoreBranch, type ScoreReport } from '../services/score/score_branch.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { formatCount } from './format.ts';

type ScoreOptions = CommonOptions & { readonly branch?: string };

export const createScoreCommand = (): Command =>
  addCommonOptions(new Command('score'))
    .description('find value group, life-cycle stage, risks and labels of every customer')
    .option('--branch <code>', 'one branch; all when left out')
    .action((options: ScoreOptions) =>
      withHub(options, async ({ database, progress }) => {
        const all = await readBranches(database);
        const branches = all.filter(
          ({ code }) => options.branch === undefined || code === options.branch,
        );
        if (options.branch !== undefined && branches.length === 0) {
          const known = all.map(({ code }) => code).join(', ') || 'none yet';
          throw new HubProblem(EXIT.refused, `no branch ${options.branch}; there are: ${known}`);
        }
        for (const branch of branches) {
          const { count } = await countCustomers(database, branch.code);
          const task = progress.begin(`score ${branch.code}: customers`, count);
          const report = await scoreBranch(database, branch, (done) => task.update(done));
          task.end(`score ${branch.code}`);
          process.stdout.write(`${scoreLines(report).join('\n')}\n`);
        }
        return EXIT.done;
      }),
    );

function scoreLines({ branch, customers, changed, counts }: ScoreReport): readonly string[] {
  const kinds = Object.entries(counts).map(([kind, names]) => {
    const shares = [...names]
      .toSorted(([, a], [, b]) => b - a)
      .map(([name, count]) => `${name} ${formatCount(count)} (${share(count, customers)})`);
    return `  ${kind}: ${shares.join(', ') || 'none'}`;
  });
  return [
    `${branch}: ${formatCount(customers)} customers, ${formatCount(changed)} scores changed`,
    ...kinds,
  ];
}

const share = (count: number, of: number): string => `${((100 * count) / of).toFixed(1)}%`;
