// hub gifts: what a branch has left of its gifts and which device may give how many; what a lost one holds comes back.
import { Command } from 'commander';
import { type GiftHolder, type LentGift, readLentGifts, releaseGifts } from '#hub/lend/gifts.ts';
import { freePieces } from '#hub/lend/share_out.ts';
import {
  addCommonOptions,
  type CommonOptions,
  type HubContext,
  HubProblem,
  withHub,
} from './context.ts';
import { EXIT } from './exit_code.ts';
import { chosenBranches } from './options.ts';

type GiftOptions = CommonOptions & { readonly branch: string; readonly release?: string };

export const createGiftsCommand = (): Command =>
  addCommonOptions(new Command('gifts'))
    .description('gifts of a branch: given, left, and lent to its devices')
    .requiredOption('--branch <code>', 'the branch')
    .option(
      '--release <device>',
      'what this device holds is free at once: for one that is broken or lost',
    )
    .action((options: GiftOptions) =>
      withHub(options, async (hub) => {
        await chosenBranches(hub.database, options.branch);
        const text =
          options.release === undefined
            ? await show(hub, options)
            : await release(hub, options.branch, options.release);
        process.stdout.write(`${text}\n`);
        return EXIT.done;
      }),
    );

async function show({ database }: HubContext, { branch }: GiftOptions): Promise<string> {
  const now = Date.now();
  const lent = await readLentGifts(database, branch, now);
  if (lent.length === 0) return `${branch} has no gifts`;
  return lent.flatMap((each) => linesOf(each, now)).join('\n');
}

function linesOf({ gift, holders }: LentGift, now: number): readonly string[] {
  const given = holders.reduce((sum, { drawn }) => sum + drawn, 0);
  const { id, allocated } = gift;
  const free = freePieces(allocated, holders);
  const head =
    `${id}: ${allocated} allotted, ${given} given, ${allocated - given} left` +
    (free < 0 ? `, ${-free} lent too many: devices are asked for them` : `, ${free} not lent`);
  return [head, ...holders.flatMap((holder) => lineOf(holder, now))];
}

function lineOf(holder: GiftHolder, now: number): readonly string[] {
  const { device, name, drawn, lost, held, rests, isReleased, heardAt } = holder;
  const here = isReleased ? 0 : Math.max(0, lost + held - drawn - rests);
  if (drawn === 0 && here === 0 && rests === 0) return [];
  const rest = rests === 0 ? '' : `, ${rests} rest: its ledger was put back`;
  const heard =
    heardAt === null
      ? 'never heard whole'
      : `heard ${Math.floor((now - heardAt) / 3_600_000)} h ago`;
  const state = isReleased ? ', taken back' : '';
  return [`  ${device} ${name}: gave ${drawn}, may give ${here} more${rest}${state} (${heard})`];
}

async function release({ database }: HubContext, branch: string, device: string): Promise<string> {
  const freed = await releaseGifts(database, { branch, device, now: Date.now() });
  if ('type' in freed) {
    throw new HubProblem(
      EXIT.refused,
      `${branch} has no device ${device}; there are: ${freed.devices.join(', ') || 'none yet'}`,
    );
  }
  const pieces = [...freed].map(([gift, count]) => `${count} ${gift}`).join(', ');
  return pieces === ''
    ? `${device} held nothing`
    : `free again: ${pieces}. What ${device} gave and has not reported, and what it gives until it hears of this, may be promised twice.`;
}
