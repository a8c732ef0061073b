// hub device: the PCs of the branches; a lost one is revoked here.
import { Command } from 'commander';
import { oneLine } from '#shared/base/one_line.ts';
import { findDevice } from '#hub/db/device.ts';
import {
  type DeviceOverview,
  readDevices,
  renameDevice,
  revokeDevice,
} from '#hub/db/device_list.ts';
import { readPolicy } from '#hub/db/editions.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches } from './options.ts';

type ListOptions = CommonOptions & { readonly branch?: string; readonly json?: boolean };

export const createDeviceCommand = (): Command =>
  new Command('device')
    .description('the computers of the branches: show, rename, revoke')
    .addCommand(createList())
    .addCommand(createRename())
    .addCommand(createRevoke());

const createList = (): Command =>
  addCommonOptions(new Command('list'))
    .description('when each was last heard, what it has, and what is odd about it')
    .option('--branch <code>', 'of one branch')
    .option('--json', 'one JSON line a device')
    .action((options: ListOptions) =>
      withHub(options, async ({ database }) => {
        if (options.branch !== undefined) await chosenBranches(database, options.branch);
        const devices = await readDevices(database, options.branch ?? null);
        if (devices.length === 0 && !options.json) process.stdout.write('no devices yet\n');
        const isDemanded = (await readPolicy(database))?.requireProtectedKeyStore ?? false;
        for (const device of devices) {
          const text = options.json ? JSON.stringify(device) : deviceText(device, isDemanded);
          process.stdout.write(`${text}\n`);
        }
        return EXIT.done;
      }),
    );

const createRename = (): Command =>
  addCommonOptions(new Command('rename'))
    .description('give a device another name')
    .argument('<device>', 'its id, as `hub device list` shows it')
    .argument('<name>', 'at most 100 characters')
    .action((device: string, name: string, options: CommonOptions) =>
      withHub(options, async ({ database }) => {
        if (name.length === 0 || name.length > 100 || name !== oneLine(name)) {
          throw new HubProblem(EXIT.usage, 'name: 1 to 100 characters of one line');
        }
        if (!(await renameDevice(database, device, name))) throw noDevice(device);
        return EXIT.done;
      }),
    );

const createRevoke = (): Command =>
  addCommonOptions(new Command('revoke'))
    .description(
      'for a lost, stolen or retired computer: it is never answered again, and opens nothing published later',
    )
    .argument('<device>', 'its id, as `hub device list` shows it')
    .action((device: string, options: CommonOptions) =>
      withHub(options, async ({ database }) => {
        const known = await findDevice(database, device);
        if (known === undefined) throw noDevice(device);
        await revokeDevice(database, device, Date.now());
        process.stdout.write(
          `${device} is revoked; what is published to its branch from now on has another key. Next:\n` +
            nextSteps(known)
              .map((step) => `  ${step}\n`)
              .join(''),
        );
        return EXIT.done;
      }),
    );

/** What was lent to a computer that is gone, and the new key. */
export const nextSteps = ({ id, branch }: Pick<DeviceOverview, 'id' | 'branch'>) => [
  `hub gifts --branch ${branch} --release ${id}`,
  `hub points lease --branch ${branch}   (if it is this one: --device ANOTHER --force)`,
  `hub publish --branch ${branch}`,
];

const noDevice = (device: string): HubProblem =>
  new HubProblem(EXIT.refused, `no device ${device}; hub device list shows all`);

/** @param isDemanded the policy lets customers open under a protected key store alone */
export function deviceText(device: DeviceOverview, isDemanded: boolean): string {
  const { id, branch, name, number, events, quarantined, breaks } = device;
  const odd = [
    ...(device.revokedAt === null ? [] : [`revoked ${day(device.revokedAt)}`]),
    ...(device.host?.endsWith(' open') === true
      ? [
          `its key store only hides the key: whoever has its files opens them${isDemanded ? '; by the policy it opens no customers' : ''}`,
        ]
      : []),
    ...(device.hasKeys ? [] : ['has no keys of its own: enrol it again']),
    ...(quarantined === 0 ? [] : [`${quarantined} events put aside`]),
    ...(device.lookUpBreaks === 0
      ? []
      : [`${device.lookUpBreaks} breaks of its log of look-ups: hub audit check`]),
    ...(breaks === 0 ? [] : [`${breaks} breaks of its chain: a copy or an older state at work`]),
  ];
  const heard = device.heardAt === null ? 'never heard' : `heard ${minute(device.heardAt)}`;
  return [
    `${branch} ${id} ${name}: enrolled ${day(device.enrolledAt)}, ${heard}, ` +
      `at change ${number ?? 'none'}, ${events} events, ${device.unsent ?? 'unknown'} unsent, ` +
      `program ${device.app ?? 'unknown'} on ${device.host ?? 'unknown'}`,
    ...odd.map((text) => `  ${text}`),
  ].join('\n');
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
const minute = (at: number): string => `${new Date(at).toISOString().slice(0, 16)}Z`;
