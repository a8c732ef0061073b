// hub events quarantined, recheck, take, dismiss: what counters sent and could not be stored, for a person to settle.
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { readSetAside, type SetAside } from '#hub/db/quarantine.ts';
import { reviveAll } from '#hub/serve/revive_aside.ts';
import { dismissSetAside, type TakeFailure, takeSetAside } from '#hub/serve/take_aside.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches } from './options.ts';

const SHORT = 12;

type ListOptions = CommonOptions & {
  readonly branch?: string;
  readonly all?: boolean;
  readonly json?: boolean;
};

export const createQuarantined = (): Command =>
  addCommonOptions(new Command('quarantined'))
    .description('events that could not be stored and that nobody has settled yet')
    .option('--branch <code>', 'of one branch')
    .option('--all', 'also those that were taken or dismissed')
    .option('--json', 'one JSON line an event, with all of it (customers are in it)')
    .action((options: ListOptions) =>
      withHub(options, async ({ database }) => {
        const branch = options.branch ?? null;
        if (branch !== null) await chosenBranches(database, branch);
        const events = await readSetAside(database, branch, options.all ?? false);
        if (events.length === 0 && !options.json) process.stdout.write('none\n');
        for (const event of events) {
          process.stdout.write(`${options.json ? JSON.stringify(event) : describe(event)}\n`);
        }
        return EXIT.done;
      }),
    );

export const createRecheck = (): Command =>
  addCommonOptions(new Command('recheck'))
    .description(
      'take what was put aside and fits by now: what it rests on has come, or HQ has it again',
    )
    .action((options: CommonOptions) =>
      withHub(options, async ({ database }) => {
        process.stdout.write(`taken: ${await reviveAll(database, Date.now())}\n`);
        return EXIT.done;
      }),
    );

export const createTake = (): Command =>
  addCommonOptions(new Command('take'))
    .description('store an event that was put aside, as it came or as a file corrects it')
    .argument('<digest>', 'as `hub events quarantined` names it; its beginning will do')
    .option('--with <file>', 'JSON of the event as it should have been')
    .action((digest: string, options: CommonOptions & { readonly with?: string }) =>
      withHub(options, async ({ database }) => {
        const corrected = options.with === undefined ? null : await read(options.with);
        const taken = await takeSetAside(database, digestOf(digest), corrected);
        if (!taken.ok) throw refusalOf(taken.error, digest);
        const { event, device, sequence } = taken.value;
        process.stdout.write(`${event} is stored as event ${sequence} of ${device}\n`);
        return EXIT.done;
      }),
    );

export const createDismiss = (): Command =>
  addCommonOptions(new Command('dismiss'))
    .description('lay an event aside for good: it stays to be read with --all')
    .argument('<digest>', 'as `hub events quarantined` names it; its beginning will do')
    .action((digest: string, options: CommonOptions) =>
      withHub(options, async ({ database }) => {
        const dismissed = await dismissSetAside(database, digestOf(digest));
        if (!dismissed.ok) throw refusalOf(dismissed.error, digest);
        process.stdout.write(`${dismissed.value.id} is dismissed\n`);
        return EXIT.done;
      }),
    );

/** Without the payload: customers are in it. */
function describe({ digest, branch, device, reason, body, receivedAt, settled }: SetAside): string {
  const day = new Date(receivedAt).toISOString().slice(0, 10);
  const end = settled === null ? '' : ` (${settled})`;
  return `${digest.slice(0, SHORT)} ${day} ${branch} ${device} ${kindIn(body)}: ${reason}${end}`;
}

function kindIn(body: string): string {
  try {
    const { kind } = JSON.parse(body) as { readonly kind?: unknown };
    return typeof kind === 'string' && /^[\w.-]{1,64}$/.test(kind) ? kind : '?';
  } catch {
    return '?';
  }
}

function digestOf(text: string): string {
  if (/^[0-9a-f]{6,64}$/.test(text)) return text;
  throw new HubProblem(EXIT.usage, 'the digest: 6 to 64 of the digits 0-9 and a-f');
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new HubProblem(EXIT.usage, `cannot read ${path}: ${(error as Error).message}`);
  }
}

function refusalOf(failure: TakeFailure, digest: string): HubProblem {
  const words = {
    unknown: `nothing that was put aside begins with ${digest}`,
    several: `several begin with ${digest}: give more of its digits`,
    settled: `${digest} was settled before`,
  };
  return new HubProblem(
    EXIT.refused,
    failure.type === 'still-wrong'
      ? `it cannot be stored: ${failure.reason}. Correct it with --with FILE, or dismiss it`
      : words[failure.type],
  );
}
