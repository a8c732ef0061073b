// hub usb: what goes to and comes from branches on a stick.
import { Command } from 'commander';
import { oneLine } from '#shared/base/one_line.ts';
import type { LetterAge } from '#hub/db/stick.ts';
import type { Hub } from '#hub/serve/authorise.ts';
import { exportToStick, type ExportReport } from '#hub/stick/export_stick.ts';
import { importRequests, type ReadRequest } from '#hub/stick/enrol_stick.ts';
import { importLetters, type ReadLetter } from '#hub/stick/import_stick.ts';
import { StickProblem, type StickReason } from '#stick/stick_problem.ts';
import {
  addCommonOptions,
  type CommonOptions,
  type HubContext,
  HubProblem,
  withHub,
} from './context.ts';
import { EXIT, type ExitCode } from './exit_code.ts';
import { formatBytes, formatCount } from './format.ts';
import { chosenBranches } from './options.ts';

export const createUsbCommand = (): Command =>
  new Command('usb')
    .description('branches without a line: what goes to and comes from them on a stick')
    .addCommand(createExport())
    .addCommand(createImport());

type ExportOptions = CommonOptions & { readonly branch: string; readonly to: string };

const createExport = (): Command =>
  addCommonOptions(new Command('export'))
    .description('write packs, changes and receipts for a branch to a stick')
    .requiredOption('--branch <code>', 'the branch')
    .requiredOption('--to <folder>', 'the stick')
    .action((options: ExportOptions) =>
      withStick(options, async (hub, { database }) => {
        await chosenBranches(database, options.branch);
        print(await exported(hub, options.branch, options.to));
        return EXIT.done;
      }),
    );

type ImportOptions = CommonOptions & { readonly code?: string };

const createImport = (): Command =>
  addCommonOptions(new Command('import'))
    .description('read what branches wrote to a stick')
    .argument('<folder>', 'the stick')
    .option('--code <code>', 'enrols the computer that asked with this one-time code')
    .action((folder: string, options: ImportOptions) =>
      withStick(options, async (hub) => {
        const letters = await importLetters(hub, folder);
        const requests = await importRequests(hub, folder, options.code ?? null);
        if (letters.length === 0 && requests.length === 0) {
          print(['nothing from a branch is on it: the manager writes it with U on the page F3']);
          return EXIT.refused;
        }
        print([...letters.map(describeLetter), ...requests.map(describeRequest)]);
        for (const branch of enrolledBranches(requests)) {
          print(await exported(hub, branch, folder));
        }
        const isRefused =
          letters.some(({ outcome }) => outcome.type === 'refused') ||
          requests.some(({ outcome }) => outcome.type !== 'enrolled');
        if (letters.length > 0) print(['next: hub usb export --branch B --to the same stick']);
        return isRefused ? EXIT.refused : EXIT.done;
      }),
    );

const withStick = (
  options: CommonOptions,
  work: (hub: Hub, context: HubContext) => Promise<ExitCode>,
): Promise<void> =>
  withHub(options, async (context) => {
    const hub = { database: context.database, secret: await context.secret(), clock: Date.now };
    try {
      return await work(hub, context);
    } catch (error) {
      if (error instanceof StickProblem) {
        throw new HubProblem(EXIT.refused, `${WORDS[error.reason]} (${error.message})`);
      }
      throw error;
    }
  });

async function exported(hub: Hub, branch: string, folder: string): Promise<readonly string[]> {
  const report = await exportToStick(hub, branch, folder);
  if ('type' in report) {
    throw new HubProblem(
      EXIT.refused,
      report.type === 'no-device'
        ? `no computer of ${branch} is enrolled: hub enrol-code --branch ${branch}`
        : `nothing was published to ${branch} yet: hub publish --branch ${branch}`,
    );
  }
  return describeExport(branch, report);
}

const describeExport = (branch: string, report: ExportReport): readonly string[] => [
  `branch ${branch} number ${report.number}, pack of ${formatBytes(report.packBytes)}`,
  ...report.letters.map(
    ({ device, deviceName, receipts, changes, heardLetter }) =>
      `  for ${deviceName} (${device}): ${formatCount(receipts)} receipts, ${formatCount(changes)} changes` +
      (heardLetter === null ? ', nothing of it was read from a stick yet' : ''),
  ),
  `take it to ${branch}: the manager reads it with U on the page F3`,
];

/** One line: names of files, and heads that nobody signed, are whatever the stick's last owner wrote. */
export function describeLetter({ name, head, outcome }: ReadLetter): string {
  const whose = oneLine(
    head === null ? name : `${head.branch} ${head.deviceName} (${head.device})`,
  );
  if (outcome.type === 'refused') {
    return `${whose}: refused, ${WORDS[outcome.problem.reason]} (${oneLine(outcome.problem.message)})`;
  }
  const { events, fresh, quarantined, age, isAdmitted } = outcome;
  const written = head === null ? '' : `, written ${new Date(head.at).toISOString()}`;
  return (
    `${whose}${written}: ${formatCount(events)} entries, ${formatCount(fresh)} of them new` +
    (quarantined === 0 ? '' : `, ${formatCount(quarantined)} put aside`) +
    AGES[age] +
    (isAdmitted
      ? '; HQ did not know it (it enrolled after the backup), and knows it again, by line too: hub device revoke, if it is not to work on'
      : '')
  );
}

/** The same of who asks to be enrolled. */
export function describeRequest({ name, request, outcome }: ReadRequest): string {
  const who = oneLine(request === null ? name : `${request.branch} ${request.deviceName}`);
  switch (outcome.type) {
    case 'enrolled':
      return outcome.again
        ? `${who}: was enrolled before, the same answer is on the stick again`
        : `${who}: enrolled, the answer is on the stick`;
    case 'needs-code':
      return `${who} asks to be enrolled: hub usb import FOLDER --code CODE, with the code that was typed there`;
    case 'other-protocol':
      return `${who} asks to be enrolled, but speaks protocol ${outcome.protocol}: update that computer`;
    case 'unreadable':
      return `${who}: no request that can be read; have it written anew`;
    case 'refused':
      return `${who}: not enrolled, ${outcome.error.type}`;
  }
}

const enrolledBranches = (requests: readonly ReadRequest[]): readonly string[] => [
  ...new Set(
    requests.flatMap(({ request, outcome }) =>
      outcome.type === 'enrolled' && request !== null ? [request.branch] : [],
    ),
  ),
];

const AGES: Readonly<Record<LetterAge, string>> = {
  newer: '',
  same: '; it was read before',
  older: '; a newer stick of it was read before',
};

/** What is wrong, and what to do. */
const WORDS: Readonly<Record<StickReason, string>> = {
  gone: 'the stick is not there, or was pulled: put it in and begin anew',
  full: 'the stick is full: make room on it, or take another',
  'read-only': 'the stick cannot be written: release its lock, or take another',
  empty: 'nothing of Counter Assist is on it: is it the right stick?',
  cut: 'the file is not whole: have the branch write the stick anew',
  altered: 'the file is not as it was written: have the branch write the stick anew',
  foreign: 'the file is none of Counter Assist',
  newer: 'the file is of a later program: update this hub',
  'other-hub': 'the file is for another HQ',
  'other-branch': 'the file is for another branch',
  'other-device': 'the file is for another computer',
  'unknown-device': 'the computer is not enrolled here, or was revoked: enrol it anew',
};

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
