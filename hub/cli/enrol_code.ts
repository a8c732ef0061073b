// hub enrol-code: a one-time code for a new device of a branch.
import { Command } from 'commander';
import { CODE_VALID_HOURS, createEnrolCode } from '#hub/serve/enrol.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';

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
