// hub enrol-code: a one-time code for a new device of a branch.
import { rename, rm, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { readBranches } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import type { HubSecret } from '#hub/secret.ts';
import { CODE_VALID_HOURS, createEnrolCode } from '#hub/serve/enrol.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches } from './options.ts';

type EnrolCodeOptions = CommonOptions & {
  readonly branch: string;
  readonly hours: string;
  readonly json?: boolean;
};

export const createEnrolCodeCommand = (): Command =>
  addCommonOptions(new Command('enrol-code'))
    .description('make a one-time code with which one device of a branch enrols')
    .requiredOption('--branch <code>', 'the branch')
    .option('--hours <count>', 'how long it is good', String(CODE_VALID_HOURS))
    .option('--json', 'print {"branch","code","expiresAt"} on one line')
    .action((options: EnrolCodeOptions) => {
      const { branch } = options;
      const hours = Number(options.hours);
      if (!(hours > 0 && hours <= 24 * 90)) {
        throw new HubProblem(EXIT.usage, '--hours: more than 0, at most 2160');
      }
      return withHub(options, async (hub) => {
        await chosenBranches(hub.database, branch);
        const made = await createEnrolCode(hub.database, await hub.secret(), {
          branch,
          hours,
          now: Date.now(),
        });
        if (!made.ok) throw new HubProblem(EXIT.refused, `no branch ${branch}`);
        const { code, expiresAt } = made.value;
        process.stdout.write(
          options.json
            ? `${JSON.stringify({ branch, code, expiresAt })}\n`
            : `branch ${branch}\ncode   ${code}\ngood until ${new Date(expiresAt).toISOString()}, for one device\n`,
        );
        return EXIT.done;
      });
    });

/** For an app that enrols itself: `{"branch","code"}` of the first demo branch, in a file that only its owner reads. */
export async function writeEnrolCodeFile(
  database: Database,
  secret: HubSecret,
  path: string,
): Promise<void> {
  const demo = (await readBranches(database)).find(({ isDemo }) => isDemo);
  const made =
    demo && (await createEnrolCode(database, secret, { branch: demo.code, now: Date.now() }));
  if (!made?.ok)
    throw new HubProblem(EXIT.refused, '--enrol-code-file needs a demo branch: --demo');
  const draft = `${path}.draft`;
  await rm(draft, { force: true });
  const { branch, code } = made.value;
  await writeFile(draft, `${JSON.stringify({ branch, code })}\n`, { mode: 0o600, flag: 'wx' });
  await rename(draft, path);
}
