// hub score: groups, stages, risks, labels, chances and values of all customers.
import { Command } from 'commander';
import { compareBy, compareNumber, compareText } from '#shared/base/compare.ts';
import type { Leaver } from '#shared/model/customer.ts';
import { groupName } from '#shared/engine/groups/group_name.ts';
import { readBranch } from '#hub/db/branch.ts';
import { countCustomers } from '#hub/db/customer_documents.ts';
import { readChurnOutcomes } from '#hub/db/churn_outcomes.ts';
import type { Database } from '#hub/db/database.ts';
import { readModel } from '#hub/db/editions.ts';
import { leaverOf } from '#hub/score/bear_out.ts';
import { driftLine } from '#hub/score/drift_line.ts';
import { driftOf } from '#hub/score/outcomes.ts';
import { scoreBranch, type ScoreReport } from '#hub/score/score_branch.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches } from './options.ts';
import { overBranches, workersOption } from './over_branches.ts';
import type { Progress } from './progress.ts';
import { formatCount } from './format.ts';

type ScoreOptions = CommonOptions & { readonly branch?: string; readonly workers?: number };

export const createScoreCommand = (): Command =>
  addCommonOptions(new Command('score'))
    .description(
      'find groups, life-cycle stage, risks, labels, chance to leave and value of every customer',
    )
    .option('--branch <code>', 'one branch; all when left out')
    .addOption(workersOption())
    .action((options: ScoreOptions) =>
      withHub(options, async (hub) => {
        const { database } = hub;
        const branches = await chosenBranches(database, options.branch);
        const code = await overBranches(hub, branches, {
          kind: 'score',
          work: (branch, _pack, shown) => scoreOne(database, branch, shown),
          pack: false,
          options,
        });
        for (const line of await driftLines(database)) process.stdout.write(`${line}\n`);
        return code;
      }),
    );

/** @returns the lines that report it */
export async function scoreOne(
  database: Database,
  code: string,
  progress: Progress,
): Promise<readonly string[]> {
  const branch = await readBranch(database, code);
  if (branch === undefined) throw new HubProblem(EXIT.refused, `no branch ${code}`);
  const { count } = await countCustomers(database, code);
  const task = progress.begin(`score ${code}: customers`, count);
  const report = await scoreBranch(database, branch, (done) => task.update(done));
  task.end(`score ${code}`);
  return scoreLines(report);
}

/** Months that say how the model does now. */
const DRIFT_MONTHS = 3;

/** Of the model in force. */
async function driftLines(database: Database): Promise<readonly string[]> {
  const model = await readModel(database, 'churn');
  if (model === null) return [];
  const { version } = model;
  const drift = driftOf(await readChurnOutcomes(database, version, DRIFT_MONTHS));
  return drift === null ? [] : [driftLine({ model: version, leaver: leaverOf(model), drift })];
}

/** Of the models of 27 groups so many are named, the largest first. */
const TOP_GROUPS = 8;

function scoreLines(report: ScoreReport): readonly string[] {
  const { branch, customers, changed, outside, counts, models } = report;
  const ofHq = (['chance', 'group', 'value'] as const).flatMap((kind) =>
    outside[kind] === 0 ? [] : `${kind} of ${formatCount(outside[kind])} customers`,
  );
  return [
    `${branch}: ${formatCount(customers)} customers, ${formatCount(changed)} scores changed`,
    namesLine('group', counts.group, customers),
    ...modelLines('consumption', counts.consumption, customers),
    ...modelLines('behaviour', counts.behaviour, customers),
    namesLine('stage', counts.stage, customers),
    namesLine('risk', counts.risk, customers),
    namesLine('label', counts.label, customers),
    `  models: churn ${models.churn ?? 'none'}${leaverWords(models.leaver)}, lifetime ${models.lifetime ?? 'none'}`,
    ...(ofHq.length === 0 ? [] : [`  from HQ's own file instead: ${ofHq.join(', ')}`]),
  ];
}

const leaverWords = (leaver: Leaver | null): string => (leaver === null ? '' : ` (${leaver})`);

const namesLine = (kind: string, names: ReadonlyMap<string, number>, of: number): string => {
  const shares = largestFirst(names).map(
    ([name, count]) => `${name} ${formatCount(count)} (${share(count, of)})`,
  );
  return `  ${kind}: ${shares.join(', ') || 'none'}`;
};

/** All groups with their counts, and the largest by name. */
function modelLines(
  kind: 'consumption' | 'behaviour',
  names: ReadonlyMap<string, number>,
  of: number,
): readonly string[] {
  const known = [...names.values()].reduce((sum, count) => sum + count, 0);
  const all = largestFirst(names).map(([code, count]) => `${code} ${formatCount(count)}`);
  const top = largestFirst(names)
    .slice(0, TOP_GROUPS)
    .map(([code, count]) => {
      const { zh, en } = groupName(kind, code);
      return `    ${code} ${zh} (${en}): ${formatCount(count)} (${share(count, of)})`;
    });
  return [
    `  ${kind}: ${names.size} of 27 groups, not known ${formatCount(of - known)}`,
    ...top,
    ...(all.length > TOP_GROUPS ? [`    ${all.slice(TOP_GROUPS).join(', ')}`] : []),
  ];
}

const largestFirst = (names: ReadonlyMap<string, number>): readonly (readonly [string, number])[] =>
  [...names].toSorted(
    compareBy<readonly [string, number]>(
      ([, a], [, b]) => compareNumber(b, a),
      ([a], [b]) => compareText(a, b),
    ),
  );

const share = (count: number, of: number): string => `${((100 * count) / of).toFixed(1)}%`;
