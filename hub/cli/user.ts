// hub user: accounts of HQ's page.
import { text } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import {
  findAccount,
  insertAccount,
  listAccounts,
  type ListedAccount,
  type PageAccount,
  type PageLogEntry,
  readLog,
  setDisabled,
  setPassword,
  setRole,
} from '#hub/db/page_account.ts';
import type { Database } from '#hub/db/database.ts';
import { readRegions } from '#hub/db/page_branch.ts';
import { createPassword, hashPassword, passwordProblem } from '#hub/page/password.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT, type ExitCode } from './exit_code.ts';
import { wholeNumber } from './options.ts';

type RoleOptions = CommonOptions & {
  readonly role: 'hq' | 'region';
  readonly region: readonly string[];
};
type PasswordOptions = CommonOptions & { readonly passwordStdin?: boolean };

export const createUserCommand = (): Command =>
  new Command('user')
    .description("accounts of HQ's page, which hub serve shows in a browser")
    .addCommand(createAdd())
    .addCommand(createRole())
    .addCommand(createPasswordCommand())
    .addCommand(createSwitch('disable'))
    .addCommand(createSwitch('enable'))
    .addCommand(createList())
    .addCommand(createLog());

const withRole = (command: Command): Command =>
  command
    .addOption(
      new Option('--role <role>', 'hq sees all branches, region those of its regions')
        .choices(['hq', 'region'])
        .makeOptionMandatory(),
    )
    .option('--region <name>', 'a region of the branches; may be given again', also, []);

const withPassword = (command: Command): Command =>
  command.option('--password-stdin', 'read the password from standard input; else one is made');

const createAdd = (): Command =>
  withPassword(withRole(addCommonOptions(new Command('add'))))
    .description('make an account and print its password, once')
    .argument('<name>', 'small letters, digits, dot, dash')
    .action((name: string, options: RoleOptions & PasswordOptions) =>
      withHub(options, async ({ database }) => {
        const account = await accountOf(database, name, options);
        const password = await passwordFor(name, options);
        if (!(await insertAccount(database, account, await hashPassword(password))))
          throw new HubProblem(EXIT.refused, `there is an account ${name} already`);
        return tellPassword(name, password, options);
      }),
    );

const createRole = (): Command =>
  withRole(addCommonOptions(new Command('role')))
    .description('change what an account sees; it is signed out')
    .argument('<name>', 'of the account')
    .action((name: string, options: RoleOptions) =>
      withHub(options, async ({ database }) => {
        const account = await accountOf(database, name, options);
        if (!(await setRole(database, account))) throw nobody(name);
        return say(`${name}: ${roleText(account)}`);
      }),
    );

const createPasswordCommand = (): Command =>
  withPassword(addCommonOptions(new Command('password')))
    .description('give an account a new password; it is signed out')
    .argument('<name>', 'of the account')
    .action((name: string, options: PasswordOptions) =>
      withHub(options, async ({ database }) => {
        if ((await findAccount(database, name)) === undefined) throw nobody(name);
        const password = await passwordFor(name, options);
        await setPassword(database, name, await hashPassword(password));
        return tellPassword(name, password, options);
      }),
    );

const createSwitch = (verb: 'disable' | 'enable'): Command =>
  addCommonOptions(new Command(verb))
    .description(
      verb === 'disable' ? 'sign an account out and let it in no more' : 'let it in again',
    )
    .argument('<name>', 'of the account')
    .action((name: string, options: CommonOptions) =>
      withHub(options, async ({ database }) => {
        const at = verb === 'disable' ? Date.now() : null;
        if (!(await setDisabled(database, name, at))) throw nobody(name);
        return say(`${name}: ${verb}d`);
      }),
    );

const createList = (): Command =>
  addCommonOptions(new Command('list'))
    .description('accounts with what they see')
    .option('--json', 'one JSON line an account')
    .action((options: CommonOptions & { readonly json?: boolean }) =>
      withHub(options, async ({ database }) => {
        const accounts = await listAccounts(database);
        if (accounts.length === 0 && options.json !== true) return say('no accounts yet');
        for (const account of accounts)
          say(options.json === true ? JSON.stringify(account) : listLine(account));
        return EXIT.done;
      }),
    );

const createLog = (): Command =>
  addCommonOptions(new Command('log'))
    .description('who signed in and what was opened, newest first')
    .option('--account <name>', 'of one account')
    .option('--last <count>', 'how many', wholeNumber(1, 100_000), 50)
    .option('--json', 'one JSON line an entry')
    .action(
      (
        options: CommonOptions & {
          readonly account?: string;
          readonly last: number;
          readonly json?: boolean;
        },
      ) =>
        withHub(options, async ({ database }) => {
          for (const entry of await readLog(database, options.account, options.last))
            say(options.json === true ? JSON.stringify(entry) : logLine(entry));
          return EXIT.done;
        }),
    );

const also = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const NAME = /^[a-z0-9][a-z0-9._-]{0,39}$/;

async function accountOf(
  db: Database,
  name: string,
  { role, region: regions }: RoleOptions,
): Promise<PageAccount> {
  if (!NAME.test(name))
    throw new HubProblem(
      EXIT.usage,
      `${name}: small letters, digits, dot, dash and underscore, at most 40, a letter or digit first`,
    );
  if (role === 'hq' && regions.length > 0)
    throw new HubProblem(EXIT.usage, '--role hq sees every region: leave out --region');
  if (role === 'region' && regions.length === 0)
    throw new HubProblem(EXIT.usage, '--role region needs --region NAME, of one region or more');
  const known = await readRegions(db);
  const unknown = regions.find((region) => !known.includes(region));
  if (unknown !== undefined)
    throw new HubProblem(
      EXIT.refused,
      `no branch is of region ${unknown}; there are: ${known.join(', ') || 'none yet (column 大区 of --map branches)'}`,
    );
  return { name, role, regions: [...new Set(regions)] };
}

async function passwordFor(name: string, options: PasswordOptions): Promise<string> {
  if (options.passwordStdin !== true) return createPassword();
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  const problem = passwordProblem(password, name);
  if (problem !== null) throw new HubProblem(EXIT.refused, `the password: ${problem}`);
  return password;
}

/** One that was made is told once; one that was given is not repeated. */
const tellPassword = (name: string, password: string, options: PasswordOptions): ExitCode =>
  say(options.passwordStdin === true ? `${name}: saved` : `account  ${name}\npassword ${password}`);

const nobody = (name: string): HubProblem => new HubProblem(EXIT.refused, `no account ${name}`);

const roleText = ({ role, regions }: PageAccount): string =>
  role === 'hq' ? 'hq, all branches' : `region ${regions.join(', ')}`;

function listLine(account: ListedAccount): string {
  const state = account.disabled_at === null ? '' : ', disabled';
  const seen =
    account.seen_at === null
      ? ''
      : `, signed in, last seen ${new Date(account.seen_at).toISOString()}`;
  return `${account.name}: ${roleText(account)}${state}${seen}`;
}

const logLine = ({ at, account, action, detail }: PageLogEntry): string =>
  [new Date(at).toISOString(), account === '' ? '(no such account)' : account, action, detail]
    .join('  ')
    .trimEnd();

function say(line: string): ExitCode {
  process.stdout.write(`${line}\n`);
  return EXIT.done;
}
