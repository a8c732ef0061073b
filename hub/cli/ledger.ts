// hub ledger open: the ledger of a broken PC is read with its escrowed key, and what HQ lacks is taken from it.
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { Command } from 'commander';
import { EVENTS_PER_BATCH } from '#shared/wire/protocol.ts';
import { readBranch } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import { type Device, findDevice, insertRetired } from '#hub/db/device.ts';
import { readHeld } from '#hub/db/device_report.ts';
import { readLedgerFile } from '#hub/db/ledger_file.ts';
import { receiveEvents } from '#hub/serve/receive_events.ts';
import {
  addCommonOptions,
  type CommonOptions,
  type HubContext,
  HubProblem,
  withHub,
} from './context.ts';
import { EXIT, type ExitCode } from './exit_code.ts';
import { formatCount } from './format.ts';

type OpenOptions = CommonOptions & {
  readonly device?: string;
  readonly branch?: string;
  readonly take?: boolean;
  readonly json?: boolean;
};

export const createLedgerCommand = (): Command =>
  new Command('ledger').description('ledgers of branch PCs').addCommand(createOpen());

const createOpen = (): Command =>
  addCommonOptions(new Command('open'))
    .description(
      'read the ledger file of a PC that is broken or lost its key: a copy of ledger-DEVICE.db with its -wal beside it',
    )
    .argument('<file>', 'also a damaged one that was set aside (ledger-DEVICE.db.damaged-...)')
    .option('--device <id>', 'whose ledger it is, where the name of the file does not say so')
    .option(
      '--branch <code>',
      'its branch, where this hub was restored from a backup of before its enrolment',
    )
    .option('--take', 'store the events that HQ lacks, as if the PC had sent them')
    .option('--json', 'one JSON line an event (customers are in it)')
    .action((file: string, options: OpenOptions) =>
      withHub(options, (hub) => openLedgerFile(hub, file, options)),
    );

async function openLedgerFile(
  hub: HubContext,
  file: string,
  options: OpenOptions,
): Promise<ExitCode> {
  const name = options.device ?? /^ledger-(.+?)\.db/.exec(basename(file))?.[1];
  if (name === undefined) throw new HubProblem(EXIT.usage, 'say whose ledger it is: --device ID');
  if (!existsSync(file)) throw new HubProblem(EXIT.usage, `there is no file ${file}`);
  const known = await findDevice(hub.database, name);
  const device = known ?? (await unknownDevice(hub.database, name, options.branch));
  const secret = await hub.secret();
  const ledger = readLedgerFile(file, secret.ledgerKey(device.id));
  if (!ledger.ok) {
    const { type, detail } = ledger.error;
    if (type === 'cannot-read') throw new HubProblem(EXIT.environment, `${file}: ${detail}`);
    throw new HubProblem(
      EXIT.refused,
      `${file} does not open with the key of ${device.id} (${detail}): ` +
        'it is another device’s, or nothing of it can be read any more',
    );
  }
  const { events, missing } = ledger.value;
  if (options.json) {
    for (const event of events) process.stdout.write(`${JSON.stringify(event)}\n`);
  }
  const before = await readHeld(hub.database, device.id);
  const lines = [
    `${device.id} of ${device.branch}: ${formatCount(events.length)} events, the last is ${events.at(-1)?.sequence ?? 0}`,
    ...missing.map(({ from, through }) => `  not in it: ${from} to ${through}`),
    `HQ holds ${formatCount(before.total)}, the last is ${before.highest}`,
  ];
  if (options.take) {
    // That it opens with this key says that it was enrolled here.
    if (known === undefined) {
      const since = Math.min(Date.now(), events[0]?.at ?? Date.now());
      await insertRetired(hub.database, { ...device, name: device.id }, since, Date.now());
      lines.push('HQ did not know it: noted as a computer that is no longer used');
    }
    let putAside = 0;
    for (let at = 0; at < events.length; at += EVENTS_PER_BATCH) {
      const batch = events.slice(at, at + EVENTS_PER_BATCH);
      const answer = await receiveEvents(hub.database, device, batch);
      putAside += answer.quarantined.length;
    }
    const after = await readHeld(hub.database, device.id);
    const aside =
      putAside === 0 ? '' : `, ${formatCount(putAside)} put aside (hub events quarantined)`;
    lines.push(`taken: ${formatCount(after.total - before.total)}${aside}`);
  }
  const out = options.json ? process.stderr : process.stdout;
  out.write(`${lines.join('\n')}\n`);
  return EXIT.done;
}

/** It enrolled after the backup that this hub was restored from. */
async function unknownDevice(
  database: Database,
  id: string,
  branch: string | undefined,
): Promise<Device> {
  if (branch === undefined) {
    throw new HubProblem(
      EXIT.refused,
      `HQ knows no device ${id}. If it enrolled after the backup that this hub was restored from, say its branch: --branch CODE`,
    );
  }
  if ((await readBranch(database, branch)) === undefined) {
    throw new HubProblem(EXIT.refused, `there is no branch ${branch}`);
  }
  return { id, branch };
}
